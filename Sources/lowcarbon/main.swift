print("lowcarbon")
