import Diagnostics
import RuleSyntax

/// The names that arguments of the standard's functions may be given by, in the order of their places.
enum FunctionParameters {
    static let names: [String: [String]] = [
        "abs": ["n"], "floor": ["n", "scale"], "ceiling": ["n", "scale"], "decimal": ["n", "scale"],
        "round half up": ["n", "scale"], "round half down": ["n", "scale"], "round up": ["n", "scale"],
        "round down": ["n", "scale"], "modulo": ["dividend", "divisor"], "sqrt": ["number"], "even": ["number"],
        "odd": ["number"], "number": ["from", "grouping separator", "decimal separator"], "string": ["from"],
        "string length": ["string"], "substring": ["string", "start position", "length"], "upper case": ["string"],
        "lower case": ["string"], "substring before": ["string", "match"], "substring after": ["string", "match"],
        "contains": ["string", "match"], "starts with": ["string", "match"], "ends with": ["string", "match"],
        "matches": ["input", "pattern", "flags"], "replace": ["input", "pattern", "replacement", "flags"],
        "split": ["string", "delimiter"], "string join": ["list", "delimiter", "prefix", "suffix"],
        "list contains": ["list", "element"], "count": ["list"], "min": ["list"], "max": ["list"], "sum": ["list"],
        "mean": ["list"], "median": ["list"], "product": ["list"], "all": ["list"], "any": ["list"],
        "sublist": ["list", "start position", "length"], "insert before": ["list", "position", "newItem"],
        "remove": ["list", "position"], "list replace": ["list", "position", "newItem"], "reverse": ["list"],
        "index of": ["list", "match"], "distinct values": ["list"], "flatten": ["list"], "duration": ["from"],
        "time": ["from"],
        "years and months duration": ["from", "to"], "day of year": ["date"], "day of week": ["date"],
        "month of year": ["date"], "week of year": ["date"],
    ]
}

extension NormChecker {
    /// The arguments in the order of the function's places; labels that only norms have (`empty`, `tag`) are left out. Nil after
    /// a finding.
    func inOrder(_ arguments: [Expression.Argument], _ canonical: String, _ function: Name) -> [Expression]? {
        let own = arguments.filter { $0.label.map { Vocabulary.canonicalLabel($0.text) == nil } ?? true }
        let labelled = own.filter { $0.label != nil }
        if labelled.isEmpty { return own.map(\.value) }
        var places = FunctionParameters.names[canonical] ?? []
        if canonical == "time", own.count > 1 { places = ["hour", "minute", "second", "offset"] }
        if canonical == "date and time" { places = own.count == 1 ? ["from"] : ["date", "time"] }
        if canonical == "date" { places = own.count == 1 ? ["from"] : ["year", "month", "day"] }
        guard labelled.count == own.count, own.count <= places.count else {
            return refuse(labelled[0].label ?? function, places)
        }
        var result: [Expression] = []
        for place in places.prefix(own.count) {
            guard let argument = own.first(where: { $0.label?.text == place }) else {
                let odd = own.first { label in !places.contains(label.label?.text ?? "") }?.label
                return refuse(odd ?? function, places)
            }
            result.append(argument.value)
        }
        return result
    }

    private func refuse(_ label: Name, _ places: [String]) -> [Expression]? {
        let known = places.map { "`\($0)`" }.joined(separator: ", ")
        report(
            .wrongArguments, at: label.span,
            zh: places.isEmpty ? "这个函数的参数没有名称" : "参数名不对；依次是 \(known)，从第一个起不能跳过",
            en: places.isEmpty
                ? "the arguments of this function have no names"
                : "these names do not fit; they are \(known), with none left out before another")
        return nil
    }
}
