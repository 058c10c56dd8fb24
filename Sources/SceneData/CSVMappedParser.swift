import Diagnostics
import ExactNumbers
import RuleProgram

/// A published CSV read through a column map: one scene a row that the filter keeps.
final class CSVMappedParser: BlockParser {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private let rows: CSVBlockRows
    private let records: CSVRecordReader
    let builder: SceneBuilder
    private let bound: BoundColumnMap
    private let dialect: CSVDialect
    private let headers: [String]
    private let columns: MappedColumns
    private let notAvailable: Set<String>
    private(set) var rowsFiltered = 0
    var rowsBlank: Int { rows.blank }

    init(builder: SceneBuilder, dialect: CSVDialect, headers: [String], map: BoundColumnMap, columns: MappedColumns) {
        self.builder = builder
        bound = map
        self.dialect = dialect
        rows = CSVBlockRows(builder: builder, dialect: dialect, headers: headers)
        records = rows.records
        self.headers = headers
        self.columns = columns
        notAvailable = Set(dialect.notAvailable)
    }

    func begin(_ block: SceneBlock) { rows.begin(block) }

    func next(into scene: inout SceneInput) -> Bool {
        while true {
            switch rows.next(into: &scene) {
            case .ended: return false
            case .spoilt: break
            case .row:
                guard isKept() else {
                    rowsFiltered += 1
                    continue
                }
                read(&scene)
            }
            builder.finish(&scene)
            return true
        }
    }

    func cell(_ column: Int) -> String {
        records.withText(column) { CSVHeader.collapsed(String(decoding: $0, as: UTF8.self)) }
    }

    func offset(_ column: Int) -> Int { records.cells[column].start }

    private func isKept() -> Bool {
        for (index, filter) in bound.map.filters.enumerated() {
            if filter.texts.contains(cell(columns.filters[index])) == filter.negated { return false }
        }
        return true
    }

    private func read(_ scene: inout SceneInput) {
        let name = columns.scene.map { cell($0) }.joined(separator: "/")
        if !name.isEmpty, let first = columns.scene.first {
            take(name) { builder.setID(.cell, $0, at: offset(first), into: &scene) }
        }
        readAsOf(&scene)
        for constant in bound.constants {
            take(constant.answer) { builder.answer(constant.input, .cell, $0, at: 0, into: &scene) }
        }
        for (index, rule) in bound.rules.enumerated() {
            if rule.isNumber {
                number(rule, columns.rules[index], into: &scene)
            } else {
                text(rule, columns.rules[index], into: &scene)
            }
        }
        builder.columnName = ""
        for constant in bound.map.evidence {
            guard let input = CSVHeader.find(constant.input.text, builder.layout.answerNames) else { continue }
            take(constant.answer.text) { builder.evidence(input, .cell, $0, at: 0, into: &scene) }
        }
        for claim in bound.map.claims { take(claim.text) { builder.claim(.cell, $0, at: 0, into: &scene) } }
    }

    func take(_ text: String, _ body: (Bytes) -> Void) {
        var text = text
        text.withUTF8 { body($0) }
    }

    private func readAsOf(_ scene: inout SceneInput) {
        switch bound.map.asOf {
        case nil: break
        case .day(let day): scene.asOf = day
        case .column:
            guard let column = columns.asOf else { return }
            builder.columnName = headers[column]
            var text = cell(column)
            if isMissing(text) { return }
            if let time = text.firstIndex(where: { $0 == "T" || $0 == " " }) { text = String(text[..<time]) }
            take(text) { builder.setAsOf(.cell, $0, at: offset(column), into: &scene) }
        case .year(_, let month, let day):
            guard let column = columns.asOf else { return }
            builder.columnName = headers[column]
            let text = cell(column)
            if isMissing(text) { return }
            guard text.utf8.count == 4, let year = Int(text),
                let found = CalendarDay(year: year, month: month, day: day)
            else {
                let shown = Excerpt.of(text)
                builder.fail(
                    .badAsOf, at: offset(column), value: shown,
                    Message(zh: "年份 `\(shown)` 不是四位数字", en: "the year `\(shown)` is not written as four digits"),
                    into: &scene)
                return
            }
            scene.asOf = found
        }
    }

    func isMissing(_ text: String) -> Bool { text.isEmpty || notAvailable.contains(text) }

    private func text(_ bound: BoundColumnMap.BoundRule, _ sources: [Int], into scene: inout SceneInput) {
        guard let column = sources.first else { return }
        builder.columnName = headers[column]
        var text = cell(column)
        if let answer = bound.values[text] {
            if answer.isEmpty { return }
            text = answer
        } else if isMissing(text) || bound.rule.missing.contains(text) {
            return
        }
        take(text) { builder.answer(bound.input, .cell, $0, at: offset(column), into: &scene) }
    }

    private func number(_ bound: BoundColumnMap.BoundRule, _ sources: [Int], into scene: inout SceneInput) {
        var cells = MappedNumber(bound, dialect: dialect)
        for column in sources {
            builder.columnName = headers[column]
            let text = cell(column)
            if let answer = bound.values[text] {
                if !answer.isEmpty {
                    take(answer) { builder.answer(bound.input, .cell, $0, at: offset(column), into: &scene) }
                }
                return
            }
            if let fault = cells.add(text, isMissing: isMissing(text)) {
                builder.mappedFault(fault, bound, cell: text, at: offset(column), into: &scene)
                return
            }
        }
        let at = sources.first.map { offset($0) } ?? 0
        switch cells.result() {
        case .success(nil): break
        case .success(let value?):
            builder.answerMapped(
                bound, value, cell: sources.map { cell($0) }.joined(separator: " + "), at: at, into: &scene)
        case .failure(let fault):
            builder.mappedFault(
                fault, bound, cell: sources.map { cell($0) }.joined(separator: " + "), at: at, into: &scene)
        }
    }
}
