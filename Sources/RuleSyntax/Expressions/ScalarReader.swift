import Diagnostics

/// Walks the characters of a text and knows the byte each one starts at.
struct ScalarReader: Sendable {
    let text: LocatedText
    let scalars: [Unicode.Scalar]
    /// Byte offsets, one more than there are scalars.
    let offsets: [Int]
    var index = 0

    init(_ text: LocatedText) {
        self.text = text
        var scalars: [Unicode.Scalar] = []
        var offsets: [Int] = [0]
        scalars.reserveCapacity(text.string.utf8.count)
        var offset = 0
        for scalar in text.string.unicodeScalars {
            scalars.append(scalar)
            offset += UTF8.width(scalar)
            offsets.append(offset)
        }
        self.scalars = scalars
        self.offsets = offsets
    }

    var isAtEnd: Bool { index >= scalars.count }
    var offset: Int { offsets[min(index, scalars.count)] }

    /// The character `ahead` of the current one, full-width forms folded to ASCII; nil at the end.
    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        let place = index + ahead
        return place >= 0 && place < scalars.count ? ScalarReader.folded(scalars[place]) : nil
    }

    /// The same without folding.
    func raw(_ ahead: Int = 0) -> Unicode.Scalar? {
        let place = index + ahead
        return place >= 0 && place < scalars.count ? scalars[place] : nil
    }

    /// Text between two indexes, unfolded.
    func string(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[range])
        return String(result)
    }

    func bytes(_ range: Range<Int>) -> Range<Int> { offsets[range.lowerBound]..<offsets[range.upperBound] }

    func span(_ range: Range<Int>) -> Span { text.span(bytes(range)) }

    mutating func skipSpaces() {
        while let scalar = peek(), ScalarReader.isSpace(scalar) { index += 1 }
    }

    /// Full-width digits, punctuation and operators as the ASCII ones; letters stay.
    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII { return scalar }
        switch scalar {
        case "\u{3000}", "\u{A0}": return " "
        case "×": return "*"
        case "÷", "∕": return "/"
        case "−": return "-"
        case "＿": return scalar
        case "\u{FF01}"..."\u{FF5E}":
            let plain = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
            return NameSyntax.isStart(plain) ? scalar : plain
        default: return scalar
        }
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar >= "0" && scalar <= "9"
    }
}
