import ExactNumbers
import RuleSyntax

/// A criterion after all steps of §2.
struct CriterionOutcome: Equatable, Sendable {
    var standing: Standing
    /// Known points.
    var points: ExactFraction?
    /// The points it can give at most.
    var declared: ExactFraction
    /// Reads that matter to the status; none where the criterion does not apply.
    var flags = Flags()
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
        var flags = Flags()
        var applies = Tri(!declaration.name.aliases.contains(where: scene.claims.contains))
        for condition in [section(of: place)?.when, declaration.when] {
            guard let condition = traced(condition) else { continue }
            if case .failure(let reason) = condition.value { fault("\(declaration.name.id): \(reason)") }
            flags.merge(condition.flags)
            applies = applies.and(applicability(condition.value))
        }
        if applies == .no { return outcome }

        let method = traced { methodValue(declaration, declared: declared) }
        flags.merge(method.flags)
        if case .failure(let reason) = method.value, flags.zeroPoints == .no, flags.notAssessable == .no {
            fault("\(declaration.name.id): \(reason)")
        }
        outcome.standing = max(method.value.standing, applies == .maybe ? .open : .known)
        if outcome.standing == .notApplicable { return outcome }
        outcome.flags = flags

        let unknownIsZero =
            flags.zeroWhereUnknown || (declaration.ifUnknown ?? norm.ifUnknown)?.value == .zeroPoints
        let value = method.value.quantity?.base ?? .zero
        let (factor, least) = evidenceFactors(declaration)
        let points = finished(value * factor, declaration, declared)
        let worst = finished(value * least, declaration, declared)
        if outcome.standing == .known, points != worst, !unknownIsZero { outcome.standing = .unknown }
        return afterZeroes(outcome, points, unknownIsZero: unknownIsZero)
    }

    /// Steps 5 and 6.
    private func finished(
        _ points: ExactFraction, _ declaration: CriterionDeclaration, _ declared: ExactFraction
    ) -> ExactFraction {
        let capped = max(.zero, min(points, declared))
        return declaration.round.map { capped.rounded(to: $0.value, mode: roundingMode) } ?? capped
    }

    /// Step 3: needs that failed, and what is not known, count as zero where the norm says so.
    private func afterZeroes(
        _ before: CriterionOutcome, _ points: ExactFraction, unknownIsZero: Bool
    ) -> CriterionOutcome {
        var outcome = before
        if outcome.standing == .known, outcome.flags.zeroPoints == .maybe, points != .zero {
            outcome.standing = .unknown
        }
        outcome.points = outcome.standing == .known ? points : nil
        if outcome.standing != .known, unknownIsZero {
            outcome.standing = .known
            outcome.points = .zero
        }
        if outcome.flags.zeroPoints == .yes, outcome.standing != .open {
            outcome.standing = .known
            outcome.points = .zero
        }
        return outcome
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
