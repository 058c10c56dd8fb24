import Diagnostics
import RuleModel

extension Naming {
    /// The label for people: an English name that is all there is, with spaces.
    func readable(_ language: MessageLanguage) -> String {
        let label = label(language)
        guard language == .en, label == id else { return label }
        return label.split(separator: "_").joined(separator: " ")
    }
}
