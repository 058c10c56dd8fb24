import Diagnostics
import ExactNumbers
import RuleSyntax

/// A file handed to a run.
public struct PointsFile: Sendable {
    public var path: String
    public var bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// What `lowcarbon points RULES ACTS` is asked to do.
public struct PointsRequest: Sendable {
    /// One file, or several versions of one scheme.
    public var rules: [PointsFile]
    public var acts: [PointsFile]
    /// Empty: an act's own multiplier counts. Else only labels do.
    public var labels: [PointsFile]
    /// Ledgers that earlier runs wrote as JSON Lines: caps, pools, ids and meters run on from there.
    public var earlier: [PointsFile]
    public var format: LedgerFormat
    public var language: MessageLanguage
    /// True: acts are settled by time, then id; false: in the order of the files.
    public var sortsByTime: Bool

    public init(
        rules: [PointsFile], acts: [PointsFile], labels: [PointsFile] = [], earlier: [PointsFile] = [],
        format: LedgerFormat = .table,
        language: MessageLanguage = .zh, sortsByTime: Bool = false
    ) {
        self.rules = rules
        self.acts = acts
        self.labels = labels
        self.earlier = earlier
        self.format = format
        self.language = language
        self.sortsByTime = sortsByTime
    }
}

/// What came of a run.
public struct PointsOutcome: Sendable {
    /// Findings about the rules, to be rendered against `sources`.
    public var diagnostics: [Diagnostic]
    public var sources: SourceMap
    /// Findings about labels and acts as whole files, in the language asked for; one line each.
    public var notices: [String]
    public var summary: LedgerSummary
    /// 0 every act settled; 1 some act refused, or rules, labels or a file of acts cannot be used and nothing was settled.
    public var exitCode: Int32
}

/// Settles acts under points rules and writes one line per act. Pure but for `write`, which is handed text in order.
public func runPoints(_ request: PointsRequest, write: @escaping (String) -> Void) -> PointsOutcome {
    var sources = SourceMap()
    var bag = DiagnosticBag()
    var outcome = PointsOutcome(
        diagnostics: [], sources: sources, notices: [], summary: LedgerSummary(), exitCode: 1)
    var schemes: [(scheme: PointsScheme, file: SourceID)] = []
    for file in request.rules {
        let id = sources.add(path: file.path, bytes: file.bytes)
        if let scheme = PointsChecker.load(bytes: file.bytes, file: id, into: &bag) { schemes.append((scheme, id)) }
    }
    checkVersions(schemes, into: &bag)
    outcome.diagnostics = bag.diagnostics
    outcome.sources = sources
    let labels = readLabels(request, into: &outcome.notices)
    guard !bag.hasErrors, !schemes.isEmpty, labels.isSound else { return outcome }
    var run = PointsRun(request, schemes.map(\.scheme), labels.table, write)
    return run.settle(outcome)
}

/// Several files are versions of one scheme on one clock, and no day has two of them.
func checkVersions(_ schemes: [(scheme: PointsScheme, file: SourceID)], into bag: inout DiagnosticBag) {
    let ordered = schemes.sorted { $0.scheme.effective.lowerBound < $1.scheme.effective.lowerBound }
    for (first, second) in zip(ordered, ordered.dropFirst()) {
        let a = first.scheme
        let b = second.scheme
        let found: Message
        if a.stamp.rules != b.stamp.rules {
            found = Message(
                zh: "`\(a.stamp.rules)` 与 `\(b.stamp.rules)` 是两套规则，请分别运行",
                en: "`\(a.stamp.rules)` and `\(b.stamp.rules)` are two schemes, run them one by one")
        } else if a.timeZone != b.timeZone {
            found = Message(
                zh: "版本 `\(a.stamp.version)` 与 `\(b.stamp.version)` 的时区不同，日界会错开",
                en:
                    "versions `\(a.stamp.version)` and `\(b.stamp.version)` have different time zones, so their days do not meet"
            )
        } else if a.effective.overlaps(b.effective) {
            found = Message(
                zh: "版本 `\(a.stamp.version)` 与 `\(b.stamp.version)` 的有效期重叠，同一天不能有两套数值",
                en: "versions `\(a.stamp.version)` and `\(b.stamp.version)` overlap; a day can have only one")
        } else {
            continue
        }
        bag.add(Diagnostic(.versionsOverlap, .error, found, at: Span(file: second.file, start: 0, end: 0)))
    }
}

private func readLabels(_ request: PointsRequest, into notices: inout [String]) -> (table: LabelTable?, isSound: Bool) {
    guard !request.labels.isEmpty else { return (nil, true) }
    var table = LabelTable()
    var isSound = true
    for file in request.labels {
        let reader = LabelReader(bytes: file.bytes, format: ActReader.format(of: file.path))
        for label in reader.labels { table.add(label) }
        for problem in reader.problems {
            isSound = false
            notices.append("\(file.path):\(problem.line): \(problem.message[request.language])")
        }
    }
    return (table, isSound)
}
