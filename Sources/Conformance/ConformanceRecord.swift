import ExactNumbers
import Foundation
import RuleProgram

/// One line of a conformance file: what is evaluated, with what, and the result it should have.
public struct ConformanceRecord: Sendable {
    public var id: String
    public var source: String
    public var category: String
    public var profile: String
    var kind: String
    var features: Set<String>
    var expression: String?
    var logic: Logic?
    var inputExpression: String?
    var allowedValues: String?
    var contextExpression: String?
    var inputs: [String: StandardValue]
    var inputTypes: [String: String]
    var decisions: [String: Logic]
    /// Declared type of the result, and the types that the record declares.
    var resultType: String?
    var types: [String: StandardType]
    /// Functions and services that the model brings along.
    var hasFunctions: Bool
    var invokes: Bool
    public var expected: StandardValue?
    var expectedExpression: String?
    var mustNotParse: Bool
    /// Text of a norm, without what every norm must have: the record is one of the language, not of the standard.
    var norm: String?
    /// Day of assessment, of a record with `norm`.
    var asOf: String?
    /// The code with which the record must be refused.
    var refusal: String?
    /// True if a time of day occurs in it.
    public var usesTimeOfDay: Bool

    /// The lines of a file that are not empty, with their numbers from 1.
    public static func lines(of bytes: Data) -> [(number: Int, text: String)] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, line in
            let line = String(decoding: line, as: UTF8.self)
            return line.allSatisfy(\.isWhitespace) ? nil : (index + 1, line)
        }
    }

    /// What is wrong with a line that is no record.
    public struct Flaw: Error, CustomStringConvertible {
        public var description: String
    }

    /// Reads a line.
    ///
    /// - Throws: `Flaw` where it is not of the format.
    public init(line: String) throws {
        guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            throw Flaw(description: "this is no JSON object")
        }
        guard let id = object["id"] as? String else { throw Flaw(description: "`id` is missing") }
        func value(_ json: Any, _ place: String) throws -> StandardValue {
            if let value = StandardValue(json: json) { return value }
            throw Flaw(description: "`\(id)`: \(place) is no typed value")
        }
        func text(_ key: String) -> String? { object[key] as? String }
        self.id = id
        source = text("source") ?? "-"
        category = text("category") ?? "-"
        profile = text("profile") ?? "-"
        kind = text("model_kind") ?? "literalExpression"
        features = Set(object["features"] as? [String] ?? [])
        expression = text("expression")
        logic = (object["logic"] as? [String: Any]).map { Logic(json: $0) }
        inputExpression = text("inputExpression")
        allowedValues = text("allowedValues")
        contextExpression = text("contextExpression")
        inputs = [:]
        for (name, json) in object["inputs"] as? [String: Any] ?? [:] {
            inputs[name] = try value(json, "the input `\(name)`")
            if case .state(.open)? = inputs[name] {
                throw Flaw(description: "`\(id)`: the input `\(name)` cannot be given as open")
            }
        }
        inputTypes = (object["inputTypes"] as? [String: Any] ?? [:]).compactMapValues { $0 as? String }
        decisions = (object["decisions"] as? [String: Any] ?? [:]).compactMapValues {
            (($0 as? [String: Any])?["logic"] as? [String: Any]).map { Logic(json: $0) }
        }
        resultType = text("resultType")
        types = (object["types"] as? [String: Any] ?? [:]).compactMapValues {
            ($0 as? [String: Any]).map { StandardType(json: $0) }
        }
        hasFunctions =
            !(object["functions"] as? [String: Any] ?? [:]).isEmpty
            || !(object["services"] as? [String: Any] ?? [:]).isEmpty
        invokes = object["invoke"] != nil
        expected = try object["expected"].map { try value($0, "`expected`") }
        if expected == nil, object["expectedError"] as? Bool ?? false { expected = .null }
        expectedExpression = text("expectedExpression")
        mustNotParse = object["parseError"] as? Bool ?? false
        norm = text("norm")
        asOf = text("asOf")
        refusal = text("refusal")
        if let day = asOf, CalendarDay(day) == nil { throw Flaw(description: "`\(id)`: `asOf` is no day") }
        guard expected != nil || expectedExpression != nil || mustNotParse || refusal != nil else {
            throw Flaw(description: "`\(id)`: nothing is expected")
        }
        var parts: [Any] = []
        for key in ["expression", "logic", "inputExpression", "decisions", "expectedExpression"] {
            if let part = object[key] { parts.append(part) }
        }
        let written =
            (try? JSONSerialization.data(withJSONObject: parts)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let clock = ["fn:time", "fn:date and time"]
        usesTimeOfDay =
            inputs.values.contains(where: \.usesTimeOfDay) || expected?.usesTimeOfDay ?? false
            || clock.contains(where: features.contains) || written.contains(/\d\d:\d\d/)
    }
}

