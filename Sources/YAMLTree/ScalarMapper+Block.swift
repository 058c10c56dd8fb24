/// Block scalars, literal and folded.
extension ScalarMapper {
    /// A block scalar whose header (`|`, `>-`, …) begins at `start`. `value` is libyaml's text: an indentation given by a digit
    /// in the header counts from the parent, which only libyaml knows, so it is read off the first line with text.
    mutating func block(start: Int, value: [UInt8], literal: Bool) {
        var index = start
        var chomping: UInt8 = 0
        while index < bytes.count, breakLength(index) == 0, bytes[index] != 0x23 {
            if bytes[index] == 0x2B || bytes[index] == 0x2D { chomping = bytes[index] }
            index += 1
        }
        let headerEnd = index
        while index < bytes.count, breakLength(index) == 0 { index += 1 }
        index += breakLength(index)
        finish(at: headerEnd)

        let indent = blockIndent(first: index, value: value)
        var leading: Range<Int>?
        var pending: [Range<Int>] = []
        var leadingBlank = false
        index = blankLines(from: index, indent: indent, into: &pending)
        while index < bytes.count, column(index) == indent {
            let trailingBlank = isBlank(index)
            if !literal, let line = leading, !leadingBlank, !trailingBlank {
                if pending.isEmpty { substitute([0x20], for: line) }
            } else if let line = leading {
                substitute([0x0A], for: line)
            }
            for line in pending { substitute([0x0A], for: line) }
            pending = []
            leadingBlank = isBlank(index)
            let lineStart = index
            while index < bytes.count, breakLength(index) == 0 { index += 1 }
            copy(lineStart..<index)
            finish(at: index)
            let length = breakLength(index)
            leading = length > 0 ? index..<(index + length) : nil
            index += length
            index = blankLines(from: index, indent: indent, into: &pending)
        }
        if chomping != 0x2D, let line = leading { substitute([0x0A], for: line) }
        if chomping == 0x2B { for line in pending { substitute([0x0A], for: line) } }
    }

    /// Passes the indentation and lines without text; returns the first byte after the indentation of a line with text.
    private func blankLines(from offset: Int, indent: Int, into breaks: inout [Range<Int>]) -> Int {
        var index = offset
        while true {
            var width = 0
            while width < indent, index < bytes.count, bytes[index] == 0x20 {
                index += 1
                width += 1
            }
            let length = breakLength(index)
            if length == 0 { return index }
            breaks.append(index..<(index + length))
            index += length
        }
    }

    private func column(_ offset: Int) -> Int {
        var start = offset
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        return offset - start
    }

    private func blockIndent(first: Int, value: [UInt8]) -> Int {
        var index = first
        var offset = 0
        while offset < value.count, value[offset] == 0x0A {
            while index < bytes.count, breakLength(index) == 0 { index += 1 }
            index += breakLength(index)
            offset += 1
        }
        guard offset < value.count else { return Int.max }
        var written = 0
        while index + written < bytes.count, bytes[index + written] == 0x20 { written += 1 }
        var kept = 0
        while offset + kept < value.count, value[offset + kept] == 0x20 { kept += 1 }
        return max(0, written - kept)
    }
}
