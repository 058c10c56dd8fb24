import BigInt
import Diagnostics
import ExactNumbers
import RuleModel
import RuleProgram
import RuleSyntax

/// Loops over list inputs.
extension ProgramCompiler {
    func element(_ loop: Int, _ field: Int) -> Operand {
        let key = ElementKey(loop: loop, field: field)
        if let known = elementSlots[key] { return known }
        guard let input = loops[loop] else { return .plain(constant(0)) }
        let declared = model.inputs[input].fields[field]
        let result = given(declared, .element, Int32(input), Int32(field))
        elementSlots[key] = result
        return result
    }

    /// Whether a field of an entry is not answered; known itself.
    func lacksFields(_ list: Int) -> Int32 {
        let result = accumulator(0, 1, start: 0)
        loop(over: list) {
            for (position, field) in model.inputs[list].fields.enumerated() {
                let slot = anySlot(given(field, .element, Int32(list), Int32(position)))
                append(Instruction(.or, result, result, emit(.missing, slot)))
            }
        }
        return result
    }

    /// The step that reads an answer, with its declared bounds.
    func answer(_ input: InputModel, _ opcode: Opcode, _ a: Int32, _ b: Int32) -> Operand {
        switch input.type {
        case .number:
            let low = input.interval?.low?.value.floored(places: input.scale) ?? 0
            let high = input.interval?.high?.value.ceiled(places: input.scale) ?? 0
            let slot = emit(opcode, a, b, low: low, high: high)
            return .number(Number(numerator: slot, scale: input.scale, low: low, high: high, denominator: nil))
        case .date:
            let days = input.interval
            return .plain(
                emit(
                    opcode, a, b, low: days?.low?.value.numerator ?? BigInt(CalendarDay.first.number),
                    high: days?.high?.value.numerator ?? BigInt(CalendarDay.last.number)))
        case .option(let set): return .plain(emit(opcode, a, b, high: BigInt(model.optionSets[set].options.count - 1)))
        // The constants that the norm compares it with, and one more for any other text.
        case .text: return .plain(emit(opcode, a, b, high: BigInt(input.textConstants.count)))
        case .records: return .plain(emit(opcode, a, b, high: BigInt(input.listMax ?? 0)))
        default: return .plain(emit(opcode, a, b))
        }
    }

    func aggregate(_ aggregate: TypedExpression.Aggregate, _ expression: TypedExpression) -> Operand {
        let most = model.inputs[aggregate.input].listMax ?? 0
        for part in [aggregate.body, aggregate.filter, aggregate.empty].compactMap({ $0 }) {
            prepare(part, inside: aggregate.loop)
        }
        _ = input(aggregate.input)
        let count = emit(.listCount, Int32(aggregate.input), high: BigInt(most))
        let list = anySlot(input(aggregate.input))
        loops[aggregate.loop] = aggregate.input
        defer { loops[aggregate.loop] = nil }
        switch aggregate.function {
        case .some, .every: return .plain(quantifier(aggregate, count: count, list: list, most: most))
        case .sum, .count: return .number(sum(aggregate, count: count, list: list, most: most).sum)
        case .mean:
            let (sum, counted) = self.sum(aggregate, count: count, list: list, most: most)
            let site = Site(span: expression.span, operands: [aggregate.body])
            let divisor = extreme(counted, constant(.one), greatest: true, site)
            let mean = divide(sum, divisor, isNegative: false, site)
            return .number(orEmpty(mean, aggregate, counted, site))
        case .least, .greatest:
            let (best, counted) = extreme(aggregate, count: count, list: list, most: most)
            return .number(orEmpty(best, aggregate, counted, Site(span: expression.span)))
        }
    }

    /// Lowers what the body reads from outside, so that it stands before the loop.
    private func prepare(_ expression: TypedExpression, inside loop: Int) {
        expression.visit { node in
            switch node.kind {
            case .input, .fact, .lookup, .asOf, .criterion, .section, .sectionShare, .bonus, .total, .listCount, .gate,
                .metShare:
                _ = self.lower(node)
            case .element(let other, _) where other != loop && self.loops[other] != nil: _ = self.lower(node)
            default: break
            }
        }
    }

    func accumulator(_ low: BigInt, _ high: BigInt, start: BigInt) -> Int32 {
        let slot = newSlot(low, high)
        append(Instruction(.copy, slot, constant(start)))
        return slot
    }

    private func quantifier(_ aggregate: TypedExpression.Aggregate, count: Int32, list: Int32, most: Int) -> Int32 {
        let isEvery = aggregate.function == .every
        let result = accumulator(0, 1, start: isEvery ? 1 : 0)
        let counted = aggregate.filter == nil ? nil : accumulator(0, BigInt(most), start: 0)
        loop(over: aggregate.input) {
            var test = plain(aggregate.body)
            if let filter = aggregate.filter.map({ plain($0) }) {
                test = isEvery ? or([not(filter), test]) : and([filter, test])
                if let counted {
                    append(Instruction(.add, counted, counted, choose([(filter, constant(1))], otherwise: constant(0))))
                }
            }
            append(Instruction(isEvery ? .and : .or, result, result, test))
        }
        clearElements(aggregate.loop)
        var joined = emit(.join, result, list)
        if let empty = aggregate.empty {
            let some = compare(.greater, emit(.join, counted ?? count, list, high: BigInt(most)), constant(0))
            joined = choose([(some, joined)], otherwise: plain(empty))
        }
        return joined
    }

