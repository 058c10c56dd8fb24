import ExactNumbers

extension ExpressionPrinter {
    /// How tightly a printed piece holds together, loosest first.
    enum Binding: Int, Comparable {
        case or, and, not, comparison, additive, multiplicative, unary, power, postfix, atom
        static func < (left: Binding, right: Binding) -> Bool { left.rawValue < right.rawValue }
    }

    struct Piece {
        var text: String
        var binding: Binding
        /// True if it ends in a `then … else`, `satisfies` or `return` that would take in what follows.
        var endsOpen = false
    }

    func piece(_ expression: Expression, bareDates: Bool) -> Piece {
        switch expression.kind {
        case .number(let value, let unit):
            return atom(value.description + (unit.map { " " + text(of: $0) } ?? ""))
        case .text(let text): return atom(TextLiteral.quoted(text))
        case .boolean(let value): return atom(word(value ? .true : .false))
        case .date(let day): return atom(bareDates ? day.description : "@\"" + day.description + "\"")
        case .duration(let duration): return atom("@\"" + duration.description + "\"")
        case .clock(let duration): return atom("@\"" + duration.description + "\"")
        case .name(let text): return atom(placed?(text, expression.span) ?? name(text))
        case .member(let base, let field):
            return Piece(text: postfixBase(base) + "." + name(field.text), binding: .postfix)
        case .negate(let value):
            var inner = operand(value, atLeast: .unary, bareDates: bareDates)
            if case .arithmetic(.power, _, _, _) = value.kind { inner = bracketed(inner) }
            return Piece(text: "-" + inner.text, binding: .unary, endsOpen: inner.endsOpen)
        case .not(let value): return negation(value)
        case .arithmetic(let sign, let left, let right, _):
            return arithmetic(sign, left, right, bareDates: bareDates)
        case .comparison(let sign, let left, let right, _):
            return binary(left, sign.rawValue, right, .comparison, .additive, .additive, bareDates)
        case .logic(.or, let left, let right, _): return binary(left, word(.or), right, .or, .or, .and, bareDates)
        case .logic(.and, let left, let right, _): return binary(left, word(.and), right, .and, .and, .not, bareDates)
        case .conditional(let condition, let yes, let no):
            return open(
                word(.if) + " " + free(condition) + " " + word(.then) + " " + free(yes) + " " + word(.else) + " "
                    + free(no))
        case .between(let value, let low, let high):
            let subject = leftOperand(value, atLeast: .additive, bareDates: bareDates)
            let from = leftOperand(low, atLeast: .additive, bareDates: true)
            let to = operand(high, atLeast: .additive, bareDates: true)
            return Piece(
                text: [subject.text, word(.between), from.text, word(.betweenAnd), to.text].joined(separator: " "),
                binding: .comparison, endsOpen: to.endsOpen)
        case .membership(let value, let tests):
            let subject = leftOperand(value, atLeast: .additive, bareDates: bareDates)
            return Piece(text: subject.text + " " + word(.in) + " " + membership(tests), binding: .comparison)
        case .quantified(let quantifier, let variable, let list, let condition):
            let keyword = word(quantifier == .some ? .some : .every)
            return open(bound(keyword, variable, list) + " " + word(.satisfies) + " " + free(condition))
        case .iteration(let variable, let list, let body):
            return open(bound(word(.for), variable, list) + " " + word(.return) + " " + free(body))
        case .iterations(let bindings, let body):
            let rest = bindings.dropFirst().map { name($0.variable.text) + " " + word(.in) + " " + free($0.list) }
            let first = bindings.first.map { bound(word(.for), $0.variable, $0.list) } ?? ""
            return open(([first] + rest).joined(separator: ", ") + " " + word(.return) + " " + free(body))
        case .context(let entries):
            let inner = entries.map { key($0.name.text) + ": " + free($0.value) }.joined(separator: ", ")
            return atom("{" + inner + "}")
        case .call(let function, let arguments):
            let inner = arguments.map { argument($0) }.joined(separator: ", ")
            return Piece(text: called(function.text) + "(" + inner + ")", binding: .postfix)
        case .list(let elements): return atom("[" + elements.map { free($0) }.joined(separator: ", ") + "]")
        case .range(let range): return atom(text(of: range))
        case .filter(let base, let condition):
            return Piece(text: postfixBase(base) + "[" + free(condition) + "]", binding: .postfix)
        case .invalid: return atom("?")
        }
    }

