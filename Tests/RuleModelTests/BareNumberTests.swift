import Testing

/// Whose unit can be read in more ways than one, and what a bare number or a rounding beside it is told.
private struct Ambiguous: Sendable, CustomTestStringConvertible {
    var text: String
    var code: String
    /// What follows the number so that it can be read in one way only; nil where no unit can be written after a number.
    var unit: String?
    /// Beside which no number without a unit is read at all: its own unit is settled.
    var settled: String

    init(_ text: String, _ code: String, unit: String?, settled: String) {
        (self.text, self.code, self.unit, self.settled) = (text, code, unit, settled)
    }

    var testDescription: String { text }

    static let all: [Ambiguous] = [
        .init("floor_area * led_share", "LC0318", unit: "m2", settled: "convert(floor_area * led_share, m2)"),
        .init("led_share * floor_area", "LC0318", unit: "m2", settled: "floor_area * led_share / 100 %"),
        .init("floor_area * 10 %", "LC0318", unit: "m2", settled: "floor_area * 0.1"),
        .init("floor_area / led_share", "LC0318", unit: "m2", settled: "floor_area / led_share * 100 %"),
        .init("led_share / floor_area", "LC0318", unit: nil, settled: "led_share / 100 % / floor_area"),
        .init("led_share * led_share", "LC0318", unit: "%", settled: "led_share / 100 % * (led_share / 100 %)"),
        .init("1 / led_share", "LC0318", unit: nil, settled: "100 % / led_share"),
        .init("led_share ** 2 * floor_area", "LC0318", unit: "m2", settled: "convert(led_share ** 2 * floor_area, m2)"),
        .init("electricity + bought", "LC0319", unit: "kWh/a", settled: "convert(electricity + bought, kWh/a)"),
        .init("bought + electricity", "LC0319", unit: "kWh/a", settled: "convert(bought + electricity, MWh/a)"),
        .init("bought - electricity", "LC0319", unit: "kWh/a", settled: "convert(bought, kWh/a) - electricity"),
        .init("min(electricity, bought)", "LC0319", unit: "kWh/a", settled: "min(electricity, convert(bought, kWh/a))"),
        .init("max(bought, 5 kWh/a)", "LC0319", unit: "kWh/a", settled: "max(bought, 0.005 MWh/a)"),
        .init(
            "(if metered then electricity else bought)", "LC0319", unit: "MWh/a",
            settled: "(if metered then electricity else convert(bought, kWh/a))"),
        .init("sum([electricity, bought])", "LC0319", unit: "kWh/a", settled: "sum([electricity, electricity])"),
        .init("[electricity, bought][2]", "LC0319", unit: "kWh/a", settled: "[bought, bought][2]"),
        .init("(electricity + bought) / floor_area", "LC0319", unit: "kWh/(m2.a)", settled: "electricity / floor_area"),
        .init(
            "abs(-(electricity + bought) * 2)", "LC0319", unit: "kWh/a", settled: "abs(-(electricity + 5 kWh/a) * 2)"),
        .init(
            "max(for m in machines return m.power * led_share, empty: 0)", "LC0318", unit: "kW",
            settled: "max(for m in machines return m.power, empty: 0)"),
        .init(
            "max(for m in machines return m.power, empty: 1 MW)", "LC0319", unit: "kW",
            settled: "max(for m in machines return m.power, empty: 1)"),
    ]
}

