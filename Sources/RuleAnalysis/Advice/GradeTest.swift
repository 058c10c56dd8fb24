import RuleProgram

/// Decides whether a scene with open questions has a grade whatever their answers.
///
/// Ranges alone cannot: they hold too much where one answer is read twice. So answers under which a scene misses the grade are
/// looked for, and kept: every other scene is tried with them first.
final class GradeTest {
    enum Answer {
        case reached
        case missed
        /// The budget ended before either was found.
        case undecided
    }

    let analyzer: SceneAnalyzer
    let target: Int
    let standing: Standing
    /// Answers to what is open under which some scene missed the grade; the hardest last.
    private(set) var worlds: [AnswerBox] = []
    /// Number of steps of the run at which looking for answers ends.
    var end = Int.max
    /// More are of little use and cost a run each.
    private static let mostWorlds = 12

    private var run: BoxRun { analyzer.run }

    init(_ analyzer: SceneAnalyzer, _ standing: Standing, target: Int) {
        self.analyzer = analyzer
        self.standing = standing
        self.target = target
    }

    // MARK: - What ranges say where the run stands

    /// Ranges do not exclude the grade, nor a better one.
    var mayReach: Bool { run.mayBeGraded && run.grades[...target].contains(true) }

    /// Whatever is still open, the grade is reached.
    var surelyReaches: Bool {
        !run.mayBeNotAssessable && !run.mayBeNotEligible && run.hasTotal
            && !run.grades[(target + 1)...].contains(true)
    }

    // MARK: - A scene

    /// Whether the scene that the run stands at reaches the grade; `record` is that scene, with its open questions unanswered.
    func decide(_ record: SceneRecord) -> Answer {
        let now = analyzer.verdict(record)
        if let grade = now.grade, grade > target { return .missed }
        if standing.open.isEmpty { return now.grade != nil ? .reached : .missed }
        if surelyReaches { return .reached }
        for (place, world) in worlds.enumerated().reversed() {
            let mark = run.mark
            settle(world)
            let isMissed = !mayReach || isMiss(analyzer.verdict(analyzer.plan.record(run.box, completing: record)))
            run.undo(to: mark)
            if isMissed {
                worlds.append(worlds.remove(at: place))
                return .missed
            }
        }
        return refute(record)
    }

    /// Looks for answers under which the scene misses the grade, with a `share`th of the budget for each way to miss it.
    private func refute(_ record: SceneRecord, share: Int = 16, keeping: Bool = true) -> Answer {
        let search = analyzer.search
        func keep(_ scene: SceneRecord) { if keeping { self.keep(scene) } }
        let mark = run.mark
        search.dive(.lowest)
        let lowest = analyzer.plan.record(run.box, completing: record)
        run.undo(to: mark)
        if isMiss(analyzer.verdict(lowest)) {
            keep(lowest)
            return .missed
        }
        var goals: [Goal] = []
        if run.mayBeNotAssessable { goals.append(.status(.notAssessable)) }
        if run.mayBeAssessable, run.mayBeNotEligible { goals.append(.status(.notEligible)) }
        goals += run.grades.indices.filter { $0 > target && run.grades[$0] }.map { .grade($0) }
        var isOpen = false
        for goal in goals {
            guard run.steps < end else { return .undecided }
            let found = search.search(goal, budget: min(analyzer.budget / share, end - run.steps))
            if let best = found.best {
                let scene = analyzer.plan.record(best.box, completing: record)
                if isMiss(analyzer.verdict(scene)) {
                    keep(scene)
                    return .missed
                }
                isOpen = true
            } else if found.bound > -.infinity {
                isOpen = true
            }
        }
        return isOpen ? .undecided : .reached
    }

    /// Which questions that the norm counts without an answer the grade of `record` rests on: those of which it could not be
    /// shown that any answer will do, all others of them being free. The run stands at the scene, which reaches the grade.
    func rests(on record: SceneRecord) -> [Int] {
        let mark = run.mark
        defer { run.undo(to: mark) }
        let free = analyzer.plan.box(record)
        end = run.steps + analyzer.budget / 2
        return standing.counted.filter { field in
            let here = run.mark
            run.take(field, from: free)
            if surelyReaches || refute(record, share: 64, keeping: false) == .reached { return false }
            run.undo(to: here)
            return true
        }
    }

    private func isMiss(_ verdict: SceneAnalyzer.Verdict) -> Bool {
        switch verdict.status {
        case .graded: return verdict.grade.map { $0 > target } ?? true
        case .notAssessable, .notEligible, .invalid: return true
        case .incomplete: return false
        }
    }

    private func keep(_ scene: SceneRecord) {
        var world = analyzer.plan.box(scene)
        analyzer.plan.leaveEntries(&world, of: scene)
        worlds.append(world)
        if worlds.count > GradeTest.mostWorlds { worlds.removeFirst() }
    }

    // MARK: - Worlds

    /// Answers what is open as `world` does.
    func settle(_ world: AnswerBox) {
        for field in standing.open { run.take(field, from: world) }
    }

    /// Settles the answers under which the run's box gives least; false if the grade is excluded under some.
    func settleHardest() -> Bool {
        guard mayReach else { return false }
        var hardest: (world: AnswerBox, most: Double)?
        for (place, world) in worlds.enumerated().reversed() {
            let mark = run.mark
            settle(world)
            let (isPossible, most) = (mayReach, run.range(analyzer.plan.beforeLimits).high)
            run.undo(to: mark)
            guard isPossible else {
                worlds.append(worlds.remove(at: place))
                return false
            }
            if most < hardest?.most ?? .infinity { hardest = (world, most) }
        }
        if let hardest { settle(hardest.world) }
        return true
    }
}
