/// Puts a fragment of a norm into a whole one: declarations are added or replaced one by one, other keys are replaced.
enum FragmentMerge {
    private static let declarations: Set<String> = [
        "inputs", "facts", "parameters", "options", "gates", "units", "behaviours", "sources", "evidence",
        "输入", "指标", "参数", "选项", "门槛", "单位", "行为", "文献", "证据",
    ]

    static func merge(_ fragment: String, into base: String) -> String {
        var entries = self.entries(lines(base), indent: 0)
        for entry in self.entries(lines(fragment), indent: 0) {
            guard let place = entries.firstIndex(where: { $0.key == entry.key }) else {
                entries.append(entry)
                continue
            }
            guard declarations.contains(entry.key) else {
                entries[place] = entry
                continue
            }
            var inner = self.entries(Array(entries[place].lines.dropFirst()), indent: 2)
            for part in self.entries(Array(entry.lines.dropFirst()), indent: 2) {
                if let old = inner.firstIndex(where: { $0.key == part.key }) {
                    inner[old] = part
                } else {
                    inner.append(part)
                }
            }
            entries[place].lines = [entries[place].lines[0]] + inner.flatMap(\.lines)
        }
        return entries.flatMap(\.lines).joined(separator: "\n") + "\n"
    }

    private struct Entry {
        var key: String
        var lines: [String]
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// The entries at `indent` blanks, each with the lines below it.
    private static func entries(_ lines: [String], indent: Int) -> [Entry] {
        var entries: [Entry] = []
        let blanks = String(repeating: " ", count: indent)
        for line in lines {
            let rest = line.dropFirst(indent)
            if line.hasPrefix(blanks), let first = rest.first, !" #-".contains(first), let colon = rest.firstIndex(of: ":") {
                entries.append(Entry(key: String(rest[..<colon]), lines: [line]))
            } else if !entries.isEmpty {
                entries[entries.count - 1].lines.append(line)
            }
        }
        return entries
    }
}
