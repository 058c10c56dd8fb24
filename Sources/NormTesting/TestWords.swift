import Diagnostics
import ExactNumbers
import RuleProgram
import RuleSyntax

/// Words of expected results.
enum TestWords {
    static let statuses: [(keyword: Keyword, status: SceneStatus)] = [
        (.graded, .graded), (.notEligible, .notEligible), (.notAssessable, .notAssessable), (.incomplete, .incomplete),
        (.invalid, .invalid),
    ]

    static func status(_ text: String) -> SceneStatus? {
        let words = Keyword.normalised(String(text.map { $0 == "_" ? " " : $0 }))
        return statuses.first { $0.keyword.language(of: words) != nil }?.status
    }

    static func word(_ status: SceneStatus) -> Message {
        let keyword = statuses.first { $0.status == status }?.keyword ?? .invalid
        return word(keyword)
    }

    static func word(_ keyword: Keyword) -> Message { Message(zh: keyword.zh, en: keyword.en) }

    static func same(_ text: String, _ keyword: Keyword) -> Bool {
        keyword.language(of: Keyword.normalised(text)) != nil
    }

    static func reportUnknown(
        _ name: String, _ kind: Message, _ known: some Collection<String>, at span: Span, into bag: inout DiagnosticBag
    ) {
        if bag.diagnostics.contains(where: { $0.code == .unknownTarget && $0.span == span }) { return }
        let near = closestMatch(of: name, among: known.sorted())
        bag.add(
            Diagnostic(
                .unknownTarget, .error,
                Message(
                    zh: "规范没有\(kind.zh) `\(name)`" + (near.map { "，是不是 `\($0)`？" } ?? ""),
                    en: "the norm has no \(kind.en) `\(name)`" + (near.map { ", did you mean `\($0)`?" } ?? "")),
                at: span,
                fixIts: near.map { name in
                    [
                        Diagnostic.FixIt(
                            title: Message(zh: "改为 `\(name)`", en: "write `\(name)`"),
                            edits: [TextEdit(span: span, replacement: name)], isCertain: false)
                    ]
                } ?? []))
    }
}
