/// Reads the records of a CSV (RFC 4180) off a buffer. A quote that breaks the rules spoils its own line only: reading goes on with
/// the next one.
final class CSVRecordReader {
    /// A cell: bytes of the record, without its quotes.
    struct Cell {
        var start: Int
        var end: Int
        /// Holds doubled quotes.
        var hasQuotes: Bool
    }

    enum Fault {
        case textAfterQuote, unclosedQuote, cellTooLong, recordTooLong
    }

    let buffer: BlockBuffer
    private let delimiter: UInt8
    private let cellLimit: Int
    private let recordLimit: Int
    private var pending = 0
    /// Line ends of the record, its own with them.
    private(set) var lines = 0
    /// True while the rest of a line that is too long has still to be passed over.
    private var drops = false
    private(set) var cells: [Cell] = []
    /// What is wrong with the record, and where in it.
    private(set) var fault: (kind: Fault, offset: Int)?
    /// Line on which the record starts.
    private(set) var line = 1
    private(set) var length = 0
    /// Line on which the next record starts.
    private(set) var nextLine = 1
    private var unquoted: [UInt8] = []

    init(_ buffer: BlockBuffer, delimiter: UInt8, options: SceneReadingOptions) {
        self.buffer = buffer
        self.delimiter = delimiter
        cellLimit = options.cellByteLimit
        recordLimit = options.sceneByteLimit
    }

    /// The bytes of the record, valid until the next.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer.window[..<length]) }

    /// The same with what ends it.
    var wholeBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer.window[..<pending]) }

    /// True if the record is an empty line, which counts for nothing.
    var isEmptyLine: Bool { cells.count == 1 && length == 0 && fault == nil }

    /// Reads on in other bytes, of a buffer without a source.
    func show(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        buffer.show(bytes)
        pending = 0
        lines = 0
        drops = false
        fault = nil
        nextLine = line
    }

    /// Makes a line of which it is known that it is no record the record.
    func show(_ bytes: UnsafeBufferPointer<UInt8>, fault: (kind: Fault, offset: Int), line: Int) {
        show(bytes, line: line)
        cells.removeAll(keepingCapacity: true)
        self.fault = fault
        self.line = line
        finish(length: bytes.count, used: bytes.count, lines: 1)
    }

    /// Moves to the next record that is not an empty line; false at the end.
    func next() -> Bool {
        while step() {
            if !isEmptyLine { return true }
        }
        return false
    }

    /// Moves to the next record; false at the end.
    func step() -> Bool {
        settle()
        line = nextLine
        fault = nil
        return scan()
    }

    /// Uses up the record; its bytes are gone.
    func settle() {
        if drops {
            dropLine()
        } else {
            buffer.consume(pending)
        }
        nextLine += lines
        pending = 0
        lines = 0
        drops = false
    }

    /// Makes it the next record again.
    func unread() {
        pending = 0
        lines = 0
        drops = false
        fault = nil
    }

    /// The text of a cell; `offset` of its first byte is `cells[index].start`. Valid until the next call.
    func withText<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let cell = cells[index]
        let raw = UnsafeBufferPointer(rebasing: buffer.window[cell.start..<cell.end])
        guard cell.hasQuotes else { return body(raw) }
        unquoted.removeAll(keepingCapacity: true)
        var position = 0
        while position < raw.count {
            unquoted.append(raw[position])
            position += raw[position] == 0x22 ? 2 : 1
        }
        return unquoted.withUnsafeBufferPointer(body)
    }

    private func scan() -> Bool {
        while true {
            switch attempt() {
            case .whole: return true
            case .more:
                let known = buffer.window.count
                if known > recordLimit { return recover(.recordTooLong, at: 0) }
                if buffer.readMore() { continue }
                if known == 0 || buffer.failure != nil { return false }
                switch attempt(atEnd: true) {
                case .broken(let kind, let offset): return recover(kind, at: offset)
                default: return true
                }
            case .broken(let kind, let offset): return recover(kind, at: offset)
            }
        }
    }

    private enum Attempt { case whole, more, broken(Fault, Int) }

    /// Reads one record from the front of the window.
    private func attempt(atEnd: Bool = false) -> Attempt {
        var cells = self.cells
        self.cells = []
        cells.removeAll(keepingCapacity: true)
        defer { self.cells = cells }
        let delimiter = delimiter
        let window = buffer.window
        let count = window.count
        var index = 0
        var lines = 0
        while true {
            var cell = Cell(start: index, end: index, hasQuotes: false)
            if index < count, window[index] == 0x22 {
                let opening = index
                index += 1
                cell.start = index
                while true {
                    guard index < count else {
                        return atEnd ? .broken(.unclosedQuote, opening) : full(index - opening, opening)
                    }
                    let byte = window[index]
                    if byte == 0x22 {
                        if index + 1 >= count, !atEnd { return .more }
                        guard index + 1 < count, window[index + 1] == 0x22 else { break }
                        cell.hasQuotes = true
                        index += 2
                        continue
                    }
                    if byte == 0x0A { lines += 1 }
                    index += 1
                }
                cell.end = index
                if cell.end - cell.start > cellLimit { return .broken(.cellTooLong, opening) }
                index += 1
                while index < count, window[index] == 0x20 { index += 1 }
            } else {
                while index < count, window[index] != delimiter, window[index] != 0x0A, window[index] != 0x0D {
                    index += 1
                }
                cell.end = index
                if cell.end - cell.start > cellLimit { return .broken(.cellTooLong, cell.start) }
            }
            if index >= count, !atEnd {
                return index - cell.start > cellLimit ? .broken(.cellTooLong, cell.start) : .more
            }
            cells.append(cell)
            if index >= count {
                finish(length: count, used: count, lines: lines)
                return .whole
            }
            switch window[index] {
            case delimiter: index += 1
            case 0x0A:
                finish(length: index, used: index + 1, lines: lines + 1)
                return .whole
            case 0x0D:
                if index + 1 >= count, !atEnd { return .more }
                let wide = index + 1 < count && window[index + 1] == 0x0A
                finish(length: index, used: index + (wide ? 2 : 1), lines: lines + 1)
                return .whole
            default: return .broken(.textAfterQuote, index)
            }
        }
    }

    private func full(_ bytes: Int, _ opening: Int) -> Attempt {
        bytes > cellLimit ? .broken(.unclosedQuote, opening) : .more
    }

    private func finish(length: Int, used: Int, lines: Int) {
        self.length = length
        pending = used
        self.lines = lines
    }

    /// Gives up the first line of a broken record and goes on after it.
    private func recover(_ kind: Fault, at offset: Int) -> Bool {
        cells.removeAll(keepingCapacity: true)
        fault = (kind, offset)
        while true {
            let window = buffer.window
            if let end = window.firstIndex(of: 0x0A) {
                finish(length: min(end, recordLimit), used: end + 1, lines: 1)
                return true
            }
            if window.count > recordLimit {
                finish(length: 0, used: 0, lines: 1)
                drops = true
                return true
            }
            if !buffer.readMore() {
                finish(length: window.count, used: window.count, lines: 1)
                return true
            }
        }
    }

    /// Passes over a line that is longer than a record may be.
    private func dropLine() {
        while true {
            let window = buffer.window
            if let end = BlockSplitter.lineEnd(window, from: 0) {
                buffer.consume(end + 1)
                return
            }
            buffer.consume(window.count)
            if !buffer.readMore() {
                lines = 0
                return
            }
        }
    }
}
