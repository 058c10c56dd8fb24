extension PipeTableParser {
    /// The lines that hold anything, cut at their bars. The full-width bar `｜` counts as one.
    static func lines(of bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            let range = trim(start..<end, bytes)
            if !range.isEmpty { lines.append(line(range, bytes)) }
            start = end + 1
        }
        return lines
    }

    private static func line(_ range: Range<Int>, _ bytes: [UInt8]) -> Line {
        var bars: [Range<Int>] = []
        var escapes: [Int] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < range.upperBound, bytes[place + 1] == UInt8(ascii: "|") {
                escapes.append(place)
                place += 2
                continue
            }
            let width = barWidth(at: place, bytes)
            if width > 0 { bars.append(place..<place + width) }
            place += max(1, width)
        }
        let startsWithBar = bars.first?.lowerBound == range.lowerBound
        let endsWithBar = bars.count > 1 && bars.last?.upperBound == range.upperBound
        var cells: [Range<Int>] = []
        var start = range.lowerBound
        for (number, bar) in bars.enumerated() {
            if number > 0 || !startsWithBar { cells.append(start..<bar.lowerBound) }
            start = bar.upperBound
        }
        if start < range.upperBound { cells.append(start..<range.upperBound) }
        let isRule = startsWithBar && !cells.isEmpty && cells.allSatisfy { isRuleCell(bytes[trim($0, bytes)]) }
        return Line(
            range: range, cells: cells, escapes: escapes, startsWithBar: startsWithBar, endsWithBar: endsWithBar,
            isRule: isRule)
    }

    /// 1 for `|`, 3 for `｜`, 0 for anything else.
    private static func barWidth(at place: Int, _ bytes: [UInt8]) -> Int {
        if bytes[place] == UInt8(ascii: "|") { return 1 }
        let isFullWidth =
            place + 2 < bytes.count && bytes[place] == 0xEF && bytes[place + 1] == 0xBD && bytes[place + 2] == 0x9C
        return isFullWidth ? 3 : 0
    }

    private static func isRuleCell(_ cell: ArraySlice<UInt8>) -> Bool {
        var dashes = cell
        if dashes.first == UInt8(ascii: ":") { dashes = dashes.dropFirst() }
        if dashes.last == UInt8(ascii: ":") { dashes = dashes.dropLast() }
        return dashes.count >= (dashes.count < cell.count ? 1 : 2) && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
    }
}
