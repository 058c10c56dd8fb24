import RuleCompiler
import RuleModel
import RuleProgram

/// Why a scene has the outcome it has, in as few answers as it takes.
public struct Reasons: Sendable, Equatable {
    /// Answers that by themselves prove something, whatever all others would be.
    public struct Proof: Sendable, Equatable {
        /// Indexes of inputs, in the order of the norm.
        public var fields: [Int]
        /// For every one of them a scene is known that differs in it (and in answers outside the proof) and has another
        /// outcome; false if the search ran out of its budget on one.
        public var isMinimal: Bool
    }

    public var status: SceneStatus
    public var grade: Int?
    /// Proves status and grade.
    public var outcome: Proof
    /// Proves that no better grade is possible; nil for the best grade and for a scene that is not graded.
    public var blocking: Proof?
}

extension SceneAnalyzer {
    /// Reasons for the outcome of `record`; nil while what is missing can still change it.
    public func reasons(_ record: SceneRecord) -> Reasons? {
        bounds(record).decided.map { reasons(record, decided: $0.status, $0.grade) }
    }

    /// Reasons for the one outcome that bounds leave a scene.
    public func reasons(_ record: SceneRecord, decided status: SceneStatus, _ grade: Int?) -> Reasons {
        let all = plan.norm.model.grades.indices.map { Goal.grade($0) }
        let own = grade.map { Goal.grade($0) } ?? .status(status)
        let others = ([.status(.notEligible), .status(.notAssessable)] + all).filter { $0 != own }
        let outcome = proof(record, others) { run in
            switch status {
            case .notAssessable: return !run.mayBeAssessable
            case .notEligible: return !run.mayBeNotAssessable && !run.mayBeEligible
            default:
                return !run.mayBeNotAssessable && !run.mayBeNotEligible
                    && run.grades.enumerated().allSatisfy { $0.element == ($0.offset == grade) }
            }
        } against: { verdict in
            verdict.status != status || verdict.grade != grade
        }
        var blocking: Reasons.Proof?
        if let grade, grade > 0 {
            blocking = proof(record, Array(all[..<grade])) { run in
                !run.mayBeGraded || !run.grades[..<grade].contains(true)
            } against: { verdict in
                verdict.grade.map { $0 < grade } ?? false
            }
        }
        return Reasons(status: status, grade: grade, outcome: outcome, blocking: blocking)
    }

    /// Leaves out one answer after another as long as the rest still proves it, those first that least depends on. `others` are
    /// the outcomes that it excludes.
    private func proof(
        _ record: SceneRecord, _ others: [Goal], holds: (BoxRun) -> Bool, against: (Verdict) -> Bool
    ) -> Reasons.Proof {
        run.load(plan.box(record))
        var empty = SceneRecord(schema: plan.program.schema, asOf: record.asOf)
        empty.claims = record.claims
        let free = plan.box(empty)
        var given = record.states.indices.filter { record.states[$0] != .unknown }
        given.sort { (plan.slices[$0].count, $0) < (plan.slices[$1].count, $1) }
        var kept: [Int] = []
        var left = record
        func leaveOut(_ field: Int) {
            left.states[field] = .unknown
            left.evidence[field] = -1
            left.lists[field] = empty.lists[field]
        }
        var isMinimal = true
        for field in given {
            let mark = run.mark
            run.take(field, from: free)
            if holds(run) {
                leaveOut(field)
                continue
            }
            run.undo(to: mark)
            kept.append(field)
        }
        var needed: [Int] = []
        for field in kept {
            let mark = run.mark
            run.take(field, from: free)
            var without = left
            without.states[field] = .unknown
            without.evidence[field] = -1
            without.lists[field] = empty.lists[field]
            switch differs(without, others, against) {
            case true?: needed.append(field)
            case nil:
                needed.append(field)
                isMinimal = false
            case false?:
                leaveOut(field)
                continue
            }
            run.undo(to: mark)
        }
        return Reasons.Proof(fields: needed.sorted(), isMinimal: isMinimal)
    }

    /// Whether a scene of the run's box has another outcome: true with a witness, false by proof, nil if not found out.
    private func differs(_ record: SceneRecord, _ others: [Goal], _ against: (Verdict) -> Bool) -> Bool? {
        for goal in [Goal.highest, .lowest, .status(.notEligible), .status(.notAssessable)] {
            let mark = run.mark
            search.dive(goal)
            let other = verdict(plan.record(run.box, completing: record))
            run.undo(to: mark)
            if against(other) { return true }
        }
        var isOpen = false
        for goal in others {
            let found = search.search(goal, budget: budget / 16)
            if let best = found.best, against(verdict(plan.record(best.box, completing: record))) { return true }
            if found.bound > -.infinity { isOpen = true }
        }
        return isOpen ? nil : false
    }
}
