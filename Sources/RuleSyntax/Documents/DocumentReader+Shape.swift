import Diagnostics
import YAMLTree

/// What a value should look like, in words.
public enum ValueShape {
    case keys(KeyContext)
    case entries, list, text, formula, table

    /// The shape as an object of a sentence.
    public var wanted: Message {
        switch self {
        case .keys(let context):
            let example = context.keys.prefix(2)
            let zh = example.map { "\($0.zh): …" }.joined(separator: ", ")
            let en = example.map { "\($0.en): …" }.joined(separator: ", ")
            return Message(zh: "若干个键（如 `{\(zh)}`）", en: "keys of its own, such as `{\(en)}`")
        case .entries: return Message(zh: "`名称: 值` 的若干行", en: "lines of the form `name: value`")
        case .list: return Message(zh: "列表（如 `[a, b]`）", en: "a list, such as `[a, b]`")
        case .text: return Message(zh: "一个值", en: "one value")
        case .formula: return Message(zh: "一个表达式", en: "an expression")
        case .table: return Message(zh: "一张表（`|` 后换行写）", en: "a table, written on the lines after `|`")
        }
    }
}

extension DocumentReader {
    /// Reports a value that is missing or of the wrong form.
    public mutating func reportShape(_ entry: YAMLNode.Entry, _ shape: ValueShape) {
        if entry.isEmpty {
            report(
                .emptyValue, zh: "`\(entry.key)` 没有值，应为\(shape.wanted.zh)",
                en: "`\(entry.key)` has no value, it takes \(shape.wanted.en)", at: entry.keySpan)
            return
        }
        let found: Message
        switch entry.value.content {
        case .scalar: found = Message(zh: "一个值", en: "a single value")
        case .sequence: found = Message(zh: "列表", en: "a list")
        case .mapping: found = Message(zh: "一组键", en: "a group of keys")
        }
        report(
            .wrongShape, zh: "`\(entry.key)` 应为\(shape.wanted.zh)，这里却是\(found.zh)",
            en: "`\(entry.key)` takes \(shape.wanted.en), not \(found.en)", at: entry.value.span)
    }

    /// The scalar under `entry`. Reports anything else, and nothing at all.
    public mutating func scalar(_ entry: YAMLNode.Entry, _ shape: ValueShape = .text) -> YAMLNode.Scalar? {
        guard case .scalar(let scalar) = entry.value.content,
            !scalar.text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
        else {
            if case .scalar(let scalar) = entry.value.content, scalar.style != .plain {
                report(
                    .emptyValue, zh: "`\(entry.key)` 的值是空的，应为\(shape.wanted.zh)",
                    en: "the value of `\(entry.key)` is empty, it takes \(shape.wanted.en)", at: entry.value.span)
            } else {
                reportShape(entry, shape)
            }
            return nil
        }
        return scalar
    }

    /// The items of a list; a single value counts as a list of one.
    public mutating func items(_ entry: YAMLNode.Entry) -> [YAMLNode.Entry] {
        switch entry.value.content {
        case .sequence(let nodes): return nodes.map(entry.item)
        case .scalar where !entry.isEmpty: return [entry]
        default:
            reportShape(entry, .list)
            return []
        }
    }
}

extension LocatedText {
    /// The text of a scalar, without white space at its ends.
    init(trimming scalar: YAMLNode.Scalar) {
        self = LocatedText(string: scalar.text, map: scalar.map).trimmed()
    }

    /// The bytes from `start` on.
    func suffix(from start: String.Index) -> LocatedText {
        let skipped = string.utf8.distance(from: string.startIndex, to: start)
        return LocatedText(string: String(string[start...]), map: map, offset: offset + skipped)
    }

    /// The bytes before `end`.
    func prefix(upTo end: String.Index) -> LocatedText {
        LocatedText(string: String(string[..<end]), map: map, offset: offset)
    }
}