/// A place at which a number without a unit takes that of `X`: `N` stands for the number, after the marker.
private struct Position: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String

    init(_ name: String, _ text: String) { (testDescription, self.text) = (name, text) }

    private static func fact(_ lines: String, _ condition: String = "f > 0") -> String {
        "facts:\n  f:\n" + lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") + "\n"
            + met(condition)
    }

    static let numbers: [Position] =
        ["=", "!=", "<", "<=", ">", ">="].map { .init("X \($0) N", met("X \($0) N")) } + [
            .init("N <= X", met("N <= X")),
            .init("in a range", met("X in [N..100000 U]")),
            .init("in a range, its end", met("X in [0..N]")),
            .init("in a list", met("X in [N, 7 U]")),
            .init("in a test", met("X in (< N)")),
            .init("between", met("X between N and 100000 U")),
            .init("between, its end", met("X between 0 and N")),
            .init("min", met("min(X, N) > 0")),
            .init("max, in front", met("max(N, X) > 0")),
            .init("clamp", met("clamp(X, 0, N) > 0")),
            .init("clamp, from", met("clamp(X, N, 100000 U) > 0")),
            .init("clamped", met("clamp(N, X, 100000 U) > 0")),
            .init("then", met("(if metered then N else X) > 0")),
            .init("else", met("(if metered then X else N) > 0")),
            .init("sum of a list", met("sum([X, N]) > 0")),
            .init("mean of a list", met("mean([N, X]) > 0")),
            .init("list contains", met("list contains([X], N)")),
            .init("an element of a list", met("some x in [X, X] satisfies x > N")),
            .init("a context", met("{e: X}.e > N")),
            .init("the branch of a context", fact("value: \"if metered then {e: X} else {e: N}\"", "f.e > 0")),
            .init("a fact without a unit", fact("value: 'X'", "f > N")),
            .init("otherwise", fact("needs: metered\notherwise: 'N'\nvalue: 'X'")),
            .init("a need", fact("needs: 'X > N'\notherwise: zero points\nvalue: 'X'")),
            .init("a row of a table", fact("hit: F\ntable: |\n  | metered | value |\n  | true | X |\n  | - | N |")),
            .init("the default", fact("hit: F\ndefault: 'N'\ntable: |\n  | metered | value |\n  | true | X |")),
            .init("the first row", fact("hit: F\ntable: |\n  | metered | value |\n  | true | N |\n  | - | X |")),
            .init(
                "an empty list of hits",
                fact("hit: C\ntable: |\n  | metered | value |\n  | true | X |", "max(f, empty: N) > 0")),
            .init("a cell", scored("hit: F\ntable: |\n  | X | points |\n  | >= N | 10 |\n  | - | 0 |")),
            .init(
                "a cell that is a range", scored("hit: F\ntable: |\n  | X | points |\n  | [0..N] | 10 |\n  | - | 0 |")),
            .init(
                "a cell that is a value", scored("hit: F\ntable: |\n  | X | points |\n  | 7 U, N | 10 |\n  | - | 0 |")),
            .init("a step", scored("bands: 'X'\nsteps: |\n  | at least | points |\n  | N | 10 |")),
            .init(
                "an anchor",
                scored("interpolate: 'X'\noutside: clamp\nanchors: |\n  | at | points |\n  | 0 | 0 |\n  | N | 10 |")),
            .init("at_least", met("at_least(1, X > N, metered)")),
            .init("a gate", "gates:\n  g: {require: 'X > N'}\n" + met("metered")),
            .init("when", scored("when: 'X > N'\nmet: metered")),
        ]

    /// Functions that count in the unit of `X`; the marker stands before the function.
    static let counts: [Position] =
        [
            "round(X, 0)", "round(X, 1, half_even)", "floor(X)", "ceiling(X)", "floor(X, 1)", "ceiling(X, 1)",
            "decimal(X, 1)", "round half up(X, 0)", "round half down(X, 0)", "round up(X, 0)", "round down(X, 0)",
            "round up(X, -2)", "modulo(X, 1 U)",
        ].map { .init($0, met("N" + $0 + " > 0")) } + [
            .init("even", met("Neven(X)")), .init("odd", met("Nodd(X)")),
            .init("round of a fact", fact("round: N0\nvalue: 'X'")),
        ]

    /// With `operand` for X, and for N the marker and a number with `unit`.
    func filled(_ operand: String, number: String, unit: String, marker: Bool) -> String {
        let inputs = """
            inputs:
              electricity: {unit: kWh/a, range: "[1..1000000]"}
              bought: {unit: MWh/a, scale: 3, range: "[1..1000]"}
              floor_area: {unit: m2, range: "[1..100000]"}
              led_share: {unit: "%", range: "[1..100]"}
              metered: {type: boolean}
              machines: {list: {max: 10}, of: {power: {unit: kW, range: "[1..100]"}}}

            """
        var result = ""
        for (index, character) in text.enumerated() {
            let neighbours = Array(text)
            func isLetter(_ at: Int) -> Bool { neighbours.indices.contains(at) && neighbours[at].isLetter }
            switch character {
            case "X" where !isLetter(index - 1): result += operand
            case "N" where !isLetter(index - 1): result += (marker ? "⟦1⟧" : "") + number
            case "U" where !isLetter(index - 1): result += unit
            default: result.append(character)
            }
        }
        return inputs + result
    }
}

@Suite("Bare numbers beside units that can be read in two ways")
struct BareNumberTests {
    private func problems(_ text: String) throws -> [(marker: Int, code: String, message: String)] {
        try markedFindings(text).filter { ["LC0305", "LC0318", "LC0319"].contains($0.code) || $0.code < "LC0404" }
    }

    @Test(arguments: Ambiguous.all)
    fileprivate func refusedInEveryPosition(_ operand: Ambiguous) throws {
        for position in Position.numbers {
            let unit = operand.unit ?? ""
            if unit.isEmpty, position.text.contains("U") { continue }
            let text = position.filled(operand.text, number: "5", unit: unit, marker: true)
            let found = try problems(text)
            #expect(found.map(\.code) == [operand.code], "\(position.testDescription): \(found)")
            #expect(found.map(\.marker) == [1], "\(position.testDescription): \(found)")
        }
    }

