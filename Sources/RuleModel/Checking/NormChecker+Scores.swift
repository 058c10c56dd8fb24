import Diagnostics
import ExactNumbers
import RuleSyntax

/// Sections, gates, total and grades.
extension NormChecker {
    func elaborateSections() {
        for index in document.sections.indices {
            let declaration = document.sections[index]
            let sum = model.sections[index].criteria.reduce(Rational.zero) { $0 + model.criteria[$1].points }
            model.sections[index].points = sum
            model.sections[index].weight = (declaration.weight ?? declaration.points).map { Rational($0.value) } ?? sum
            model.sections[index].when = condition(ofSection: index)
            guard let minimum = declaration.minimum else { continue }
            let value = elaborate(minimum, Scope())
            guard !value.isInvalid, let unit = numeric(value), let constant = value.constant else {
                if !value.isInvalid { typeMismatch(value, wanted: ("写明的百分数或分数", "a share or points written out")) }
                continue
            }
            if unit.isBare, constant > .zero, constant <= .one {
                report(
                    .barePercent, .warning, at: minimum.span,
                    zh: "这里是 \(constant) 分，是否应为 `\(constant * Rational(100)) %`？",
                    en: "this is \(constant) points, did you mean `\(constant * Rational(100)) %`?")
            }
            let weight = model.sections[index].weight
            let points = unit.isPercent ? value : convert(value, to: .none, literals: false)
            guard let constant = points.constant else { continue }
            let share = unit.isPercent ? constant / Rational(100) : (weight.isZero ? .zero : constant / weight)
            if share > .one || share < .zero {
                report(
                    .unreachableGrade, at: minimum.span, zh: "最低要求不在 0 到 100 % 之间，谁也达不到",
                    en: "the minimum does not lie between 0 and 100 %, nobody can meet it")
            }
            model.sections[index].minimumShare = share
        }
        if let bonus = document.bonus, let cap = bonus.cap {
            let sum = (model.bonus?.criteria ?? []).reduce(Rational.zero) { $0 + model.criteria[$1].points }
            if Rational(cap.value) > sum {
                report(
                    .pointsSum, .warning, at: cap.span, zh: "加分各项合计只有 \(sum)，到不了上限 \(cap.value)",
                    en: "the bonus items add up to \(sum) and never reach the cap of \(cap.value)")
            }
        }
        reads = Reads()
    }

    func elaborateGates() {
        for declaration in document.gates {
            reads = Reads()
            var scope = Scope()
            var gate = GateModel(
                naming: Naming(declaration.name, title: declaration.title), declaration: declaration,
                require: .invalid(declaration.span), when: nil, after: [],
                otherwise: declaration.otherwise?.value ?? .fail,
                ifUnknown: declaration.ifUnknown?.value ?? .open, reads: Reads())
            if let when = declaration.when {
                let condition = boolean(when, scope)
                gate.when = condition
                if !condition.isInvalid { narrow(&scope, by: condition, holds: true) }
                gate.whenReads = takeReads()
                refuseZeroPoints(in: condition, gate.whenReads)
            }
            if let require = declaration.require {
                gate.require = boolean(require, scope)
                decidable(gate.require, require)
            }
            gate.ownReads = takeReads()
            gate.reads = closure(gate.ownReads)
            refuseZeroPoints(in: gate.require, gate.ownReads)
            for name in declaration.after {
                guard case .gate(let other)? = symbols[name.text] else {
                    unknownName(name.text, at: name.span, scope: Scope())
                    continue
                }
                if let naming = naming(of: .gate(other)) { noteUse(naming, at: name.span) }
                gate.after.append(other)
            }
            checkKeys(declaration)
            model.gates.append(gate)
        }
        reads = Reads()
        let circular = gatesInCircles()
        for index in model.gates.indices
        where circular.contains(index) && reaches(index, from: model.gates[index].after) {
            report(
                .cyclicDefinition, at: model.gates[index].naming.span, zh: "门槛的先后绕成了圈",
                en: "the gates come after each other in a circle")
            return
        }
    }

    /// Gates that are left when those after nothing are taken away again and again: what is in a circle, or after one.
    private func gatesInCircles() -> Set<Int> {
        var open = model.gates.map(\.after.count)
        var readers: [[Int]] = Array(repeating: [], count: model.gates.count)
        for (index, gate) in model.gates.enumerated() {
            for earlier in gate.after where earlier < readers.count { readers[earlier].append(index) }
        }
        var free = model.gates.indices.filter { open[$0] == 0 }
        var left = Set(model.gates.indices)
        while let next = free.popLast() {
            left.remove(next)
            for reader in readers[next] {
                open[reader] -= 1
                if open[reader] == 0 { free.append(reader) }
            }
        }
        return left
    }

