import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// Lowers checked expressions.
extension ProgramCompiler {
    func lower(_ expression: TypedExpression) -> Operand {
        let result = steps(expression)
        if loops.isEmpty, !failures.isRead { remember(expression, result) }
        return result
    }

    private func remember(_ expression: TypedExpression, _ result: Operand) {
        guard isShown(expression) else {
            trace.values[expression.span] = nil
            return
        }
        if expression.type == .boolean {
            if case .plain(let slot) = result { trace.tests[expression.span] = slot }
            return
        }
        var lookup: Int?
        if case .lookup(let index) = expression.kind { lookup = index }
        trace.values[expression.span] = .init(value: traced(result), type: expression.type, lookup: lookup)
    }

    /// False for what no slot holds as people know it: lists and their like, texts but those of answers.
    func isShown(_ expression: TypedExpression) -> Bool {
        if case .input = expression.kind { return true }
        return !expression.isStructured && expression.type != .text
    }

    private func steps(_ expression: TypedExpression) -> Operand {
        let site = Site(span: expression.span)
        switch expression.kind {
        case .criterion, .section, .sectionShare, .gate, .bonus, .total, .metShare, .applicable:
            if failures.isRead { return normally { steps(expression) } }
        default: break
        }
        switch expression.kind {
        case .number(let value):
            let made = constant(value)
            return .number(fits(made, site) ? made : constant(.zero))
        case .boolean(let value): return .plain(constant(value ? 1 : 0))
        case .date(let day): return .plain(constant(BigInt(day.number)))
        case .option(let index): return .plain(constant(BigInt(index)))
        case .text(let text): return .plain(constant(BigInt(trace.position(of: text))))
        case .duration, .moment, .list, .context, .range, .invalid: return .plain(constant(0))
        case .input(let index): return input(index)
        case .element(let loop, let field): return element(loop, field)
        case .listCount(let index):
            return .number(integer(anySlot(input(index)), 0, BigInt(model.inputs[index].listMax ?? 0)))
        case .asOf:
            return .plain(
                emit(.asOf, low: BigInt(CalendarDay.first.number), high: BigInt(CalendarDay.last.number)))
        case .fact(let index): return fact(index)
        case .lookup(let index): return lookup(index)
        case .criterion(let index): return .number(criterion(index))
        case .section(let index): return .number(section(index).score)
        case .sectionShare(let index):
            let weight = model.sections[index].weight
            return .number(weight.isZero ? constant(.zero) : scale(section(index).score, by: .one / weight, site))
        case .gate(let index): return .plain(gate(index).passes)
        case .bonus: return .number(bonus())
        case .total: return .number(total().value)
        case .metShare(let tagged, let empty): return .number(metShare(tagged, empty, site))
        case .add(let a, let b):
            if expression.type == .date {
                let (day, step) = (plain(a), wholeNumber(b))
                let (first, by) = (range(of: [day]), range(of: [step]))
                return .plain(emit(.add, day, step, low: first.low + by.low, high: first.high + by.high))
            }
            return .number(
                tighten(add(number(a), number(b), Site(span: expression.span, operands: [a, b])), expression.interval))
        case .subtract(let a, let b):
            let result = add(number(a), number(b), Site(span: expression.span, operands: [a, b]), subtracting: true)
            return .number(tighten(result, expression.interval))
        case .multiply(let a, let b):
            let result = multiply(number(a), number(b), Site(span: expression.span, operands: [a, b]))
            return .number(tighten(result, expression.interval))
        case .divide(let a, let b):
            let negative = b.interval?.isNegative ?? false
            let result = divide(
                number(a), number(b), isNegative: negative, Site(span: expression.span, operands: [a, b]))
            return .number(tighten(result, expression.interval))
        case .negate(let a): return .number(negate(number(a)))
        case .absolute(let a):
            let own = number(a)
            let most = max(own.low.magnitude, own.high.magnitude)
            var result = own
            result.numerator = emit(.absolute, own.numerator, low: 0, high: BigInt(most))
            (result.low, result.high) = (0, BigInt(most))
            return .number(result)
        case .scaled(let a, let factor):
            return .number(
                tighten(scale(number(a), by: factor, Site(span: expression.span, operands: [a])), expression.interval))
        case .minimum(let list), .maximum(let list):
            var greatest = false
            if case .maximum = expression.kind { greatest = true }
            let first = number(list[0])
            return .number(list.dropFirst().reduce(first) { extreme($0, number($1), greatest: greatest, site) })
        case .round(let a, let places, let mode):
            return .number(
                tighten(
                    round(number(a), places: places, mode: mode, Site(span: expression.span, operands: [a])),
                    expression.interval))
        case .compare(let op, let a, let b):
            if a.type.unit != nil {
                return .plain(compare(op, number(a), number(b), Site(span: expression.span, operands: [a, b])))
            }
            return .plain(compare(op, plain(a, beside: b), plain(b, beside: a)))
        case .and(let a, let b): return .plain(decidable(and([plain(a), plain(b)]), expression))
        case .or(let a, let b): return .plain(decidable(or([plain(a), plain(b)]), expression))
        case .both(let a, let b): return .plain(and([plain(a), plain(b)]))
        case .either(let a, let b): return .plain(or([plain(a), plain(b)]))
        case .not(let a): return .plain(not(plain(a)))
        case .atLeast(let count, let tests):
            return .plain(failures.isRead ? atLeastBesideFailures(count, tests) : atLeast(count, tests))
        case .applicable(let a): return .plain(emit(.applicable, anySlot(lower(a))))
        case .choice(let rows, let otherwise):
            return choice(rows, otherwise, expression, conditions: rows.map { plain($0.condition) })
        case .aggregate(let aggregate): return self.aggregate(aggregate, expression)
        case .calendar(let function, let a, let b): return calendar(function, a, b, expression)
        }
    }

