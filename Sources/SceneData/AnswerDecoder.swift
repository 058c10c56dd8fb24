import ExactNumbers

/// Reads one answer from its bytes.
enum AnswerDecoder {
    typealias Bytes = UnsafeBufferPointer<UInt8>
    typealias Field = UnsafePointer<HotField>

    static func decode(_ field: Field, _ form: AnswerForm, _ written: Bytes) -> Decoded {
        switch form {
        case .null: return .missing
        case .yes: return field.pointee.kind == .boolean ? .known(1) : .failed(.wrongType)
        case .no: return field.pointee.kind == .boolean ? .known(0) : .failed(.wrongType)
        case .number:
            switch field.pointee.kind {
            case .number: return number(field, written)
            case .option: return option(field, written, else: .wrongType)
            default: return .failed(.wrongType)
            }
        case .string, .plain, .cell: break
        }
        let bytes = trimmed(written)
        if bytes.isEmpty { return .missing }
        if form == .plain, isNull(bytes) { return .missing }
        switch field.pointee.kind {
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
            return value < field.pointee.low || value > field.pointee.high ? .failed(.outOfRange) : .known(value)
        case .option:
            return option(field, bytes, else: .notAnOption)
        case .text:
            if let index = field.pointee.texts?._withUnsafeGuaranteedRef({ $0.find(written) ?? $0.find(bytes) }) {
                return .known(Int128(index))
            }
            if isNotApplicable(bytes) {
                return field.pointee.mayNotApply ? .notApplicable : .failed(.notApplicableRefused)
            }
            return .known(Int128(field.pointee.otherText))
        case .list:
            return textual(field, bytes, fault: .wrongType)
        }
    }

    /// `not applicable` where the text is no answer of the field's type.
    private static func textual(_ field: Field, _ bytes: Bytes, fault: AnswerFault) -> Decoded {
        guard isNotApplicable(bytes) else { return .failed(fault) }
        return field.pointee.mayNotApply ? .notApplicable : .failed(.notApplicableRefused)
    }

    private static func option(_ field: Field, _ bytes: Bytes, else fault: AnswerFault) -> Decoded {
        if let index = field.pointee.texts?._withUnsafeGuaranteedRef({ $0.find(bytes) }) {
            return .known(Int128(index))
        }
        return textual(field, bytes, fault: fault)
    }

    private static func percentless(_ field: Field, _ bytes: Bytes) -> Bytes {
        guard field.pointee.isPercent, let last = bytes.last, last == UInt8(ascii: "%") else { return bytes }
        return trimmed(Bytes(rebasing: bytes.dropLast()))
    }

    /// Reads a decimal at the field's scale and checks its range.
    static func number(_ field: Field, _ bytes: Bytes) -> Decoded {
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
        return short(field, negative ? -mantissa : mantissa, places)
    }

    /// `mantissa × 10^-places` of at most 18 digits, at the field's scale, its range checked.
    @inline(__always)
    static func short(_ field: Field, _ mantissa: Int64, _ places: Int) -> Decoded {
        var mantissa = mantissa
        var places = places
        let scale = field.pointee.scale
        while places > scale {
            guard mantissa % 10 == 0 else { return .failed(.tooManyDecimals) }
            mantissa /= 10
            places &-= 1
        }
        var value = Int128(mantissa)
        if places < scale {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: scaleStep(scale &- places))
            if overflow { return .failed(.outOfRange) }
            value = scaled
        }
        return value < field.pointee.low || value > field.pointee.high ? .failed(.outOfRange) : .known(value)
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

    private static func longNumber(_ field: Field, _ bytes: Bytes) -> Decoded {
        switch ExactDecimal.parse(bytes) {
        case .failure(.notANumber): return .failed(.notANumber)
        case .failure(.tooLong): return .failed(.numberTooLong)
        case .success(let decimal): return scaled(field, decimal)
        }
    }

    /// The decimal at the field's scale, its range checked.
    static func scaled(_ field: Field, _ decimal: ExactDecimal) -> Decoded {
        let reduced = decimal.reduced
        guard reduced.scale <= field.pointee.scale else { return .failed(.tooManyDecimals) }
        guard let value = reduced.mantissa(atScale: field.pointee.scale) else { return .failed(.outOfRange) }
        return value < field.pointee.low || value > field.pointee.high ? .failed(.outOfRange) : .known(value)
    }
}
