import Foundation

/// What counts as a name: a letter, `_` or `·`, then letters, digits, `_`, `·`. Names are compared in NFC.
public enum NameSyntax {
    /// True for the first character of a name.
    public static func isStart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z") || scalar == "_"
        }
        if scalar == "·" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
            return true
        default:
            return false
        }
    }

    /// True for every further character of a name.
    public static func isContinue(_ scalar: Unicode.Scalar) -> Bool {
        if isStart(scalar) { return true }
        if scalar.isASCII { return scalar >= "0" && scalar <= "9" }
        switch scalar.properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark: return true
        default: return false
        }
    }

    /// The name in NFC; nil if `text` is no name.
    public static func normalized(_ text: String) -> String? {
        var first = true
        for scalar in text.unicodeScalars {
            guard first ? isStart(scalar) : isContinue(scalar) else { return nil }
            first = false
        }
        return first ? nil : composed(text)
    }

    /// NFC of any text.
    static func composed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }
}
