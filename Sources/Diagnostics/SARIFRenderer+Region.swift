extension SARIFRenderer {
    /// Character offsets from the start of a file, counted once per line and kept.
    struct OffsetCache {
        let map: SourceMap
        /// For each file the UTF-16 units before each of its lines.
        private let before: [[Int]]

        init(_ map: SourceMap) {
            self.map = map
            before = map.files.map { file in
                var units = 0
                var previous = 0
                return file.lineStarts.map { start in
                    for byte in file.bytes[previous..<start] where byte & 0xC0 != 0x80 { units += byte >= 0xF0 ? 2 : 1 }
                    previous = start
                    return units
                }
            }
        }

        private func charOffset(_ position: SourcePosition, in file: SourceID) -> Int {
            before[file.index][position.line - 1] + position.utf16Column - 1
        }

        /// A SARIF region (section 3.30) with lines, columns, characters and bytes.
        func region(_ span: Span) -> JSONText {
            guard let (start, end) = map.positions(of: span) else {
                return .object([("startLine", .integer(1))])
            }
            let first = charOffset(start, in: span.file)
            return .object([
                ("startLine", .integer(start.line)), ("startColumn", .integer(start.utf16Column)),
                ("endLine", .integer(end.line)), ("endColumn", .integer(end.utf16Column)),
                ("charOffset", .integer(first)),
                ("charLength", .integer(charOffset(end, in: span.file) - first)),
                ("byteOffset", .integer(start.offset)), ("byteLength", .integer(end.offset - start.offset)),
            ])
        }
    }
}
