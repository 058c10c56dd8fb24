import ExactNumbers

/// Why a cell gives no answer through a column map.
enum MapFault: Error {
    case notANumber, tooLong, negative, notExact, percentRefused
}

/// Adds up the cells of one rule and converts the sum, exactly.
struct MappedNumber {
    private let bound: BoundColumnMap.BoundRule
    private let dialect: CSVDialect
    private var sum = ExactDecimal(0)
    private var parts = 0
    private var blanks = 0
    private var percents = 0

    init(_ bound: BoundColumnMap.BoundRule, dialect: CSVDialect) {
        self.bound = bound
        self.dialect = dialect
    }

    /// Takes one cell.
    mutating func add(_ text: String, isMissing: Bool) -> MapFault? {
        if isMissing || bound.rule.missing.contains(text) {
            blanks += 1
            return nil
        }
        guard var digits = dialect.plainNumber(text.utf8) else { return .notANumber }
        let isPercent = digits.last == UInt8(ascii: "%")
        if isPercent {
            guard bound.percentFactor != nil else { return .percentRefused }
            digits.removeLast()
            while digits.last == 0x20 { digits.removeLast() }
        }
        let value: ExactDecimal
        switch ExactDecimal.parse(digits) {
        case .failure(.notANumber): return .notANumber
        case .failure(.tooLong): return .tooLong
        case .success(let found): value = found.reduced
        }
        if bound.missingNumbers.contains(value) || (value.mantissa == 0 && bound.rule.zero == .missing) {
            blanks += 1
            return nil
        }
        if value.mantissa < 0 {
            switch bound.rule.negative {
            case .keep: break
            case .refuse: return .negative
            case .missing:
                blanks += 1
                return nil
            }
        }
        let scale = max(sum.scale, value.scale)
        guard let a = sum.mantissa(atScale: scale), let b = value.mantissa(atScale: scale) else { return .tooLong }
        let (total, overflow) = a.addingReportingOverflow(b)
        if overflow { return .tooLong }
        sum = ExactDecimal(mantissa: total, scale: scale)
        parts += 1
        if isPercent { percents += 1 }
        if percents != 0, percents != parts { return .notANumber }
        return nil
    }

    /// The value at the input's scale; nil if there is none.
    func result() -> Result<Int128?, MapFault> {
        if blanks > 0 {
            switch bound.rule.blank {
            case .missing: return .success(nil)
            case .zero: break
            case .zeroInSum: if parts == 0 { return .success(nil) }
            }
        } else if parts == 0 {
            return .success(nil)
        }
        let factor = percents > 0 ? bound.percentFactor ?? .one : bound.factor
        return MappedNumber.convert(sum, by: factor, scale: bound.scale, rounding: bound.rule.rounding).map { $0 }
    }

    /// `value × factor` at `scale` places.
    static func convert(
        _ value: ExactDecimal, by factor: BoundColumnMap.Ratio, scale: Int, rounding: ColumnMap.Rounding?
    ) -> Result<Int128, MapFault> {
        let reduced = value.reduced
        let places = min(rounding?.places ?? scale, scale)
        var (a, b) = (factor.denominator, reduced.mantissa.magnitude <= UInt128(Int128.max) ? abs(reduced.mantissa) : 1)
        while b != 0 { (a, b) = (b, a % b) }
        let common = max(a, 1)
        let shift = (rounding == nil ? scale : places) - reduced.scale
        var (numerator, tooLong) = (reduced.mantissa / common).multipliedReportingOverflow(by: factor.numerator)
        var denominator = factor.denominator / common
        if !tooLong, shift >= 0 {
            guard shift <= 38 else { return .failure(.tooLong) }
            (numerator, tooLong) = scaled(numerator, shift)
        } else if !tooLong {
            (denominator, tooLong) = scaled(denominator, -shift)
        }
        if tooLong { return .failure(.tooLong) }
        if numerator % denominator == 0 {
            numerator /= denominator
        } else if let rounding {
            numerator = .divide(numerator, by: denominator, rounding: rounding.mode)
        } else {
            return .failure(.notExact)
        }
        if rounding != nil, places < scale {
            (numerator, tooLong) = scaled(numerator, scale - places)
            if tooLong { return .failure(.tooLong) }
        }
        return .success(numerator)
    }

    private static func scaled(_ value: Int128, _ places: Int) -> (Int128, Bool) {
        guard places <= 38 else { return (0, true) }
        let (result, overflow) = value.multipliedReportingOverflow(by: .powerOfTen(places))
        return (result, overflow)
    }
}
