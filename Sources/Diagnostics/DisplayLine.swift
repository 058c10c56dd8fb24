/// One source line made safe to show: tabs become spaces, characters that would move the cursor or hide are spelled out.
struct DisplayLine {
    private struct Cell {
        var shown: String
        var column: Int
    }

    private var cells: [Cell] = []
    /// Column (from 0) where each byte of the line is shown, and one for the end.
    private var columns: [Int] = []

    /// `isCutLeft`, `isCutRight`: `bytes` is a part of a longer line.
    init(_ bytes: ArraySlice<UInt8>, isCutLeft: Bool = false, isCutRight: Bool = false) {
        var column = 0
        if isCutLeft {
            cells.append(Cell(shown: "…", column: 0))
            column = 1
        }
        columns.reserveCapacity(bytes.count + 1)
        var input = bytes.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        parsing: while true {
            let scalar: Unicode.Scalar
            let length: Int
            switch parser.parseScalar(from: &input) {
            case .emptyInput: break parsing
            case .error(let count): (scalar, length) = ("\u{FFFD}", count)
            case .valid(let encoded): (scalar, length) = (Unicode.UTF8.decode(encoded), encoded.count)
            }
            let shown = DisplayLine.visible(scalar)
            for _ in 0..<length { columns.append(column) }
            cells.append(Cell(shown: shown, column: column))
            column += DisplayWidth.of(shown)
        }
        columns.append(column)
        if isCutRight { cells.append(Cell(shown: "…", column: column)) }
    }

    /// Columns the whole line takes.
    var width: Int { columns.last ?? 0 }

    /// The columns that the bytes `range` of the line take; clamped, at least one wide.
    func columns(_ range: Range<Int>) -> Range<Int> {
        let last = columns.count - 1
        let start = columns[min(max(range.lowerBound, 0), last)]
        let end = columns[min(max(range.upperBound, 0), last)]
        return start..<max(start + 1, end)
    }

    /// What stands in the columns `window`, with `…` where text is cut off, and the number of columns cut off at the left.
    func text(in window: Range<Int>) -> (text: String, offset: Int) {
        guard window.lowerBound > 0 || window.upperBound < width else { return (cells.map(\.shown).joined(), 0) }
        let kept = cells.filter { window.contains($0.column) }
        guard let first = kept.first else { return ("…", 0) }
        let isCutLeft = first.column > 0
        let end = kept.last.map { $0.column + DisplayWidth.of($0.shown) } ?? 0
        let text = (isCutLeft ? "…" : "") + kept.map(\.shown).joined() + (end < width ? "…" : "")
        return (text, isCutLeft ? first.column - 1 : 0)
    }

    /// `scalar` as it is printed.
    static func visible(_ scalar: Unicode.Scalar) -> String {
        let value = scalar.value
        if value == 0x09 { return "    " }
        if value < 0x20 { return Unicode.Scalar(0x2400 + value).map { String(Character($0)) } ?? "?" }
        if value == 0x7F { return "␡" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
            return "<U+" + String(value, radix: 16, uppercase: true) + ">"
        default: return String(Character(scalar))
        }
    }

    /// A text from elsewhere (a message that quotes the file) made safe to show on one line.
    static func visible(_ text: String) -> String {
        text.unicodeScalars.map { visible($0) }.joined()
    }
}
