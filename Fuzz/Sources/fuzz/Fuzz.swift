import Foundation

/// The target of this process, named by the first argument; set once before libFuzzer starts.
nonisolated(unsafe) private var target = FuzzTarget.all[0]

/// libFuzzer's first call: `fuzz TARGET [libFuzzer's options and corpora]`, `fuzz list`, `fuzz dictionary`. Takes the target out of
/// the arguments.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> Int32 {
    switch CommandLine.arguments.dropFirst().first {
    case "list":
        print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
        exit(0)
    case "dictionary":
        print(FuzzDictionary.text, terminator: "")
        exit(0)
    case let name?:
        guard let chosen = FuzzTarget.all.first(where: { $0.name == name }) else {
            finding("there is no target `\(name)`: \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
        }
        target = chosen
        words.pointee[1] = words.pointee[0]
        words.pointee += 1
        count.pointee -= 1
        return 0
    case nil: finding("usage: fuzz TARGET [OPTIONS] [CORPUS…]")
    }
}

/// libFuzzer's call for every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
    target.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