    /// In brackets if it binds more loosely than its place asks for.
    func operand(_ expression: Expression, atLeast binding: Binding, bareDates: Bool) -> Piece {
        if case .not(let value) = expression.kind, binding > .not {
            return Piece(text: word(.not) + "(" + free(value) + ")", binding: .atom)
        }
        let piece = piece(expression, bareDates: bareDates)
        return piece.binding < binding ? bracketed(piece) : piece
    }

    /// An operand with more to its right.
    func leftOperand(_ expression: Expression, atLeast binding: Binding, bareDates: Bool) -> Piece {
        let piece = operand(expression, atLeast: binding, bareDates: bareDates)
        return piece.endsOpen ? bracketed(piece) : piece
    }

    private func key(_ text: String) -> String {
        NameSyntax.normalized(text) == nil || ExpressionKeyword(word: text) != nil ? TextLiteral.quoted(text) : text
    }

    private func atom(_ text: String) -> Piece { Piece(text: text, binding: .atom) }
    private func open(_ text: String) -> Piece { Piece(text: text, binding: .atom, endsOpen: true) }
    private func bracketed(_ piece: Piece) -> Piece { Piece(text: "(" + piece.text + ")", binding: .atom) }
    private func free(_ expression: Expression) -> String { piece(expression, bareDates: false).text }

    private func binary(
        _ left: Expression, _ sign: String, _ right: Expression, _ binding: Binding, _ leftMinimum: Binding,
        _ rightMinimum: Binding, _ bareDates: Bool
    ) -> Piece {
        let first = leftOperand(left, atLeast: leftMinimum, bareDates: bareDates)
        let second = operand(right, atLeast: rightMinimum, bareDates: bareDates)
        return Piece(text: first.text + " " + sign + " " + second.text, binding: binding, endsOpen: second.endsOpen)
    }

    private func arithmetic(
        _ sign: ArithmeticOperator, _ left: Expression, _ right: Expression, bareDates: Bool
    ) -> Piece {
        switch sign {
        case .add, .subtract: binary(left, sign.rawValue, right, .additive, .additive, .multiplicative, bareDates)
        case .multiply, .divide: binary(left, sign.rawValue, right, .multiplicative, .multiplicative, .unary, bareDates)
        case .power: binary(left, sign.rawValue, right, .power, .power, .postfix, bareDates)
        }
    }

    private func negation(_ value: Expression) -> Piece {
        let inner = free(value)
        switch value.kind {
        case .name, .member, .call, .boolean:
            if !inner.hasPrefix("(") { return Piece(text: word(.not) + " " + inner, binding: .not) }
        default: break
        }
        return atom(word(.not) + "(" + inner + ")")
    }

    private func postfixBase(_ base: Expression) -> String {
        let piece = piece(base, bareDates: false)
        switch base.kind {
        case .name, .member, .call, .filter, .list: return piece.text
        default: return "(" + piece.text + ")"
        }
    }

    private func bound(_ keyword: String, _ variable: Name, _ list: Expression) -> String {
        keyword + " " + name(variable.text) + " " + word(.in) + " " + free(list)
    }

    private func argument(_ argument: Expression.Argument) -> String {
        guard let label = argument.label else { return free(argument.value) }
        return (Vocabulary.label(label.text)?[language] ?? label.text) + ": " + free(argument.value)
    }
}
