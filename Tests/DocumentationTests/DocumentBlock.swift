import Foundation

/// A fenced block of a page, with the words after its three back-ticks.
struct DocumentBlock {
    /// `yaml`, `outcome`, `console`.
    var language: String
    /// `file=…`, `from=…`, `into=…`, `refused=…`.
    var options: [String: String]
    var lines: [String]
    /// Line of the page on which the block starts, from 1.
    var line: Int

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// Every fenced block of the page, in order.
    static func blocks(of page: String) -> [DocumentBlock] {
        var blocks: [DocumentBlock] = []
        var current: DocumentBlock?
        for (index, line) in page.components(separatedBy: "\n").enumerated() {
            if var block = current {
                if line == "```" {
                    blocks.append(block)
                    current = nil
                } else {
                    block.lines.append(line)
                    current = block
                }
            } else if line.hasPrefix("```") {
                let words = line.dropFirst(3).split(separator: " ").map(String.init)
                var options: [String: String] = [:]
                for word in words.dropFirst() {
                    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                    options[parts[0]] = parts.count == 2 ? parts[1] : ""
                }
                current = DocumentBlock(language: words.first ?? "", options: options, lines: [], line: index + 1)
            }
        }
        return blocks
    }
}