    @Test(arguments: Ambiguous.all)
    fileprivate func refusedInEveryFunctionThatCounts(_ operand: Ambiguous) throws {
        for position in Position.counts {
            let unit = operand.unit ?? ""
            if unit.isEmpty, position.text.contains("U") { continue }
            let found = try problems(position.filled(operand.text, number: "", unit: unit, marker: true))
            #expect(found.map(\.code) == [operand.code], "\(position.testDescription): \(found)")
            #expect(found.map(\.marker) == [1], "\(position.testDescription): \(found)")
        }
    }

    /// A number with its unit, and 0, stand beside anything.
    @Test(arguments: Ambiguous.all)
    fileprivate func withItsUnitAccepted(_ operand: Ambiguous) throws {
        for position in Position.numbers {
            for number in ["5 " + (operand.unit ?? ""), "0"] where operand.unit != nil || number == "0" {
                let text = position.filled(operand.text, number: number, unit: operand.unit ?? "", marker: false)
                if operand.unit == nil, position.text.contains("U") { continue }
                let found = try problems(text)
                #expect(found.isEmpty, "\(position.testDescription): \(found)")
            }
        }
    }

    /// The same with a unit that is settled: by `convert`, by a `%` that cancels, by one unit throughout.
    @Test(arguments: Ambiguous.all)
    fileprivate func besideASettledUnitAccepted(_ operand: Ambiguous) throws {
        for position in Position.numbers {
            if operand.unit == nil || operand.unit == "%", position.text.contains("U") { continue }
            let text = position.filled(operand.settled, number: "5", unit: operand.unit ?? "", marker: false)
            let found = try problems(text)
            #expect(found.isEmpty, "\(position.testDescription): \(found)")
        }
        for position in Position.counts {
            if operand.unit == nil || operand.unit == "%", position.text.contains("U") { continue }
            let text = position.filled(operand.settled, number: "", unit: operand.unit ?? "", marker: false)
            let found = try problems(text)
            #expect(found.isEmpty, "\(position.testDescription): \(found)")
        }
    }

    /// A fact that declares its unit settles it, whatever its value is computed from; so do a header and an input.
    @Test(arguments: [
        "facts:\n  f: {unit: m2, value: floor_area * led_share, round: 0}\n" + met("f >= 61 and even(f)"),
        "facts:\n  f: {unit: \"%\", value: led_share * led_share}\n" + met("f >= 25 %"),
        "inputs:\n  leak: {unit: \"%/a\", range: \"[0..100]\"}\n" + met("leak * 2 >= 5 and floor(leak) < 9"),
        scored("hit: F\ntable: |\n  | floor_area * led_share (m2) | points |\n  | >= 61 | 10 |\n  | - | 0 |"),
        met("(if metered then floor_area * led_share else 0) > 0 m2"),
    ])
    func declaredUnitsSettle(_ text: String) throws {
        let found = try problems(text)
        #expect(found.isEmpty, "\(found)")
    }

    /// The message names what to write, and it works.
    @Test(arguments: [
        (met("floor_area * led_share >= ⟦1⟧61"), "such as `61 m2`, or use `convert(…, m2)`"),
        (met("led_share * led_share >= ⟦1⟧25"), "such as `25 %`, or use `convert(…, %)`"),
        (met("⟦1⟧floor(floor_area * led_share) > 0"), "`convert(…, m2)`"),
        ("inputs:\n  share: {unit: \"%\", range: \"[1..9]\"}\n" + met("1 / share >= ⟦1⟧2"), "`convert(…, %) / 100 %`"),
        (
            "inputs:\n  share: {unit: \"%\", range: \"[1..9]\"}\n  x: {range: \"[1..9]\"}\n"
                + met("share * share ⟦1⟧>= x"), "`convert(…, %) / 100 %`"
        ),
        (met("electricity + 1 MWh/a >= ⟦1⟧100"), "such as `100 kWh/a`, or use `convert(…, kWh/a)`"),
    ])
    func fixIsNamed(_ text: String, _ fix: String) throws {
        let found = try problems(text)
        #expect(found.map(\.marker) == [1])
        #expect(found.first?.message.contains(fix) ?? false, "\(found)")
    }

    /// A `%` that cancels is gone, and one that is left is a percentage as any other.
    @Test(arguments: [
        (met("led_share / 80 % >= 0.5"), []),
        (met("min(1, led_share / 80 %) > 0.5"), []),
        (met("electricity * led_share / electricity ⟦1⟧>= 5"), ["LC0402", "LC0305"]),
        ("inputs:\n  leak: {unit: \"%/a\", range: \"[0..100]\"}\n" + met("leak * 2 a >= 9 %"), []),
        ("inputs:\n  leak: {unit: \"%/a\", range: \"[0..100]\"}\n" + met("leak * 2 a ⟦1⟧>= 9"), ["LC0305"]),
    ])
    func percentCancels(_ text: String, _ codes: [String]) throws {
        #expect(try Set(problems(text).map(\.code)).isSubset(of: codes))
        if codes == ["LC0305"] { #expect(try problems(text).map(\.marker) == [1]) }
    }
}
