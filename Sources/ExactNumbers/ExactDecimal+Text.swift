extension ExactDecimal {
    /// Why a text is no decimal that we can hold.
    public enum ParseFailure: Error, Sendable, Equatable {
        case notANumber
        /// More than 38 digits, or more than 38 decimal places.
        case tooLong
    }

    /// Reads `-12.50`, optionally with an exponent (`1e3`, `2.5E-2`). No signs but `-` and `+`, no grouping, ASCII digits.
    public static func parse<Bytes: Sequence>(_ bytes: Bytes) -> Result<ExactDecimal, ParseFailure>
    where Bytes.Element == UInt8 {
        var mantissa: Int128 = 0
        var scale = 0
        var digits = 0
        var significant = 0
        var negative = false
        var sawPoint = false
        var exponent = 0
        var exponentNegative = false
        var exponentDigits = 0
        var inExponent = false
        var sawSign = false
        var sawExponentSign = false
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int128(byte - UInt8(ascii: "0"))
                if inExponent {
                    exponentDigits += 1
                    exponent = min(exponent * 10 + Int(digit), 100_000)
                } else {
                    digits += 1
                    if mantissa != 0 || digit != 0 { significant += 1 }
                    if significant > 38 { return .failure(.tooLong) }
                    mantissa = mantissa &* 10 &+ digit
                    if sawPoint { scale += 1 }
                }
            case UInt8(ascii: "."):
                if sawPoint || inExponent || digits == 0 { return .failure(.notANumber) }
                sawPoint = true
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                if inExponent {
                    if exponentDigits > 0 || sawExponentSign { return .failure(.notANumber) }
                    sawExponentSign = true
                    exponentNegative = byte == UInt8(ascii: "-")
                } else {
                    if digits > 0 || sawPoint || sawSign { return .failure(.notANumber) }
                    sawSign = true
                    negative = byte == UInt8(ascii: "-")
                }
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                if inExponent || digits == 0 { return .failure(.notANumber) }
                inExponent = true
            default:
                return .failure(.notANumber)
            }
        }
        if digits == 0 || (sawPoint && scale == 0) || (inExponent && exponentDigits == 0) {
            return .failure(.notANumber)
        }
        if negative { mantissa = -mantissa }
        var result = ExactDecimal(mantissa: mantissa, scale: scale)
        if inExponent {
            if mantissa == 0 { return .success(ExactDecimal(0)) }
            scale -= exponentNegative ? -exponent : exponent
            if scale < 0 {
                guard -scale <= 38 else { return .failure(.tooLong) }
                let (value, overflow) = mantissa.multipliedReportingOverflow(by: .powerOfTen(-scale))
                if overflow { return .failure(.tooLong) }
                result = ExactDecimal(mantissa: value, scale: 0)
            } else {
                result = ExactDecimal(mantissa: mantissa, scale: scale)
            }
        }
        if result.scale > 38 {
            guard mantissa == 0 else { return .failure(.tooLong) }
            result = ExactDecimal(0)
        }
        return .success(result)
    }

    public init?(_ text: String) {
        guard case .success(let value) = ExactDecimal.parse(text.utf8) else { return nil }
        self = value
    }
}

extension ExactDecimal: CustomStringConvertible {
    /// Plain decimal text with exactly `scale` places: `-12.50`.
    public var description: String {
        var digits: [UInt8] = []
        var rest = mantissa.magnitude
        repeat {
            digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        while digits.count <= scale { digits.append(UInt8(ascii: "0")) }
        var text = mantissa < 0 ? "-" : ""
        for index in stride(from: digits.count - 1, through: 0, by: -1) {
            text.unicodeScalars.append(Unicode.Scalar(digits[index]))
            if index == scale && scale > 0 { text += "." }
        }
        return text
    }
}
