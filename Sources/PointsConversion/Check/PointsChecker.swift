import Diagnostics
import ExactNumbers
import RuleSyntax
import YAMLTree

/// Checks points rules and turns them into a scheme. All independent mistakes are reported in one run; where there is an
/// error there is no scheme.
public struct PointsChecker {
    var bag = DiagnosticBag()
    let document: PointsDocument
    /// Names of behaviours in both languages → index.
    var behaviourIndex: [String: Int] = [:]
    var evidenceIndex: [String: Int] = [:]

    init(_ document: PointsDocument) { self.document = document }

    /// Loads, reads and checks a points file. Nil if anything in it is an error.
    public static func load(
        bytes: [UInt8], file: SourceID, into bag: inout DiagnosticBag
    ) -> PointsScheme? {
        var local = DiagnosticBag()
        defer { bag.add(contentsOf: local.diagnostics) }
        guard let root = YAMLLoader.load(bytes, file: file, into: &local) else { return nil }
        if let kind = DocumentParser.documentKind(of: root), kind != .points {
            local.add(
                Diagnostic(
                    .notPointsRules, .error,
                    Message(
                        zh: "这是“\(kind.keyword.zh)”文件，这里要的是以 `积分:` 开头的积分规则",
                        en: "this is a `\(kind.keyword.en):` file; points rules start with `points:`"),
                    at: root.span))
            return nil
        }
        let (document, _) = DocumentParser.parsePoints(root, source: bytes, into: &local)
        guard let document else { return nil }
        let scheme = check(document, digest: "sha256:" + SHA256.hex(bytes), into: &local)
        return local.hasErrors ? nil : scheme
    }

    /// Checks a document that was read without regard to its file. The digest goes onto every ledger line.
    public static func check(
        _ document: PointsDocument, digest: String, into bag: inout DiagnosticBag
    ) -> PointsScheme? {
        var checker = PointsChecker(document)
        let scheme = checker.scheme(digest: digest)
        bag.add(contentsOf: checker.bag.diagnostics)
        return checker.bag.hasErrors ? nil : scheme
    }

    private mutating func scheme(digest: String) -> PointsScheme? {
        let evidence = evidenceKinds()
        let behaviours = self.behaviours()
        let zone = timeZone()
        let rates = self.rates()
        let multiplier = self.multiplier()
        let caps = self.caps()
        let budgets = self.budgets()
        let minimum = self.minimum()
        checkCoverage(rates)
        checkCapOrder()
        checkSources()
        guard let version = document.version, let status = document.status, let effective = document.effective, let zone
        else { return nil }
        return PointsScheme(
            stamp: VersionStamp(
                rules: document.id.text, version: version.value, status: status.value, digest: digest),
            title: Message(
                zh: document.title?.zh ?? document.title?.en ?? document.id.text,
                en: document.title?.en ?? document.title?.zh ?? document.id.text),
            effective: effective.value, timeZone: zone, rounding: document.rounding?.value ?? .down,
            behaviours: behaviours, rates: rates, evidence: evidence,
            missingEvidence: document.evidence?.missing.flatMap { evidenceIndex[$0.text] },
            multiplier: multiplier, caps: caps, budgets: budgets, minimumPoints: minimum.points,
            minimumGrams: minimum.grams, lateActs: document.lateActs?.value ?? .accept)
    }

    mutating func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity = .error, zh: String, en: String, at span: Span,
        labels: [Diagnostic.Label] = [], notes: [Message] = [], fixIts: [Diagnostic.FixIt] = []
    ) {
        bag.add(
            Diagnostic(code, severity, Message(zh: zh, en: en), at: span, labels: labels, notes: notes, fixIts: fixIts))
    }

    /// A label that points at what came first.
    static func first(_ span: Span) -> Diagnostic.Label {
        Diagnostic.Label(span: span, text: Message(zh: "先写在这里", en: "written here first"))
    }

    private mutating func timeZone() -> FixedOffset? {
        guard let text = document.timeZone else { return nil }
        if let zone = FixedOffset(text.value) { return zone }
        report(
            .timeZoneOffset, zh: "时区应写与 UTC 的固定时差，如 `\"+08:00\"`，不能是 `\(text.value)`",
            en: "`time_zone` takes a fixed distance from UTC such as `\"+08:00\"`, not `\(text.value)`", at: text.span)
        return nil
    }
}
