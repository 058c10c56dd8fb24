import Diagnostics
import RuleSyntax
import YAMLTree

/// Reads files of rule tests. Goes on after every mistake.
public struct TestDocumentReader {
    var reader: DocumentReader

    /// The tests under `root`; nil if it is no such file at all.
    public static func read(_ root: YAMLNode, source: [UInt8] = [], into bag: inout DiagnosticBag) -> TestDocument? {
        var reader = TestDocumentReader(reader: DocumentReader(bag: bag, source: source))
        let document = reader.document(root)
        bag = reader.reader.bag
        return document
    }

    private mutating func document(_ root: YAMLNode) -> TestDocument? {
        guard case .mapping(let entries) = root.content, let first = entries.first else { return nil }
        let whole = YAMLNode.Entry(key: first.key, keySpan: first.keySpan, keyStyle: .plain, value: root)
        guard let fields = reader.fields(whole, in: .tests), let norm = fields[.tests].flatMap({ reader.text($0) })
        else { return nil }
        reader.language = first.key == Keyword.tests.zh ? .zh : .en
        var document = TestDocument(norm: norm, version: fields[.version].flatMap { reader.text($0) }, span: root.span)
        if let entry = fields[.base] {
            for base in reader.entries(entry) {
                guard let inner = reader.fields(base, in: .testBase) else { continue }
                document.bases[base.key] = change(inner, span: base.keySpan)
            }
        }
        if let entry = fields[.cases] {
            for item in reader.entries(entry) {
                guard let inner = reader.fields(item, in: .testCase) else { continue }
                reader.require(.expect, inner)
                document.cases.append(
                    TestCase(
                        name: item.key, scene: change(inner, span: item.keySpan),
                        expectations: inner[.expect].map { expectations($0) } ?? [], span: item.keySpan))
            }
        }
        if let entry = fields[.tables] {
            for item in reader.entries(entry) {
                guard let inner = reader.fields(item, in: .testTable), reader.require(.rows, inner) else { continue }
                document.cases += rows(item.key, inner, change(inner, span: item.keySpan))
            }
        }
        if !fields.has(.cases), !fields.has(.tables) {
            reader.report(
                .noCases, .warning, zh: "测试文件里没有用例：请写 `用例` 或 `用例表`",
                en: "the test file has no cases: write `cases` or `tables`", at: norm.span)
        }
        return document
    }

    private mutating func change(_ fields: Fields, span: Span) -> SceneChange {
        var change = SceneChange(span: span)
        change.base = fields[.base].flatMap { reader.text($0) }
        change.scene = fields[.scene].flatMap { reader.text($0) }
        if let both = change.base, change.scene != nil {
            reader.report(
                .baseAndScene, zh: "`基准` 与 `场景` 只写一个", en: "write either `base` or `scene`, not both", at: both.span)
        }
        change.asOf = fields[.asOf]?.value
        if let entry = fields[.answers] { change.answers += reader.entries(entry) }
        if let entry = fields[.with] { change.answers += reader.entries(entry) }
        if let entry = fields[.evidence] { change.evidence = reader.entries(entry) }
        if let entry = fields[.claims] { change.claims = reader.items(entry).map(\.value) }
        return change
    }

    private mutating func expectations(_ entry: YAMLNode.Entry) -> [Expectation] {
        guard let fields = reader.fields(entry, in: .expectation) else { return [] }
        var result: [Expectation] = []
        for keyword in KeyContext.expectation.keys {
            guard let entry = fields[keyword] else { continue }
            guard let group = TestDocumentReader.group(keyword) else {
                guard let target = TestDocumentReader.single(keyword), let value = reader.text(entry) else { continue }
                result.append(Expectation(target: target, value: value, targetSpan: entry.keySpan))
                continue
            }
            for item in reader.entries(entry) {
                guard let value = reader.text(item) else { continue }
                result.append(Expectation(target: group(item.key), value: value, targetSpan: item.keySpan))
            }
        }
        if result.isEmpty {
            reader.report(
                .noCases, .warning, zh: "`\(entry.key)` 里没有期望的结果", en: "`\(entry.key)` expects nothing",
                at: entry.keySpan)
        }
        return result
    }

