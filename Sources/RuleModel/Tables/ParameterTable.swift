import Diagnostics
import ExactNumbers
import RuleSyntax

/// The columns of a parameter's table by what they are for.
struct ParameterTable {
    enum Key {
        /// Looked up from an input or a fact of this name.
        case implicit(Name)
        /// Given as an argument; index of the option set.
        case argument(Int)
        /// The first column of a dated series.
        case date(Dating)
    }
    enum Dating { case from, range, dataYear }

    struct Column {
        var index: Int
        var key: Key
        var cell: PipeTable.Cell
    }
    struct Value {
        var index: Int
        /// As it is headed.
        var name: String
        /// In both languages, where the parameter declares it.
        var naming: Naming?
        var unit: UnitSyntax?

        func isNamed(_ text: String) -> Bool { name == text || naming?.id == text || naming?.chinese == text }
        var cell: PipeTable.Cell
    }

    var keys: [Column]
    var values: [Value]
    var table: PipeTable
    /// First days or years of the rows of a series, ascending, by what their other keys say.
    private var starts: [[String]: [Int]] = [:]
    /// What a key cell says, however it is written.
    private let meaning: (PipeTable.Cell, Key) -> String

    init(table: PipeTable, meaning: @escaping (PipeTable.Cell, Key) -> String) {
        (keys, values, self.table, self.meaning) = ([], [], table, meaning)
    }

    var argumentCount: Int {
        keys.filter { if case .argument = $0.key { return true } else { return false } }.count
    }

    /// Sorts the rows of a series by when they begin; the keys must be there.
    mutating func sortStarts(_ start: (PipeTable.Cell) -> Int?) {
        for cells in table.rows where cells.count == table.header.count {
            if let start = start(cells[0]) { starts[otherKeys(cells), default: []].append(start) }
        }
        starts = starts.mapValues { $0.sorted() }
    }

    /// When the row after one that begins at `start` begins, among rows whose other keys say the same.
    func next(after start: Int, like cells: [PipeTable.Cell]) -> Int? {
        let all = starts[otherKeys(cells)] ?? []
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle] > start { high = middle } else { low = middle + 1 }
        }
        return low < all.count ? all[low] : nil
    }

    private func otherKeys(_ cells: [PipeTable.Cell]) -> [String] {
        keys.dropFirst().map { meaning(cells[$0.index], $0.key) }
    }

    /// Headers of columns that say where a row comes from.
    static let metadata: Set<String> = [
        "basis", "口径", "notice", "文号", "published", "发布日", "mark", "标注", "ref", "出处", "note", "备注", "source", "来源",
        "clause", "条款",
    ]
    static let dates: [String: Dating] = [
        "from": .from, "起始": .from, "date": .range, "日期": .range, "data year": .dataYear, "数据年份": .dataYear,
    ]
}

extension NormChecker {
    private static func beginsNumber(_ text: String) -> Bool {
        guard let first = text.drop(while: { $0 == "-" || $0 == "(" || $0 == " " }).first else { return false }
        return first.isNumber
    }

    /// What a key cell says in one spelling: options by their id, words of the language in English, single spaces.
    private func meaning(of cell: PipeTable.Cell, _ key: ParameterTable.Key) -> String {
        var set: Int?
        switch key {
        case .argument(let own): set = own
        case .implicit(let name):
            if case .input(let index)? = symbols[name.text], index < model.inputs.count,
                case .option(let own) = model.inputs[index].type
            {
                set = own
            } else if case .fact(let index)? = symbols[name.text],
                case .option(let own)? = fact(index, at: name.span)?.type
            {
                set = own
            }
        case .date: return cell.text.string
        }
        var unread = DiagnosticBag()
        let tests = ExpressionParser.unaryTests(cell.text, into: &unread)
        guard !unread.hasErrors else { return cell.text.string }
        let options = set.map { model.optionSets[$0] }
        return ExpressionPrinter(language: .en) { name in
            options?.index(of: name).flatMap { options?.options[$0].naming.id } ?? name
        }.text(of: tests)
    }

    /// Sorts the columns of a parameter's table; nil after a finding.
    func parameterTable(_ table: PipeTable, isSeries: Bool, columns: [DeclaredName]) -> ParameterTable? {
        var result = ParameterTable(table: table) { [unowned self] in meaning(of: $0, $1) }
        for (index, cell) in table.header.enumerated() {
            let text = cell.text.string
            if isSeries, index == 0 {
                guard let dating = ParameterTable.dates[text] else {
                    report(
                        .tableShape, at: cell.span, zh: "数值表第一列的表头应为 `起始`、`日期` 或 `数据年份`",
                        en: "the first column of `values` is headed `from`, `date` or `data year`")
                    return nil
                }
                result.keys.append(.init(index: index, key: .date(dating), cell: cell))
                continue
            }
            if ParameterTable.metadata.contains(text) { continue }
            switch symbols[text] {
            case .input?, .fact?:
                result.keys.append(.init(index: index, key: .implicit(Name(text, span: cell.span)), cell: cell))
                continue
            default: break
            }
            if let set = optionSet(named: text) {
                noteUse(model.optionSets[set].naming, at: cell.span)
                result.keys.append(.init(index: index, key: .argument(set), cell: cell))
                continue
            }
            if text == "region" || text == "地区" { continue }
            let header = ExpressionParser.columnHeader(cell.text, into: &bag)
            guard case .name(let name) = header.expression.kind else {
                if case .invalid = header.expression.kind { return nil }
                report(
                    .tableShape, at: cell.span, zh: "参数表的表头要是输入、指标、选项集的名称，或一个值列的名称",
                    en: "a header of a parameter table is the name of an input, a fact, an option set or a value column"
                )
                return nil
            }
            if header.unit == nil, let row = table.rows.first, index < row.count,
                !NormChecker.beginsNumber(row[index].text.string)
            {
                unknownName(name, at: cell.span, scope: Scope())
                return nil
            }
            let naming = columns.first { $0.id == name || $0.chinese == name }.map { Naming($0, title: nil) }
            if let naming { noteUse(naming, at: header.expression.span) }
            result.values.append(.init(index: index, name: name, naming: naming, unit: header.unit, cell: cell))
        }
        for declared in columns where !result.values.contains(where: { $0.isNamed(declared.key.text) }) {
            unknownColumn(Name(declared.key.text, span: declared.span), among: result)
        }
        if result.values.isEmpty {
            report(.tableShape, at: table.span, zh: "参数表没有值列", en: "the parameter table has no value column")
            return nil
        }
        switch result.keys.first?.key {
        case .date(.from): result.sortStarts { self.startDay($0, silent: true).map { Int($0.number) } }
        case .date(.dataYear): result.sortStarts { self.year($0, silent: true) }
        default: break
        }
        return result
    }
}