extension ConformanceRecord {
    /// A record that asks whether a value satisfies unary tests.
    init(asking tests: String, of value: StandardValue) {
        (id, source, category, profile, kind) = ("tests", "-", "-", "-", "unaryTests")
        features = []
        expression = tests
        inputs = ["?": value]
        (inputTypes, decisions, types) = ([:], [:], [:])
        (hasFunctions, invokes, mustNotParse, usesTimeOfDay) = (false, false, false, false)
        expected = .boolean(true)
    }
}

/// The logic of a decision: text, a table, or a boxed expression.
struct Logic: Sendable {
    struct Output: Sendable {
        var name: String?
        var allowed: String?
        var fallback: String?
    }
    struct Rule: Sendable {
        var tests: [String]
        var outputs: [String]
    }

    var kind: String
    var text: String?
    var hitPolicy: String
    var aggregation: String?
    var columns: [String]
    var outputs: [Output]
    var rules: [Rule]
    /// Parts by the name of their place.
    var parts: [String: Logic]
    var items: [Logic]
    var entries: [(name: String?, logic: Logic)]
    var rows: [[Logic]]
    var names: [String]
    var variable: String?

    /// Names of the entries of contexts, here and below.
    var entryNames: [String] {
        entries.compactMap(\.name) + names + (entries.map(\.logic) + items + parts.values).flatMap(\.entryNames)
    }

    /// Hit policy and aggregation in full: also `F`, `C+`, `rule order`, `RULE_ORDER`.
    private static func hit(_ policy: String, _ aggregation: String?) -> (String, String?) {
        let word = policy.uppercased().replacing("_", with: " ")
        let names = [
            "U": "UNIQUE", "A": "ANY", "P": "PRIORITY", "F": "FIRST", "R": "RULE ORDER", "O": "OUTPUT ORDER",
            "C": "COLLECT",
        ]
        let folds: [Character: String] = ["+": "SUM", "<": "MIN", ">": "MAX", "#": "COUNT"]
        if word.count == 2, word.first == "C", let fold = word.last.flatMap({ folds[$0] }) { return ("COLLECT", fold) }
        return (names[word] ?? word, aggregation?.uppercased())
    }

    init(json: [String: Any]) {
        func part(_ value: Any?) -> Logic? { (value as? [String: Any]).map { Logic(json: $0) } }
        func list(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }
        kind = json["kind"] as? String ?? "-"
        text = json["text"] as? String
        (hitPolicy, aggregation) = Logic.hit(
            json["hitPolicy"] as? String ?? "UNIQUE", json["aggregation"] as? String)
        columns = list(json["inputs"]).map { $0["expression"] as? String ?? "" }
        outputs = list(json["outputs"]).map {
            Output(name: $0["name"] as? String, allowed: $0["allowed"] as? String, fallback: $0["default"] as? String)
        }
        rules = list(json["rules"]).map {
            Rule(tests: $0["in"] as? [String] ?? [], outputs: $0["out"] as? [String] ?? [])
        }
        parts = [:]
        for key in ["if", "then", "else", "in", "match", "return", "satisfies", "result"] {
            if let logic = part(json[key]) { parts[key] = logic }
        }
        items = list(json["items"]).map { Logic(json: $0) }
        entries = list(json["entries"]).compactMap { entry in
            part(entry["logic"]).map { (entry["name"] as? String, $0) }
        }
        rows = (json["rows"] as? [[[String: Any]]] ?? []).map { $0.map { Logic(json: $0) } }
        names = list(json["columns"]).compactMap { $0["name"] as? String }
        variable = json["variable"] as? String
    }
}