    private static func single(_ keyword: Keyword) -> Expectation.Target? {
        switch keyword {
        case .status: return .status
        case .grade: return .grade
        case .score: return .score
        case .multiplier: return .multiplier
        case .bonus: return .bonus
        default: return nil
        }
    }

    private static func group(_ keyword: Keyword) -> ((String) -> Expectation.Target)? {
        switch keyword {
        case .criteria: return { .criterion($0) }
        case .sections: return { .section($0) }
        case .gates: return { .gate($0) }
        default: return nil
        }
    }
}

/// Tables: one case a row.
extension TestDocumentReader {
    private enum Column {
        case asOf
        case input(String)
        case evidence(String)
        case result(Expectation.Target)
    }

    private mutating func rows(_ name: String, _ fields: Fields, _ base: SceneChange) -> [TestCase] {
        guard let entry = fields[.rows], let scalar = reader.scalar(entry, .table),
            let table = ExpressionParser.pipeTable(LocatedText(string: scalar.text, map: scalar.map), into: &reader.bag)
        else { return [] }
        let columns = table.header.map { TestDocumentReader.column($0.text.string) }
        if !columns.contains(where: { if case .result = $0 { true } else { false } }) {
            reader.report(
                .noCases, .warning, zh: "表 `\(name)` 没有结果列，如 `状态`、`得分` 或 `评分项.E1`",
                en: "table `\(name)` has no column of results such as `status`, `score` or `criteria.E1`",
                at: table.span)
        }
        return table.rows.enumerated().map { number, row in
            var change = base
            var expected: [Expectation] = []
            for (position, cell) in row.enumerated() where cell.text.string != "-" {
                let heading = table.header[position]
                switch columns[position] {
                case .asOf: change.asOf = node(cell)
                case .input(let input): change.answers.append(TestDocumentReader.entry(input, heading, node(cell)))
                case .evidence(let input): change.evidence.append(TestDocumentReader.entry(input, heading, node(cell)))
                case .result(let target):
                    expected.append(
                        Expectation(
                            target: target, value: Located(unquoted(cell).text, span: cell.span),
                            targetSpan: heading.span))
                }
            }
            let first = row.first?.span ?? base.span
            let span = row.last.map { first.union($0.span) } ?? first
            return TestCase(name: "\(name) #\(number + 1)", scene: change, expectations: expected, span: span)
        }
    }

    private static func column(_ heading: String) -> Column {
        for keyword in [Keyword.status, .grade, .score, .multiplier, .bonus] {
            if keyword.language(of: heading) != nil, let target = single(keyword) { return .result(target) }
        }
        if Keyword.asOf.language(of: heading) != nil { return .asOf }
        if let dot = heading.firstIndex(of: ".") {
            let left = String(heading[..<dot])
            let right = String(heading[heading.index(after: dot)...])
            for keyword in [Keyword.criteria, .sections, .gates] where keyword.language(of: left) != nil {
                if let target = group(keyword)?(right) { return .result(target) }
            }
            if Keyword.evidence.language(of: left) != nil { return .evidence(right) }
        }
        return .input(heading)
    }

    private static func entry(_ name: String, _ heading: PipeTable.Cell, _ value: YAMLNode) -> YAMLNode.Entry {
        YAMLNode.Entry(key: name, keySpan: heading.span, keyStyle: .plain, value: value)
    }

    private func unquoted(_ cell: PipeTable.Cell) -> (text: String, isQuoted: Bool) {
        let text = cell.text.string
        guard text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else { return (text, false) }
        return (String(text.dropFirst().dropLast()), true)
    }

    private func node(_ cell: PipeTable.Cell) -> YAMLNode {
        let (text, isQuoted) = unquoted(cell)
        let map = TextMap(file: cell.span.file, source: cell.span.start..<cell.span.end)
        return YAMLNode(
            .scalar(.init(text: text, style: isQuoted ? .doubleQuoted : .plain, map: map, inFlow: false)),
            span: cell.span)
    }
}
