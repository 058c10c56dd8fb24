import Diagnostics

extension ScalarReader {
    /// Reads `kWh/(m2.a)` at the current place; nil, and nothing read, if no unit starts there.
    /// - Parameter suffix: directly after a number: no spaces inside, no reserved words, no leading bracket.
    mutating func unit(suffix: Bool) throws(SyntaxStop) -> UnitSyntax? {
        let start = index
        if suffix, !startsUnitSuffix() { return nil }
        guard let factors = try unitProduct(spaced: !suffix, depth: 0) else {
            index = start
            return nil
        }
        let ordered = factors.filter { $0.exponent > 0 } + factors.filter { $0.exponent < 0 }
        return UnitSyntax(factors: ordered, span: span(start..<index))
    }

    private func startsUnitSuffix() -> Bool {
        if peek() == "%" { return true }
        var end = 0
        while let scalar = raw(end), NameSyntax.isContinue(scalar) { end += 1 }
        if end > 0 {
            return ExpressionKeyword(word: string(index..<index + end)) == nil && unitPart(at: 0, first: true) != nil
        }
        return unitPart(at: 0, first: true) != nil
    }

    private mutating func unitProduct(spaced: Bool, depth: Int) throws(SyntaxStop) -> [UnitSyntax.Factor]? {
        let start = index
        var factors: [UnitSyntax.Factor] = []
        var divided = false
        if spaced, depth == 0, peek() == "1", !ScalarReader.isDigit(peek(1)) {
            index += 1
        } else {
            guard let first = try unitTerm(spaced: spaced, depth: depth) else { return nil }
            factors = first
        }
        while true {
            let before = index
            if spaced { skipSpaces() }
            let sign = raw()
            let divides = sign == "/" || sign == "／"
            guard divides || sign == "." || sign == "·" || sign == "．" || sign == "⋅" else {
                index = before
                break
            }
            index += 1
            if spaced { skipSpaces() }
            guard let next = try unitTerm(spaced: spaced, depth: depth) else {
                index = before
                break
            }
            if divided && !divides {
                throw SyntaxStop(
                    .malformedUnit, zh: "单位 `\(string(start..<index))` 的分母不明，请用括号，如 `kWh/(m2.a)`",
                    en: "unclear what `\(string(start..<index))` divides by, use parentheses as in `kWh/(m2.a)`",
                    at: span(start..<index))
            }
            divided = divided || divides
            factors += next.map { factor in
                var factor = factor
                if divides { factor.exponent = -factor.exponent }
                return factor
            }
        }
        return factors.isEmpty ? nil : factors
    }

    private mutating func unitTerm(spaced: Bool, depth: Int) throws(SyntaxStop) -> [UnitSyntax.Factor]? {
        let start = index
        if peek() == "(" {
            guard depth < ExpressionLimits.unitDepth else { return nil }
            index += 1
            if spaced { skipSpaces() }
            if let factors = try unitProduct(spaced: spaced, depth: depth + 1) {
                if spaced { skipSpaces() }
                if peek() == ")" {
                    index += 1
                    return factors
                }
            }
            index = start
            return nil
        }
        if peek() == "%" {
            index += 1
            return [UnitSyntax.Factor(symbol: "%", exponent: 1, span: span(start..<index))]
        }
        var symbol = ""
        while let part = unitPart(at: 0, first: symbol.isEmpty) {
            symbol += part
            index += 1
        }
        guard !symbol.isEmpty else { return nil }
        return [UnitSyntax.Factor(symbol: NameSyntax.composed(symbol), exponent: 1, span: span(start..<index))]
    }

    /// What the character at `ahead` contributes to a unit symbol; nil if it ends one.
    private func unitPart(at ahead: Int, first: Bool) -> String? {
        guard let scalar = raw(ahead) else { return nil }
        switch scalar {
        case "·": return nil
        case "℃": return "degC"
        case "°": return first ? "deg" : nil
        case "㎡": return "m2"
        case "㎥": return "m3"
        case "㎏": return "kg"
        case "㎞": return "km"
        case "²": return first ? nil : "2"
        case "³": return first ? nil : "3"
        case "₀"..."₉": return first ? nil : String(scalar.value - 0x2080)
        case "-":
            guard !first, let next = raw(ahead + 1), next != "·", NameSyntax.isStart(next) else { return nil }
            return "-"
        case "\u{FF10}"..."\u{FF19}", "\u{FF21}"..."\u{FF3A}", "\u{FF41}"..."\u{FF5A}":
            guard let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            return first && ScalarReader.isDigit(plain) ? nil : String(plain)
        default:
            return (first ? NameSyntax.isStart(scalar) : NameSyntax.isContinue(scalar)) ? String(scalar) : nil
        }
    }
}
