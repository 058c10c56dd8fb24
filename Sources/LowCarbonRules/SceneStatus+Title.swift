import Diagnostics
import RuleProgram

extension SceneStatus {
    /// The status as people read it.
    public var title: Message {
        switch self {
        case .graded: Message(zh: "已评级", en: "graded")
        case .notEligible: Message(zh: "不合格", en: "not eligible")
        case .notAssessable: Message(zh: "不可评", en: "not assessable")
        case .incomplete: Message(zh: "待补充", en: "incomplete")
        case .invalid: Message(zh: "无效", en: "invalid")
        }
    }
}