    private func reaches(_ target: Int, from start: [Int]) -> Bool {
        var frontier = start
        var seen: Set<Int> = []
        while let next = frontier.popLast() {
            if next == target { return true }
            if seen.insert(next).inserted, next < model.gates.count { frontier += model.gates[next].after }
        }
        return false
    }

    func elaborateTotal() {
        let weights = model.sections.reduce(Rational.zero) { $0 + $1.weight }
        guard let total = document.total else {
            model.total = TotalModel(of: weights, low: .zero, high: weights, round: nil)
            return
        }
        let of = total.of.map { Rational($0.value) } ?? weights
        let interval = totalInterval
        model.total = TotalModel(
            of: of, low: interval.low?.value ?? .zero, high: interval.high?.value ?? of, round: total.round?.value)
    }

    func elaborateGrades() {
        var previous: (from: Rational, conditional: Bool)?
        let lowest = model.total.low
        let reachable = min(model.total.high, maximumTotal)
        for declaration in document.grades {
            reads = Reads()
            let from = declaration.from.map { Rational($0.value) } ?? lowest
            var grade = GradeModel(
                naming: Naming(declaration.name, title: declaration.title), declaration: declaration, from: from,
                also: nil, reads: Reads())
            if let also = declaration.also {
                let condition = boolean(also, Scope())
                decidable(condition, also)
                grade.also = condition
            }
            grade.reads = reads
            model.grades.append(grade)
            let place = declaration.from?.span ?? declaration.name.span
            if from > reachable {
                report(
                    .unreachableGrade, at: place, zh: "总分最高 \(reachable)，这个等级谁也达不到",
                    en: "the total goes up to \(reachable) only, nobody can reach this grade")
            } else if let previous, from > previous.from || (from == previous.from && !previous.conditional) {
                report(
                    .gradeOrder, at: place, zh: "等级要从最好写到最差：前一个等级从 \(previous.from) 分起，这个等级轮不到",
                    en:
                        "grades go from the best to the worst: the one before starts at \(previous.from), so this one is never given"
                )
            }
            previous = (from, declaration.also != nil)
        }
        guard let last = document.grades.last else {
            report(.gradeOrder, at: document.id.span, zh: "规范没有 `等级:`", en: "the norm has no `grades:`")
            return
        }
        if let from = last.from, Rational(from.value) > lowest {
            report(
                .gradeOrder, at: from.span, zh: "低于 \(from.value) 分没有等级；请在最后加一个从 \(lowest) 起的等级（例如 `未评级`）",
                en: "below \(from.value) there is no grade; add a last one from \(lowest) (for example `none`)")
        } else if last.also != nil {
            report(
                .gradeOrder, at: last.name.span, zh: "最后一个等级不能再附条件，否则有的场景没有等级",
                en: "the last grade has no further condition, else some scenes have no grade")
        }
        reads = Reads()
    }

    /// The most that sections and bonus give together.
    var maximumTotal: Rational {
        let bonus = model.bonus.map { bonus in
            bonus.cap ?? bonus.criteria.reduce(Rational.zero) { $0 + model.criteria[$1].points }
        }
        return model.sections.reduce(Rational.zero) { $0 + $1.weight } + (bonus ?? .zero)
    }

    func elaborateMayDrop() {
        guard let expression = document.mayDrop else { return }
        let value = elaborate(expression, Scope())
        guard !value.isInvalid else { return }
        guard let unit = value.type.unit, unit.isPercent, let constant = value.constant, constant >= .zero,
            constant <= Rational(100)
        else {
            report(
                .mayDropBound, at: expression.span, zh: "可缺项上限写成 0 % 到 100 % 的百分数",
                en: "the bound is a share from 0 % to 100 %")
            return
        }
        model.mayDrop = constant / Rational(100)
    }

    // MARK: - Sums

    func checkPoints() {
        for section in model.sections {
            if let points = section.declaration.points, Rational(points.value) != section.points,
                !section.declaration.criteria.contains(where: { $0.points == nil && isDamaged($0.span) })
            {
                report(
                    .pointsSum, at: points.span, zh: "本章写 \(points.value) 分，各评分项合计却是 \(section.points)",
                    en: "the section says \(points.value) points, but its criteria add up to \(section.points)")
            }
        }
        if let of = document.total?.of {
            let sum = model.sections.reduce(Rational.zero) { $0 + $1.weight }
            if sum != Rational(of.value) {
                report(
                    .weightSum, at: of.span, zh: "总分写 \(of.value)，各章权重合计却是 \(sum)",
                    en: "the total says \(of.value), but the weights of the sections add up to \(sum)",
                    labels: model.sections.map { section in
                        let place =
                            section.declaration.weight?.span ?? section.declaration.points?.span ?? section.naming.span
                        return .init(span: place, text: Message(zh: "\(section.weight)", en: "\(section.weight)"))
                    })
            }
        }
    }
}
