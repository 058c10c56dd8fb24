import Diagnostics

/// Where in the header the columns of a map stand.
struct MappedColumns {
    var scene: [Int] = []
    var asOf: Int?
    var filters: [Int] = []
    var rules: [[Int]] = []

    /// - Throws: every column that the header lacks or has twice.
    init(_ bound: BoundColumnMap, headers: [String], place: DataPlace) throws(SceneFileError) {
        var errors: [DataError] = []
        func find(_ column: ColumnMap.Text) -> Int {
            let name = CSVHeader.collapsed(column.text)
            let found = headers.indices.filter { headers[$0] == name }
            if found.count == 1 { return found[0] }
            let shown = Excerpt.of(name)
            guard found.isEmpty else {
                errors.append(
                    DataError(
                        .badHeader,
                        message: Message(
                            zh: "表头有 \(found.count) 列都叫 `\(shown)`：请先改名",
                            en: "the header has \(found.count) columns named `\(shown)`: rename all but one"),
                        place: place, value: shown))
                return found[0]
            }
            let near = Suggestion.closest(to: name, among: headers)
            errors.append(
                DataError(
                    .columnMissing,
                    message: Message(
                        zh: "表头没有列 `\(shown)`" + (near.map { "：是否指 `\(Excerpt.of($0))`？" } ?? "：请核对列映射和 `跳过行`"),
                        en: "the header has no column `\(shown)`"
                            + (near.map { ": did you mean `\(Excerpt.of($0))`?" }
                                ?? ": check the column map and its `skip_rows`")),
                    place: place, value: shown))
            return 0
        }
        scene = bound.map.scene.map { find($0) }
        switch bound.map.asOf {
        case .column(let column), .year(let column, _, _): asOf = find(column)
        default: break
        }
        filters = bound.map.filters.map { find($0.column) }
        rules = bound.rules.map { $0.rule.columns.map { find($0) } }
        if !errors.isEmpty { throw SceneFileError(errors) }
    }
}