    private func clearElements(_ loop: Int) {
        elementSlots = elementSlots.filter { $0.key.loop != loop }
    }

    private func sum(
        _ aggregate: TypedExpression.Aggregate, count: Int32, list: Int32, most: Int
    ) -> (sum: Number, counted: Number) {
        let total = newSlot()
        append(Instruction(.copy, total, constant(0)))
        let counted = aggregate.filter == nil ? nil : accumulator(0, BigInt(most), start: 0)
        var body = constant(.zero)
        let outside = Int32(total)
        loop(over: aggregate.input) {
            body = self.number(aggregate.body)
            if let divisor = body.denominator, divisor.constant == nil, divisor.slot >= outside {
                bag.add(
                    Diagnostic(
                        .fractionSum, .error,
                        Message(
                            zh: "列表每一项的除数不同，相加时分母会越来越大；请先修约再求和，例如 `修约(…, 6)`",
                            en:
                                "each element has its own divisor, so the sum's grows with the list; round first, for example `round(…, 6)`"
                        ),
                        at: aggregate.body.span))
            }
            var added = body.numerator
            if let filter = aggregate.filter.map({ plain($0) }) {
                added = choose(
                    [(filter, added)], otherwise: constant(0), low: min(body.low, 0), high: max(body.high, 0))
                if let counted {
                    append(Instruction(.add, counted, counted, choose([(filter, constant(1))], otherwise: constant(0))))
                }
            }
            append(Instruction(.add, total, total, added))
        }
        clearElements(aggregate.loop)
        let low = min(0, body.low) * BigInt(most)
        let high = max(0, body.high) * BigInt(most)
        let site = Site(span: aggregate.body.span)
        bound(total, low, high)
        let joined = emit(.join, total, list, low: low, high: high)
        var result = Number(numerator: joined, scale: body.scale, low: low, high: high, denominator: body.denominator)
        if low < -BigInt(Int128.max) || high > BigInt(Int128.max) { result = multiply(result, result, site) }
        let number = integer(emit(.join, counted ?? count, list, high: BigInt(most)), 0, BigInt(most))
        return (result, number)
    }

    private func extreme(
        _ aggregate: TypedExpression.Aggregate, count: Int32, list: Int32, most: Int
    ) -> (best: Number, counted: Number) {
        let greatest = aggregate.function == .greatest
        let best = newSlot()
        let start = instructionSlot(best)
        let counted = aggregate.filter == nil ? nil : accumulator(0, BigInt(most), start: 0)
        var body = constant(.zero)
        loop(over: aggregate.input) {
            body = self.number(aggregate.body)
            if body.denominator != nil, body.denominator?.constant == nil {
                body = round(body, places: 12, mode: model.rounding, Site(span: aggregate.body.span))
                bag.add(
                    Diagnostic(
                        .fractionSum, .error,
                        Message(
                            zh: "列表各项的除数不同，请先修约再比较大小",
                            en: "each element has its own divisor; round before taking the least or greatest"),
                        at: aggregate.body.span))
            }
            var value = body.numerator
            if let filter = aggregate.filter.map({ plain($0) }) {
                value = choose(
                    [(filter, value)], otherwise: constant(greatest ? body.low : body.high), low: body.low,
                    high: body.high)
                if let counted {
                    append(Instruction(.add, counted, counted, choose([(filter, constant(1))], otherwise: constant(0))))
                }
            }
            append(Instruction(greatest ? .maximum : .minimum, best, best, value))
        }
        clearElements(aggregate.loop)
        start(greatest ? body.low : body.high)
        bound(best, body.low, body.high)
        var joined = emit(.join, best, list, low: body.low, high: body.high)
        if let counted { joined = emit(.join, joined, counted, low: body.low, high: body.high) }
        let number = integer(emit(.join, counted ?? count, list, high: BigInt(most)), 0, BigInt(most))
        return (
            Number(numerator: joined, scale: body.scale, low: body.low, high: body.high, denominator: body.denominator),
            number
        )
    }

    /// A start value that is known only after the body: the closure sets it.
    private func instructionSlot(_ slot: Int32) -> (BigInt) -> Void {
        let position = reserve(Instruction(.copy, slot, 0))
        return { self.replace(position, Instruction(.copy, slot, self.constant($0))) }
    }

    private func orEmpty(_ value: Number, _ aggregate: TypedExpression.Aggregate, _ counted: Number, _ site: Site)
        -> Number
    {
        guard let empty = aggregate.empty else { return value }
        let some = compare(.greater, counted.numerator, constant(0))
        return choose([(some, value)], otherwise: number(empty), site)
    }
}
