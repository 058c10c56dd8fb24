import ExactNumbers

/// Reads one answer from its bytes.
enum AnswerDecoder {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    static func decode(_ field: HotField, _ form: AnswerForm, _ written: Bytes) -> Decoded {
        switch form {
        case .null: return .missing
        case .yes: return field.kind == .boolean ? .known(1) : .failed(.wrongType)
        case .no: return field.kind == .boolean ? .known(0) : .failed(.wrongType)
        case .number:
            switch field.kind {
            case .number: return number(field, written)
            case .option: return option(field, written, else: .wrongType)
            default: return .failed(.wrongType)
            }
        case .string, .plain, .cell: break
        }
        let bytes = trimmed(written)
        if bytes.isEmpty { return .missing }
        if form == .plain, isNull(bytes) { return .missing }
        switch field.kind {
        case .number:
            let result = number(field, percentless(field, bytes))
            if case .failed(.notANumber) = result { return textual(field, bytes, fault: .notANumber) }
            return result
        case .boolean:
            if let value = boolean(bytes, form) { return .known(value ? 1 : 0) }
            return textual(field, bytes, fault: .wrongType)
        case .date:
            guard let day = date(bytes) else { return textual(field, bytes, fault: .notADate) }
            let value = Int128(day.number)
            return value < field.low || value > field.high ? .failed(.outOfRange) : .known(value)
        case .option:
            return option(field, bytes, else: .notAnOption)
        case .text:
            if let index = field.texts?._withUnsafeGuaranteedRef({ $0.find(written) ?? $0.find(bytes) }) {
                return .known(Int128(index))
            }
            if isNotApplicable(bytes) { return field.mayNotApply ? .notApplicable : .failed(.notApplicableRefused) }
            return .known(Int128(field.otherText))
        case .list:
            return textual(field, bytes, fault: .wrongType)
        }
    }

    /// `not applicable` where the text is no answer of the field's type.
    private static func textual(_ field: HotField, _ bytes: Bytes, fault: AnswerFault) -> Decoded {
        guard isNotApplicable(bytes) else { return .failed(fault) }
        return field.mayNotApply ? .notApplicable : .failed(.notApplicableRefused)
    }

    private static func option(_ field: HotField, _ bytes: Bytes, else fault: AnswerFault) -> Decoded {
        if let index = field.texts?._withUnsafeGuaranteedRef({ $0.find(bytes) }) { return .known(Int128(index)) }
        return textual(field, bytes, fault: fault)
    }

    private static func percentless(_ field: HotField, _ bytes: Bytes) -> Bytes {
        guard field.isPercent, let last = bytes.last, last == UInt8(ascii: "%") else { return bytes }
        return trimmed(Bytes(rebasing: bytes.dropLast()))
    }

    /// Reads a decimal at the field's scale and checks its range.
    static func number(_ field: HotField, _ bytes: Bytes) -> Decoded {
        var mantissa: Int64 = 0
        var places = 0
        var digits = 0
        var index = 0
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { index = 1 }
        var simple = bytes.count <= 19
        var inFraction = false
        while simple, index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                mantissa = mantissa &* 10 &+ Int64(digit)
                digits &+= 1
                if inFraction { places &+= 1 }
            } else if bytes[index] == UInt8(ascii: "."), !inFraction, digits > 0 {
                inFraction = true
            } else {
                simple = false
            }
            index &+= 1
        }
        guard simple, digits > 0, digits <= 18, !inFraction || places > 0 else { return longNumber(field, bytes) }
        if negative { mantissa = -mantissa }
        while places > field.scale {
            guard mantissa % 10 == 0 else { return .failed(.tooManyDecimals) }
            mantissa /= 10
            places -= 1
        }
        var value = Int128(mantissa)
        if places < field.scale {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: scaleStep(field.scale - places))
            if overflow { return .failed(.outOfRange) }
            value = scaled
        }
        return value < field.low || value > field.high ? .failed(.outOfRange) : .known(value)
    }

    @inline(__always)
    private static func scaleStep(_ places: Int) -> Int128 {
        switch places {
        case 1: 10
        case 2: 100
        case 3: 1000
        default: .powerOfTen(min(places, 38))
        }
    }

    private static func longNumber(_ field: HotField, _ bytes: Bytes) -> Decoded {
        switch ExactDecimal.parse(bytes) {
        case .failure(.notANumber): return .failed(.notANumber)
        case .failure(.tooLong): return .failed(.numberTooLong)
        case .success(let decimal): return scaled(field, decimal)
        }
    }

    /// The decimal at the field's scale, its range checked.
    static func scaled(_ field: HotField, _ decimal: ExactDecimal) -> Decoded {
        let reduced = decimal.reduced
        guard reduced.scale <= field.scale else { return .failed(.tooManyDecimals) }
        guard let value = reduced.mantissa(atScale: field.scale) else { return .failed(.outOfRange) }
        return value < field.low || value > field.high ? .failed(.outOfRange) : .known(value)
    }
}
