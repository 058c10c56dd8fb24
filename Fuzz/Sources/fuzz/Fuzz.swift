import CFuzzer
import Foundation

/// `fuzz TARGET [libFuzzer's options and corpora]`, `fuzz list`, `fuzz dictionary`.
@main
enum Fuzz {
    /// The target of this process; set once before libFuzzer starts.
    nonisolated(unsafe) private static var target = FuzzTarget.all[0]

    static func main() {
        let words = CommandLine.arguments
        switch words.dropFirst().first {
        case "list": print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
        case "dictionary": print(FuzzDictionary.text, terminator: "")
        case let name?: start(name, words)
        case nil: finding("usage: fuzz TARGET [OPTIONS] [CORPUS…]")
        }
    }

    private static func start(_ name: String, _ words: [String]) {
        guard let chosen = FuzzTarget.all.first(where: { $0.name == name }) else {
            finding("there is no target `\(name)`: \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
        }
        target = chosen
        let kept = [words[0]] + words.dropFirst(2)
        var count = Int32(kept.count)
        let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: kept.count + 1)
        for (index, word) in kept.enumerated() { pointers[index] = strdup(word) }
        pointers[kept.count] = nil
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = pointers
        let code = LLVMFuzzerRunDriver(&count, &list) { data, size in
            Fuzz.target.run(Array(UnsafeBufferPointer(start: data, count: size)))
            return 0
        }
        exit(code)
    }
}
