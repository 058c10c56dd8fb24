func closestMatch(of text: String, among candidates: [String]) -> String? { nil }
