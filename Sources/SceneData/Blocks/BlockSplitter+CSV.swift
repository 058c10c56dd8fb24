extension BlockSplitter {
    /// Rows of a CSV. Without a quote in sight every line is a row; else the rows are read one by one to find where they end.
    func rows(into block: SceneBlock) -> Bool {
        guard let records else { return false }
        records.settle()
        position.offset = buffer.offset
        block.position = position
        let step = max(1, options.blockBytes)
        buffer.fill(to: step)
        let window = buffer.window
        if let (end, rows, lines) = plainLines(window) {
            buffer.hand(end, to: block)
            return close(block, rows: rows, lines: lines)
        }
        var rows = 0
        var lines = 0
        while records.step() {
            if let fault = records.fault {
                guard rows == 0, lines == 0 else {
                    records.unread()
                    return close(block, rows: rows, lines: lines)
                }
                block.append(records.bytes)
                block.content = .fault(fault.kind, fault.offset)
                lines = records.lines
                records.settle()
                return close(block, rows: 1, lines: lines)
            }
            block.append(records.wholeBytes)
            lines += records.lines
            if !records.isEmptyLine { rows += 1 }
            records.settle()
            if block.bytes.count >= step { return close(block, rows: rows, lines: lines) }
        }
        return rows > 0 || lines > 0 ? close(block, rows: rows, lines: lines) : end(block)
    }

    /// Where the last whole line ends, the rows that are not empty and the line ends before it; nil if lines and rows may differ.
    private func plainLines(_ window: Bytes) -> (end: Int, rows: Int, lines: Int)? {
        guard BlockSplitter.find(0x22, window, from: 0) == nil else { return nil }
        var isWindows = false
        var at = BlockSplitter.find(0x0D, window, from: 0)
        while let index = at {
            guard index + 1 < window.count, window[index + 1] == 0x0A else { return nil }
            isWindows = true
            at = BlockSplitter.find(0x0D, window, from: index + 2)
        }
        guard let end = BlockSplitter.lastLineEnd(window, from: 0) else { return nil }
        var rows = 0
        var lines = 0
        var start = 0
        while let next = BlockSplitter.lineEnd(window, from: start), next < end {
            lines += 1
            if next > start, !(isWindows && next == start + 1 && window[start] == 0x0D) { rows += 1 }
            start = next + 1
        }
        return (end, rows, lines)
    }
}
