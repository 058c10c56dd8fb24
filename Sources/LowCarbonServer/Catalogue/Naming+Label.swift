import Diagnostics
import RuleModel

extension Naming {
    /// The label for people: where there is only an English name, that with spaces; in English never a Chinese title if there
    /// is an English name.
    func readable(_ language: MessageLanguage) -> String {
        let label = label(language)
        guard language == .en else { return label }
        let isChinese = label.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
        let hasName = id.utf8.allSatisfy { $0 < 128 }
        guard label == id || (isChinese && hasName) else { return label }
        return id.split(separator: "_").joined(separator: " ")
    }
}
