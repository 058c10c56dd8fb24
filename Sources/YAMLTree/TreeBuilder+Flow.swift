import Diagnostics

/// What a comma, a bracket or a range does to an expression inside `{…}` and `[…]`.
extension TreeBuilder {
    mutating func checkFlow(_ frame: Frame) {
        guard frame.isFlow else { return }
        switch frame.shape {
        case .mapping: checkLooseKeys(frame)
        case .sequence: checkItems(frame)
        }
    }

    /// Keys without a colon: what a comma split off, or an entry without a value.
    private mutating func checkLooseKeys(_ frame: Frame) {
        guard !frame.loose.isEmpty else { return }
        isDamaged = true
        var index = 0
        var entry = 0
        while index < frame.loose.count, !isStopped {
            let loose = frame.loose[index]
            while entry < frame.entries.count, frame.entries[entry].value.span.end <= loose.lowerBound { entry += 1 }
            var balance = Balance()
            let value = entry > 0 ? frame.entries[entry - 1].value : nil
            if let value, case .scalar(let scalar) = value.content, scalar.style == .plain {
                balance.read(text.bytes[text.clamp(value.span.start..<loose.lowerBound)])
            }
            if let value, balance.isOpen {
                var end = loose.upperBound
                balance.read(text.bytes[text.clamp(loose)])
                while index + 1 < frame.loose.count, balance.isOpen {
                    index += 1
                    balance.read(text.bytes[text.clamp(end..<frame.loose[index].upperBound)])
                    end = frame.loose[index].upperBound
                }
                reportSplit(value.span.start..<end, isWhole: !balance.isOpen)
            } else if let value, isProse(value, loose) {
                var end = loose.upperBound
                while index + 1 < frame.loose.count, isCommaOnly(end..<frame.loose[index + 1].lowerBound) {
                    index += 1
                    end = frame.loose[index].upperBound
                }
                reportSplit(value.span.start..<end, isWhole: true)
            } else {
                reportLoose(loose)
            }
            index += 1
        }
    }

    private mutating func reportLoose(_ loose: Range<Int>) {
        let name = text.snippet(loose)
        var finding = text.error(
            .expectedKey, loose, zh: "`{…}` 里的 `\(name)` 没有值；请写成 `键: 值`，冒号后留一个空格",
            en: "`\(name)` inside `{…}` has no value; write `key: value` with a space after the colon")
        finding.fixIts = YAMLSyntaxErrors(text: text).colonFixes(loose)
        report(finding)
    }

    /// True where `loose` reads on from the text before the comma: words with blanks, or Chinese.
    private func isProse(_ value: YAMLNode, _ loose: Range<Int>) -> Bool {
        guard case .scalar(let scalar) = value.content, scalar.style == .plain, !scalar.text.isEmpty,
            isCommaOnly(value.span.end..<loose.lowerBound), YAMLSyntaxErrors(text: text).colonFixes(loose).isEmpty
        else { return false }
        return text.bytes[text.clamp(value.span.start..<value.span.end)].contains { $0 == 0x20 || $0 >= 0x80 }
            || text.bytes[text.clamp(loose)].contains { $0 == 0x20 || $0 >= 0x80 }
    }

    private func isCommaOnly(_ range: Range<Int>) -> Bool {
        text.bytes[text.clamp(range)].allSatisfy { $0 == 0x2C || $0 == 0x20 || $0 == 0x09 }
    }

    private mutating func checkItems(_ frame: Frame) {
        if frame.items.count == 1, case .scalar(let scalar) = frame.items[0].content, scalar.style == .plain,
            TreeBuilder.isRange(scalar.text)
        {
            isDamaged = true
            let range = frame.start..<frame.end
            let name = text.snippet(range)
            var finding = text.error(
                .rangeAsList, range, zh: "`\(name)` 在 YAML 里是列表；区间请加引号",
                en: "`\(name)` is a list to YAML; put a range in quotes")
            finding.fixIts = [text.quoteFix(range)]
            report(finding)
            return
        }
        var index = 0
        while index < frame.items.count, !isStopped {
            let start = frame.items[index].span.start
            var end = frame.items[index].span.end
            var balance = Balance()
            if case .scalar(let scalar) = frame.items[index].content, scalar.style == .plain {
                balance.read(text.bytes[text.clamp(start..<end)])
            }
            if balance.isOpen {
                while index + 1 < frame.items.count, balance.isOpen {
                    index += 1
                    balance.read(text.bytes[text.clamp(end..<frame.items[index].span.end)])
                    end = frame.items[index].span.end
                }
                isDamaged = true
                reportSplit(start..<end, isWhole: !balance.isOpen)
            }
            index += 1
        }
    }

    private mutating func reportSplit(_ range: Range<Int>, isWhole: Bool) {
        let name = text.snippet(range)
        var finding = text.error(
            .splitExpression, range, zh: "`{…}` 或 `[…]` 里的逗号切断了 `\(name)`；请加引号，或改用多行写法",
            en: "a comma inside `{…}` or `[…]` splits `\(name)`; put it in quotes, or write it on lines of its own")
        if isWhole { finding.fixIts = [text.quoteFix(range)] }
        report(finding)
    }

    /// Opening minus closing round brackets outside double quotes, read piece by piece.
    private struct Balance {
        private var depth = 0
        private var quoted = false
        var isOpen: Bool { depth > 0 }

        mutating func read(_ bytes: ArraySlice<UInt8>) {
            for byte in bytes {
                if byte == 0x22 { quoted.toggle() }
                if quoted { continue }
                if byte == 0x28 { depth += 1 }
                if byte == 0x29 { depth -= 1 }
            }
        }
    }

    /// `1..5`, but not a path such as `../factors`.
    static func isRange(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropFirst().dropLast(2) where bytes[index] == 0x2E && bytes[index + 1] == 0x2E {
            return bytes[index - 1] != 0x2F && bytes[index + 2] != 0x2F
        }
        return false
    }
}
