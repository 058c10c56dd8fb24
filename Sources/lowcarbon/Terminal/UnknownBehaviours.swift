import Diagnostics
import RuleCompiler
import RuleModel
import RuleSyntax

extension DiagnosticCode {
    static let unknownBehaviour = DiagnosticCode("LC0622", zh: "积分规则没有这个行为", en: "act unknown to the points rules")
}

/// Acts that a norm multiplies the points of, and that no points rules checked with it know.
enum UnknownBehaviours {
    /// The files with a warning at each such act; nothing is asked where no points rules are among them.
    static func reported(in files: [CheckedFile]) -> [CheckedFile] {
        let known = Set(files.compactMap(\.behaviours).flatMap(\.self))
        guard files.contains(where: { $0.behaviours != nil }) else { return files }
        return files.map { file in
            guard let model = file.compiled?.model else { return file }
            var result = file
            for behaviour in model.document.behaviours
            where !known.contains(behaviour.name.id) && !known.contains(behaviour.name.chinese) {
                result.diagnostics.append(
                    Diagnostic(
                        .unknownBehaviour, .warning,
                        Message(
                            zh: "一起检查的积分规则里没有行为 `\(behaviour.name.chinese)`，它的倍率永远付不出去；请按积分规则的名称写，或在积分规则里加上它",
                            en:
                                "no points rules checked here know the act `\(behaviour.name.id)`, so its multiplier never pays; use the name of the points rules, or add it to them"
                        ),
                        at: behaviour.name.span))
            }
            return result
        }
    }
}
