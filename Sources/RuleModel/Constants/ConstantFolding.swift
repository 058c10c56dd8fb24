import ExactNumbers
import RuleSyntax

/// What is known of an expression without any answer.
extension TypedExpression {
    /// True for lists, contexts and ranges: they exist only while a norm is checked, their parts end up in the program.
    public var isStructured: Bool { type == .list || type == .context || type == .range || type.isMoment }

    /// True if all that stands in a list, and in the lists in it, are numbers.
    static func areNumbers(_ elements: [TypedExpression]) -> Bool {
        elements.allSatisfy { $0.type.unit != nil || $0.elements.map(areNumbers) ?? false }
    }

    /// True if nothing in it depends on an answer.
    var isConstant: Bool {
        switch kind {
        case .number, .boolean, .date, .duration, .moment, .option, .text: return true
        case .list(let elements): return elements.allSatisfy(\.isConstant)
        case .context(let entries): return entries.allSatisfy(\.value.isConstant)
        case .range(let ends): return ends.low.isConstant && ends.high.isConstant
        default:
            switch type {
            case .number: return constantNumber != nil
            case .boolean: return constantTruth != nil
            case .date: return constantDay != nil
            default: return false
            }
        }
    }

    /// True for a yes or no that is written out.
    var isWritten: Bool {
        if case .boolean = kind { return true }
        return false
    }

    /// The number, where it follows from constants alone.
    var constantNumber: Rational? {
        switch kind {
        case .number(let value): return value
        case .negate(let a): return a.constantNumber.map { -$0 }
        case .absolute(let a): return a.constantNumber.map { $0 < .zero ? -$0 : $0 }
        case .scaled(let a, let factor): return a.constantNumber.map { $0 * factor }
        case .add(let a, let b): return pair(a, b) { $0 + $1 }
        case .subtract(let a, let b): return pair(a, b) { $0 - $1 }
        case .multiply(let a, let b): return pair(a, b) { $0 * $1 }
        case .divide(let a, let b): return pair(a, b) { $1.isZero ? nil : $0 / $1 }
        case .minimum(let list): return all(list)?.min()
        case .maximum(let list): return all(list)?.max()
        case .round(let a, let places, let mode): return a.constantNumber.map { $0.rounded(places: places, mode) }
        case .choice(let rows, let otherwise): return chosen(rows, otherwise)?.constantNumber
        case .calendar(let function, let a, let b):
            guard type.unit != nil, let first = a.constantDay else { return nil }
            switch function {
            case .yearOf: return Rational(first.components.year)
            case .monthOf: return Rational(first.components.month)
            case .dayOf: return Rational(first.components.day)
            case .daysBetween: return b?.constantDay.map { Rational(Int($0.number - first.number)) }
            case .monthsBetween: return b?.constantDay.map { Rational(CalendarDay.months(from: first, to: $0)) }
            case .yearsBetween: return b?.constantDay.map { Rational(CalendarDay.months(from: first, to: $0) / 12) }
            case .addMonths: return nil
            }
        default: return type.unit != nil && !mayNotApply ? interval?.point : nil
        }
    }

    /// The day, where it follows from constants alone.
    var constantDay: CalendarDay? {
        guard type == .date else { return nil }
        switch kind {
        case .date(let day): return day
        case .add(let a, let b):
            guard let day = a.constantDay, let days = b.constantNumber else { return nil }
            return Int32(exactly: days.floored(places: 0)).map { day.adding(days: Int($0)) }
        case .calendar(.addMonths, let a, let b):
            guard let day = a.constantDay, let months = b?.constantNumber else { return nil }
            return Int32(exactly: months.floored(places: 0)).map { day.adding(months: Int($0)) }
        case .choice(let rows, let otherwise): return chosen(rows, otherwise)?.constantDay
        case .fact, .input:
            guard !mayNotApply, let point = interval?.point else { return nil }
            return Int32(exactly: point.numerator).map { CalendarDay(number: $0) }
        default: return nil
        }
    }

    /// The truth, where it follows from constants alone.
    var constantTruth: Bool? {
        guard type == .boolean else { return nil }
        switch kind {
        case .boolean(let value): return value
        case .not(let a): return a.constantTruth.map { !$0 }
        case .and(let a, let b), .both(let a, let b):
            let (x, y) = (a.constantTruth, b.constantTruth)
            if x == false || y == false { return false }
            return x == true && y == true ? true : nil
        case .or(let a, let b), .either(let a, let b):
            let (x, y) = (a.constantTruth, b.constantTruth)
            if x == true || y == true { return true }
            return x == false && y == false ? false : nil
        case .compare(let op, let a, let b): return TypedExpression.compared(op, a, b)
        case .choice(let rows, let otherwise): return chosen(rows, otherwise)?.constantTruth
        default: return nil
        }
    }

    static func compared(_ op: ComparisonOperator, _ a: TypedExpression, _ b: TypedExpression) -> Bool? {
        if let x = a.constantNumber, let y = b.constantNumber { return op.holds(x, y) }
        if let x = a.constantDay, let y = b.constantDay { return op.holds(x, y) }
        if case .text(let x) = a.kind, case .text(let y) = b.kind {
            return op.holds(Array(x.unicodeScalars.map(\.value)), Array(y.unicodeScalars.map(\.value)))
        }
        if let x = a.constantTruth, let y = b.constantTruth {
            return op == .equal ? x == y : op == .notEqual ? x != y : nil
        }
        if case .option(let x) = a.kind, case .option(let y) = b.kind, a.type == b.type {
            return op == .equal ? x == y : op == .notEqual ? x != y : nil
        }
        return nil
    }

    private func pair(
        _ a: TypedExpression, _ b: TypedExpression, _ combine: (Rational, Rational) -> Rational?
    ) -> Rational? {
        guard let x = a.constantNumber, let y = b.constantNumber else { return nil }
        return combine(x, y)
    }

    private func all(_ list: [TypedExpression]) -> [Rational]? {
        let values = list.compactMap(\.constantNumber)
        return values.count == list.count ? values : nil
    }

    private func chosen(_ rows: [Row], _ otherwise: TypedExpression?) -> TypedExpression? {
        for row in rows {
            guard let holds = row.condition.constantTruth else { return nil }
            if holds { return row.value }
        }
        return otherwise
    }
}

extension ComparisonOperator {
    func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
        switch self {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        }
    }

    /// Texts by their characters, one after the other.
    func holds(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        switch self {
        case .equal: a == b
        case .notEqual: a != b
        case .less: a.lexicographicallyPrecedes(b)
        case .lessOrEqual: !b.lexicographicallyPrecedes(a)
        case .greater: b.lexicographicallyPrecedes(a)
        case .greaterOrEqual: !a.lexicographicallyPrecedes(b)
        }
    }
}

extension FactModel {
    /// True if it has no conditions.
    var isPlain: Bool { needs == nil && when == nil }
}
