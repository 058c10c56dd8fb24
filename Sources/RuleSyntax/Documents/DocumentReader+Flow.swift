import Diagnostics
import YAMLTree

extension DocumentReader {
    /// The entries of a mapping without what a comma cut off: `{value: min(a, b)}` has the keys `value` and `b)`. Each cut is
    /// reported once; the entry that was cut stays, with an empty sequence for its value, marked in `cut`.
    mutating func repaired(
        _ entries: [YAMLNode.Entry], knows: (String) -> Bool
    ) -> (entries: [YAMLNode.Entry], cut: Set<Int>) {
        var kept: [YAMLNode.Entry] = []
        var cut: Set<Int> = []
        var index = 0
        while index < entries.count {
            let entry = entries[index]
            kept.append(entry)
            index += 1
            guard case .scalar(let scalar) = entry.value.content, scalar.inFlow, scalar.style == .plain,
                !scalar.text.isEmpty
            else { continue }
            var balance = BracketBalance(scalar.text)
            var text = scalar.text
            var end = entry.value.span
            let first = index
            while index < entries.count, entries[index].isEmpty, entries[index].keyStyle == .plain,
                !knows(entries[index].key), balance.isCut || !isSlip(entries[index].key, knows: knows)
            {
                balance.add(entries[index].key)
                text += ", " + entries[index].key
                end = entries[index].keySpan
                index += 1
            }
            guard index > first else { continue }
            cut.insert(kept.count - 1)
            reportCut(
                entry.value.span.union(end), kept: scalar.text, whole: text, certain: balance.isBalanced, braces: "{…}")
        }
        return (kept, cut)
    }

    /// The items of a list without those that a comma cut: `[a, min(b, c)]` has the items `min(b` and `c)`.
    mutating func repaired(_ items: [YAMLNode]) -> [YAMLNode] {
        var kept: [YAMLNode] = []
        var index = 0
        while index < items.count {
            let item = items[index]
            index += 1
            guard case .scalar(let scalar) = item.content, scalar.inFlow, scalar.style == .plain,
                BracketBalance(scalar.text).isCut
            else {
                kept.append(item)
                continue
            }
            var balance = BracketBalance(scalar.text)
            var text = scalar.text
            var end = item.span
            let first = index
            while index < items.count, balance.isCut, case .scalar(let next) = items[index].content,
                next.style == .plain
            {
                balance.add(next.text)
                text += ", " + next.text
                end = items[index].span
                index += 1
            }
            guard index > first else {
                kept.append(item)
                continue
            }
            reportCut(item.span.union(end), kept: scalar.text, whole: text, certain: balance.isBalanced, braces: "[…]")
        }
        return kept
    }

    /// True if an unknown key without a value looks like a mistyped key rather than the rest of a value.
    private func isSlip(_ key: String, knows: (String) -> Bool) -> Bool {
        key.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
        }
            && closestMatch(of: key, among: Keyword.all.map(\.en)).map(knows) == true
    }

    private mutating func reportCut(_ span: Span, kept: String, whole: String, certain: Bool, braces: String) {
        let fixIt = certain ? DocumentReader.quoting(span, text: whole) : nil
        report(
            .splitAtComma,
            zh: "在 `\(braces)` 里逗号结束一个值，这里只读到 `\(kept)`：给 `\(whole)` 加上引号，或另起一行写",
            en:
                "in `\(braces)` a comma ends the value, so only `\(kept)` is read here: put quotes around `\(whole)`, or write it "
                + "on a line of its own",
            at: span, fixIts: fixIt.map { [$0] } ?? [])
    }

    /// Reports a formula that a ` #` comment cut short; true if so.
    mutating func isCutByComment(_ scalar: YAMLNode.Scalar) -> Bool {
        let end = scalar.map.sourceEnd
        guard scalar.style == .plain, end < source.count, BracketBalance(scalar.text).isCut else { return false }
        let rest = source[end...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard let mark = rest.firstIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }), mark > end,
            rest[mark] == UInt8(ascii: "#")
        else { return false }
        let whole = scalar.text + String(decoding: rest, as: UTF8.self)
        let span = Span(file: scalar.map.file, start: scalar.map.source(0), end: rest.endIndex)
        let fixIt = BracketBalance(whole).isBalanced ? DocumentReader.quoting(span, text: whole) : nil
        report(
            .cutByComment,
            zh: "` #` 之后是注释，只读到 `\(scalar.text)`：把注释移到上一行，或给整个值加上引号",
            en:
                "what follows ` #` is a comment, so only `\(scalar.text)` is read: move the comment to the line above, or put the "
                + "whole value in quotes",
            at: Span(file: scalar.map.file, start: mark, end: rest.endIndex), fixIts: fixIt.map { [$0] } ?? [])
        return true
    }
}
