import ExactNumbers
import RuleSyntax

/// A criterion after all steps of §2.
struct CriterionOutcome: Equatable, Sendable {
    var standing: Standing
    /// Known points.
    var points: ExactFraction?
    /// The points it can give at most.
    var declared: ExactFraction
    /// Whether it makes the scene not assessable.
    var blocks = Tri.no
}

extension CriterionOutcome {
    var isUndecided: Bool { standing == .unknown || standing == .open }

    mutating func set(_ standing: Standing, _ points: ExactFraction? = nil) {
        (self.standing, self.points) = (standing, points)
    }
}

extension ReferenceRun {
    func criterionOutcome(_ place: ReferenceNames.CriterionPlace) -> CriterionOutcome {
        if let done = criteria[place] { return done }
        let declaration = criterion(at: place)
        var outcome = CriterionOutcome(standing: .unknown, declared: declaredPoints(declaration))
        _ = once("criterion \(place)", circle: circle(declaration.name.id)) {
            outcome = scored(declaration, at: place, declared: outcome.declared)
            return .boolean(true)
        }
        criteria[place] = outcome
        return outcome
    }

    private func circle(_ id: String) -> ReferenceValue {
        .failure("\(id) goes in a circle")
    }

    func declaredPoints(_ declaration: CriterionDeclaration) -> ExactFraction {
        if let points = declaration.points?.value { return ExactFraction(points) }
        guard case .each(let items)? = declaration.method else { return .zero }
        return items.reduce(.zero) { $0 + ExactFraction($1.points.value) }
    }

    private func scored(
        _ declaration: CriterionDeclaration, at place: ReferenceNames.CriterionPlace, declared: ExactFraction
    ) -> CriterionOutcome {
        var outcome = CriterionOutcome(standing: .notApplicable, declared: declared)
        var applies = Tri(!declaration.name.aliases.contains(where: scene.claims.contains))
        var byWhen = Flags()
        for condition in [section(of: place)?.when, declaration.when] {
            guard let settled = settled(condition, failed: .yes) else { continue }
            byWhen.merge(settled.flags)
            applies = applies.and(settled.holds)
        }
        if applies == .no { return outcome }

        let method = traced { methodValue(declaration, declared: declared) }
        let byMethod = method.flags
        if case .failure(let reason) = method.value, byMethod.zeroPoints == .no, byMethod.notAssessable == .no,
            byWhen.zeroPoints == .no, byWhen.notAssessable == .no
        {
            fault("\(declaration.name.id): \(reason)")
        }
        let value = method.value.quantity?.base ?? .zero
        let (factor, least) = evidenceFactors(declaration)
        let points = finished(value * factor, declaration, declared)
        outcome.standing = max(method.value.standing, applies == .maybe ? .open : .known)
        let mayFall = outcome.standing == .known && points != finished(value * least, declaration, declared)
        outcome.points = outcome.standing == .known ? points : nil

        // Step 3.
        let isStoodFor = byWhen.zeroWhereUnknown.or(byMethod.zeroWhereUnknown) == .yes
        let wasUndecided = outcome.isUndecided
        if isStoodFor, wasUndecided { outcome.set(.known, .zero) }
        if byMethod.zeroPoints == .maybe, let points = outcome.points, points != .zero { outcome.set(.unknown) }
        switch (byWhen.zeroPoints, applies) {
        case (.no, _): break
        case (.yes, .yes): outcome.set(.known, .zero)
        case (.maybe, .yes) where outcome.points == .zero: break
        case (.maybe, .yes): outcome.set(outcome.standing > .unknown ? .open : .unknown)
        default: outcome.set(.open)
        }
        if isStoodFor, outcome.standing == .open || (wasUndecided && outcome.isUndecided) { outcome.set(.known, .zero) }
        let ownZero = (declaration.ifUnknown ?? norm.ifUnknown)?.value == .zeroPoints
        if ownZero, outcome.isUndecided { outcome.set(.known, .zero) }
        let isOnlyHindered = outcome.isUndecided && applies == .yes && !lacksAnswers(declaration.method)
        if byMethod.zeroPoints == .yes, outcome.standing <= .unknown || isOnlyHindered { outcome.set(.known, .zero) }
        if mayFall, byWhen.zeroPoints != .yes, byMethod.zeroPoints != .yes {
            if ownZero { outcome.set(.known, .zero) } else { outcome.set(.unknown) }
        }
        let stands: Tri
        switch outcome.standing {
        case .known, .unknown: stands = .yes
        case .open: stands = isOnlyHindered ? .yes : .maybe
        case .notApplicable: stands = .no
        }
        outcome.blocks = applies.or(stands).and(byWhen.notAssessable).or(stands.and(byMethod.notAssessable))
        return outcome
    }

