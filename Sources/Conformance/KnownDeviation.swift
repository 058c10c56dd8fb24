import RuleSyntax

/// Differences that are meant, each with its name and reason; `docs/feel-profile.md` lists them. A record shows one by what it
/// asks and gets, whoever wrote it.
public struct KnownDeviation: Sendable {
    public var name: String
    public var reason: String
    /// Whether a record whose result is not the one expected differs for this reason.
    let explains: @Sendable (ConformanceRecord, _ found: StandardValue, ConformanceRunner) -> Bool

    public static let all: [KnownDeviation] = [
        KnownDeviation(
            name: "unknown stays open",
            reason:
                "null as an input is an answer not given: what depends on it is not known, and `if` does not take it for false",
            explains: { record, found, _ in found.isNull && record.inputs.values.contains(where: \.isNull) }),
        KnownDeviation(
            name: "between keeps its order",
            reason: "`x between a and b` is `x >= a and x <= b`, as the standard says; one source swaps the ends",
            explains: { record, _, runner in
                rewritten(record, runner) { text in
                    guard let match = text.wholeMatch(of: /(.* between) (.+?) and (.+)/) else { return text }
                    return "\(match.1) \(match.3) and \(match.2)"
                }
            }),
        KnownDeviation(
            name: "four digits after \\u",
            reason: "`\\u` takes four hexadecimal digits and `\\U` six, as the standard says; one source reads five",
            explains: { record, _, runner in
                rewritten(record, runner) { $0.replacing(/\\u([0-9A-Fa-f]{5})/) { "\\U0\($0.1)" } }
            }),
        KnownDeviation(
            name: "a function keeps its name",
            reason: "an input named `date` does not take the place of the function `date`",
            explains: { record, _, _ in
                record.expectsNull
                    && record.inputs.keys.contains { name in
                        Vocabulary.canonicalFunction(name) != nil && record.expression?.contains(name + "(") ?? false
                    }
            }),
        KnownDeviation(
            name: "empty flags are no error",
            reason: "`matches(…, …, \"\")` is the match without flags, as other sources have it",
            explains: { record, _, _ in
                record.expectsNull && record.expression?.contains(/(matches|replace)\(.*, *""\)/) ?? false
            }),
        KnownDeviation(
            name: "numbers are written without trailing zeros",
            reason: "`string(1.0)` is `1`: a number is its value, not its spelling",
            explains: { record, found, _ in
                guard case .string(let wanted)? = record.expected, case .string(let own) = found else { return false }
                let short = wanted.replacing(/(\d)\.0+(?!\d)/) { "\($0.1)" }
                    .replacing(/(\.\d*[1-9])0+(?!\d)/) { "\($0.1)" }
                return own == short
            }),
    ]

    /// Whether the record gives what it expects once its expression is written in another way.
    private static func rewritten(
        _ record: ConformanceRecord, _ runner: ConformanceRunner, _ change: (String) -> String
    ) -> Bool {
        guard let text = record.expression else { return false }
        var other = record
        other.expression = change(text)
        return other.expression != text && runner.comes(other)
    }

    /// The deviation that a different record shows; nil: none that is known.
    static func of(_ record: ConformanceRecord, found: StandardValue, _ runner: ConformanceRunner) -> KnownDeviation? {
        all.first { $0.explains(record, found, runner) }
    }
}

extension ConformanceRecord {
    fileprivate var expectsNull: Bool { expected?.isNull ?? false }
}
