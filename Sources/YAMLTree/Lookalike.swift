import Diagnostics

/// Cyrillic and Greek letters that look like Latin ones, in words that hold Latin letters too.
enum Lookalike {
    struct Word {
        var text: String
        /// Bytes of the first look-alike letter in the scalar's text.
        var letter: Range<Int>
        var latin: Character
        var script: Message
    }

    private static let cyrillic = Message(zh: "西里尔", en: "Cyrillic")
    private static let greek = Message(zh: "希腊", en: "Greek")

    private static let letters: [Unicode.Scalar: Character] = {
        let cyrillic = zip("аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅ".unicodeScalars, "aeopcyxijsdhqwABEKMHOPCTXIJS")
        let greek = zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ".unicodeScalars, "oABEZHIKMNOPTYX")
        return Dictionary(Array(cyrillic) + Array(greek), uniquingKeysWith: { first, _ in first })
    }()

    /// At most eight words of `text` that mix ASCII letters with look-alike ones.
    static func mixedWords(in text: String) -> [Word] {
        guard text.unicodeScalars.contains(where: { (0x370...0x52F).contains($0.value) }) else { return [] }
        var found: [Word] = []
        var word = String.UnicodeScalarView()
        var suspect: (range: Range<Int>, scalar: Unicode.Scalar)?
        var hasLatin = false
        var offset = 0
        func finished() -> Word? {
            guard hasLatin, let suspect, let latin = letters[suspect.scalar] else { return nil }
            return Word(
                text: String(word), letter: suspect.range, latin: latin,
                script: suspect.scalar.value >= 0x400 ? cyrillic : greek)
        }
        for scalar in text.unicodeScalars {
            let length = UTF8.width(scalar)
            if scalar == "_" || (scalar.value < 0x2E80 && scalar.properties.isAlphabetic)
                || ("0"..."9").contains(scalar)
            {
                word.append(scalar)
                hasLatin = hasLatin || (scalar.isASCII && scalar.properties.isAlphabetic)
                if suspect == nil, letters[scalar] != nil { suspect = (offset..<(offset + length), scalar) }
            } else {
                if let word = finished() { found.append(word) }
                word = String.UnicodeScalarView()
                suspect = nil
                hasLatin = false
                if found.count >= 8 { return found }
            }
            offset += length
        }
        if let word = finished() { found.append(word) }
        return found
    }
}
