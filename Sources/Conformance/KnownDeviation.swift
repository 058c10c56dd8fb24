/// Differences that are meant, each with its name and reason; `docs/feel-profile.md` lists them.
public struct KnownDeviation: Sendable, Equatable {
    public var name: String
    public var reason: String
    /// Ids of the records that show it; empty where a rule finds them.
    public var records: [String]

    /// A condition over a null input.
    static let unknownStaysOpen = KnownDeviation(
        name: "unknown stays open",
        reason:
            "null as an input is an answer not given: what hangs on it is not known, and `if` does not take it for false",
        records: [])

    public static let all: [KnownDeviation] = [
        unknownStaysOpen,
        KnownDeviation(
            name: "between keeps its order",
            reason: "`x between a and b` is `x >= a and x <= b`, as the standard says; one source swaps the ends",
            records: ["feelin/interpreter/Comparison#25"]),
        KnownDeviation(
            name: "four digits after \\u",
            reason: "`\\u` takes four hexadecimal digits and `\\U` six, as the standard says; one source reads five",
            records: ["feelin/interpreter/Literals#13"]),
        KnownDeviation(
            name: "a function keeps its name",
            reason: "an input named `date` does not take the place of the function `date`",
            records: ["feelin/interpreter/VariableName#3"]),
        KnownDeviation(
            name: "the type of an input is that of its value",
            reason: "the declared type of an input does not turn a value of another type into null",
            records: ["dmn-scala/literalexpression/type-mismatch#1"]),
        KnownDeviation(
            name: "empty flags are no error",
            reason: "`matches(…, …, \"\")` is the match without flags, as other sources have it",
            records: ["dsntk/bifs/bif_matches#38"]),
        KnownDeviation(
            name: "numbers are written without trailing zeros",
            reason: "`string(1.0)` is `1`: a number is its value, not its spelling",
            records: ["dsntk/bifs/bif_string#5"]),
    ]

    /// The deviation that a different record shows; nil: none that is known.
    static func of(_ record: ConformanceRecord, found: StandardValue) -> KnownDeviation? {
        if let listed = all.first(where: { $0.records.contains(record.id) }) { return listed }
        return found.isNull && record.inputs.values.contains(where: \.isNull) ? unknownStaysOpen : nil
    }
}