    /// Whether an answer that the method goes back to is still to come, of a list also one of an entry.
    private func lacksAnswers(_ method: CriterionDeclaration.Method?) -> Bool {
        inputsRead(by: method, inThisScene: true).contains { lacksAnswer($0) }
    }

    /// The same of a condition.
    func lacksAnswers(_ condition: Expression) -> Bool {
        inputsRead(by: condition, inThisScene: true).contains { lacksAnswer($0) }
    }

    private func lacksAnswer(_ index: Int) -> Bool {
        switch input(index).value {
        case .missing(.unknown), .missing(.open):
            return answers[index] == nil
                || norm.inputs[index].when.map { inputsRead(by: $0, inThisScene: true).contains { lacksAnswer($0) } }
                    ?? false
        case .known(.list(let entries)):
            return entries.contains { entry in
                guard case .known(.record(let fields)) = entry else { return false }
                return fields.values.contains { $0.standing == .unknown || $0.standing == .open }
            }
        default: return false
        }
    }

    /// Steps 5 and 6.
    private func finished(
        _ points: ExactFraction, _ declaration: CriterionDeclaration, _ declared: ExactFraction
    ) -> ExactFraction {
        let capped = max(.zero, min(points, declared))
        return declaration.round.map { capped.rounded(to: $0.value, mode: roundingMode) } ?? capped
    }

    private func section(of place: ReferenceNames.CriterionPlace) -> SectionDeclaration? {
        switch place {
        case .criterion(let section, _), .deduction(let section, _): return norm.sections[section]
        case .bonus: return nil
        }
    }

    private func methodValue(_ declaration: CriterionDeclaration, declared: ExactFraction) -> ReferenceValue {
        let scope = Scope()
        switch declaration.method {
        case .met(let condition): return full(value(of: condition, in: scope), declared)
        case .value(let expression): return value(of: expression, in: scope)
        case .table(let table): return value(of: table, unit: nil, in: scope)
        case .bands(let bands): return value(of: bands, in: scope)
        case .interpolation(let interpolation): return value(of: interpolation, in: scope)
        case .each(let items):
            let values = items.map { named($0.name.text, in: scope) }
            return .strict(values) { known in
                var sum = ExactFraction.zero
                for (item, value) in zip(items, known) {
                    guard case .boolean(let holds) = value else { return .failure("\(item.name.text) is no condition") }
                    if holds { sum = sum + ExactFraction(item.points.value) }
                }
                return .number(sum)
            }
        case .atLeast(let count, let of):
            return full(atLeast(count.value, of.map { named($0.text, in: scope) }), declared)
        case nil: return .failure("criterion without a method")
        }
    }

    private func full(_ condition: ReferenceValue, _ points: ExactFraction) -> ReferenceValue {
        .strict([condition]) { values in
            guard case .boolean(let holds) = values[0] else { return .failure("no condition") }
            return .number(holds ? points : .zero)
        }
    }

    /// Step 4: the least factor among the answered inputs that the method reads and that declare evidence; and the least it
    /// may become by the answers still to come.
    private func evidenceFactors(_ declaration: CriterionDeclaration) -> (now: ExactFraction, least: ExactFraction) {
        guard let strength = norm.evidence, !declaration.evidenceFree else { return (.one, .one) }
        var now = ExactFraction.one
        var coming = ExactFraction.one
        for index in inputsRead(by: declaration.method) {
            let question = norm.inputs[index]
            if question.evidence.isEmpty { continue }
            let given = question.name.aliases.compactMap { scene.evidence[$0] }.first ?? strength.missing?.text
            let factor = given.flatMap { evidenceKind($0) }.map { ExactFraction($0.factor.value) } ?? .one
            switch (input(index).value.standing, answers[index]) {
            case (.known, .some): now = min(now, factor)
            case (.open, .some): coming = min(coming, factor)
            case (.unknown, nil), (.open, nil):
                guard question.ifUnknown == nil else { continue }
                let words = question.evidence.map(\.text) + [strength.missing?.text].compactMap { $0 }
                for kind in words.compactMap({ evidenceKind($0) }) {
                    coming = min(coming, ExactFraction(kind.factor.value))
                }
            default: break
            }
        }
        return (now, min(now, coming))
    }
}