    /// At least `count` of the conditions hold.
    func atLeast(_ count: Int, _ tests: [TypedExpression]) -> Int32 { atLeast(count, tests.map { plain($0) }) }

    /// At least `count` of the conditions in slots hold.
    func atLeast(_ count: Int, _ slots: [Int32]) -> Int32 {
        let start = Int32(operands.count)
        operands += slots
        let slot = newSlot()
        append(Instruction(.atLeast, slot, start, Int32(slots.count), Int32(count)))
        return slot
    }

    /// `and` and `or` always apply, since the checker has every side guarded: what is open leaves them unknown.
    private func decidable(_ slot: Int32, _ expression: TypedExpression) -> Int32 {
        if failures.isRead { return slot }
        func isOpen(_ inputs: IndexBits) -> Bool {
            inputs.contains { model.inputs[$0].mayBeOpen }
        }
        var mayBeOpen = false
        expression.visit { node in
            switch node.kind {
            case .input(let index), .listCount(let index): mayBeOpen = mayBeOpen || isOpen([index])
            case .aggregate(let aggregate):
                mayBeOpen = mayBeOpen || node.mayNotApply || isOpen([aggregate.input])
            case .fact(let index):
                let fact = model.facts[index]
                mayBeOpen = mayBeOpen || fact.mayNotApply || fact.when != nil || isOpen(fact.reads.inputs)
            case .lookup, .criterion, .section, .sectionShare: mayBeOpen = true
            default: mayBeOpen = mayBeOpen || node.mayNotApply
            }
        }
        return mayBeOpen ? emit(.dropNotApplicable, slot) : slot
    }

    func number(_ expression: TypedExpression) -> Number {
        if case .number(let number) = lower(expression) { return number }
        return constant(.zero)
    }

    func plain(_ expression: TypedExpression) -> Int32 { anySlot(lower(expression)) }

    func anySlot(_ operand: Operand) -> Int32 {
        switch operand {
        case .number(let number): return number.numerator
        case .plain(let slot): return slot
        }
    }

    func integer(_ slot: Int32, _ low: BigInt, _ high: BigInt) -> Number {
        Number(numerator: slot, scale: 0, low: low, high: high, denominator: nil)
    }

    /// A text constant is its index among those its input is compared with.
    private func plain(_ expression: TypedExpression, beside other: TypedExpression) -> Int32 {
        if case .text(let text) = expression.kind {
            switch other.kind {
            case .input(let index): return position(of: text, in: model.inputs[index])
            case .element(let loop, let field):
                if let input = loops[loop] { return position(of: text, in: model.inputs[input].fields[field]) }
            default: break
            }
            if case .text(let same) = other.kind { return constant(text == same ? 0 : BigInt(text < same ? 1 : 2)) }
        }
        return plain(expression)
    }

    /// The slot of a number of days or months: as a whole number, however the number was made.
    private func wholeNumber(_ expression: TypedExpression) -> Int32 {
        if let value = expression.constant { return constant(value.numerator) }
        guard case .number(let number) = lower(expression) else { return plain(expression) }
        return round(number, places: 0, mode: .floor, Site(span: expression.span)).numerator
    }

    /// A choice whose conditions stand in `conditions` already.
    func choice(
        _ rows: [TypedExpression.Row], _ otherwise: TypedExpression?, _ expression: TypedExpression, conditions: [Int32]
    ) -> Operand {
        let site = Site(span: expression.span)
        if expression.type.unit != nil {
            let values = rows.map { number($0.value) }
            let result = choose(
                zip(conditions, values).map { (condition: $0, value: $1) }, otherwise: otherwise.map { number($0) },
                site)
            return .number(tighten(result, expression.interval, isNoted: rows.count > 1))
        }
        let values = rows.map { plain($0.value) }
        return .plain(choosePlain(Array(zip(conditions, values)), otherwise: otherwise.map { plain($0) }))
    }

    private func calendar(
        _ function: TypedExpression.DateFunction, _ a: TypedExpression, _ b: TypedExpression?,
        _ expression: TypedExpression
    ) -> Operand {
        let opcode: Opcode
        switch function {
        case .daysBetween: opcode = .daysBetween
        case .monthsBetween: opcode = .monthsBetween
        case .yearsBetween: opcode = .yearsBetween
        case .yearOf: opcode = .yearOf
        case .monthOf: opcode = .monthOf
        case .dayOf: opcode = .dayOf
        case .addMonths: opcode = .addMonths
        }
        let first = plain(a)
        let second: Int32
        if function == .addMonths, let b { second = wholeNumber(b) } else { second = b.map { plain($0) } ?? first }
        // The checker proves both ends of every result.
        let low = expression.interval?.low?.value.floored(places: 0) ?? BigInt(CalendarDay.first.number)
        let high = expression.interval?.high?.value.ceiled(places: 0) ?? BigInt(CalendarDay.last.number)
        let slot = emit(opcode, first, second, low: low, high: high)
        return expression.type == .date ? .plain(slot) : .number(integer(slot, low, high))
    }
}

extension InputModel {
    /// Whether an answer to it, or to a field of its entries, may turn out not to apply.
    var mayBeOpen: Bool { mayNotApply || when != nil || fields.contains { $0.mayNotApply } }
}
