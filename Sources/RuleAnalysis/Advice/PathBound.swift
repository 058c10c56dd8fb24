import RuleCompiler
import RuleModel
import RuleProgram

/// What must at least be paid in a part of a search for a grade.
///
/// With every lever free the total is at most `most`. A lever left at its least level loses points; levers that feed common
/// criteria form a group, and a group loses at least as much as the one of its levers that loses most. So what is lost in all may not
/// exceed what `most` has over the grade's line, and getting a group's loss down means moving every lever that loses more.
struct PathBound {
    private let search: PathSearch
    private let part: PathSearch.Part
    private let levers: [Lever]
    private var run: BoxRun { search.analyzer.run }
    private var plan: AnalysisPlan { search.analyzer.plan }

    init(_ search: PathSearch, _ part: PathSearch.Part, levers: [Lever]) {
        self.search = search
        self.part = part
        self.levers = levers
    }

    /// Rounding of sections and total may give this much.
    private var slack: Double {
        let places = plan.norm.model.sections.compactMap(\.round) + [plan.norm.model.total.round ?? 12]
        return places.reduce(1e-6) { $0 + 1 / SceneAnalyzer.power(min($1, 12)) } * 2
    }

    /// The bound on the further cost, and the lever to split.
    func least() -> (cost: Double, widest: Int?) {
        let open = levers.indices.filter { part.low[$0] < part.high[$0] }
        let most = run.range(plan.beforeLimits).high
        let line =
            Double(plan.norm.model.grades[search.target].from.numerator)
            / Double(plan.norm.model.grades[search.target].from.denominator)
        var losses: [Int: Double] = [:]
        var needed = 0.0
        for lever in open {
            let mark = run.mark
            run.settle(.answer(levers[lever].field), levers[lever].range(part.low[lever]...part.low[lever]))
            if search.test.mayReach {
                losses[lever] = max(0, most - run.range(plan.beforeLimits).high)
            } else {
                // Without this lever the grade is out of reach: it must be moved, whatever the points.
                losses[lever] = .infinity
                needed += step(lever)
            }
            run.undo(to: mark)
        }
        let widest = open.max { a, b in
            let (p, q) = (losses[a] ?? 0, losses[b] ?? 0)
            return p != q ? p < q : levers[a].values.count != levers[b].values.count ? a < b : a > b
        }
        guard isAdditive else { return (needed, widest) }
        let spare = most - line + slack
        var pieces: [(points: Double, cost: Double)] = []
        var lost = 0.0
        for group in groups(open.filter { losses[$0] != .infinity }) {
            let sorted = group.sorted { (losses[$0] ?? 0, $1) > (losses[$1] ?? 0, $0) }
            lost += losses[sorted[0]] ?? 0
            pieces += hull(sorted.map { (losses[$0] ?? 0, step($0)) })
        }
        var missing = lost - spare
        var cost = needed
        for piece in pieces.sorted(by: { $0.points * $1.cost > $1.points * $0.cost }) where missing > 0 {
            let share = piece.points > 0 ? min(1, missing / piece.points) : 0
            cost += piece.cost * share
            missing -= piece.points * share
        }
        return (max(0, cost * (1 - 1e-9)), widest)
    }

    /// What moving a lever on costs at least.
    private func step(_ lever: Int) -> Double {
        levers[lever].cost(part.low[lever] + 1, search.measure) - levers[lever].cost(part.low[lever], search.measure)
    }

    /// Stretches of the lower hull of points regained against cost, for one group.
    private func hull(_ sorted: [(loss: Double, cost: Double)]) -> [(points: Double, cost: Double)] {
        var corners: [(points: Double, cost: Double)] = [(0, 0)]
        var cost = 0.0
        for (index, lever) in sorted.enumerated() {
            cost += lever.cost
            let next = index + 1 < sorted.count ? sorted[index + 1].loss : 0
            let corner = (points: sorted[0].loss - next, cost: cost)
            if corner.points <= (corners.last?.points ?? 0) + 1e-12 { continue }
            while corners.count > 1 {
                let (a, b) = (corners[corners.count - 2], corners[corners.count - 1])
                guard (b.cost - a.cost) * (corner.points - a.points) >= (corner.cost - a.cost) * (b.points - a.points)
                else { break }
                corners.removeLast()
            }
            corners.append(corner)
        }
        return zip(corners, corners.dropFirst()).map { ($1.points - $0.points, $1.cost - $0.cost) }
    }

    /// True if losses of groups add up: what applies is settled.
    private var isAdditive: Bool {
        plan.points.allSatisfy { number in
            let states = run.cells[Int(number.numerator)].states
            return states & Cell.notApplicable == 0 || states == Cell.notApplicable
        }
    }

    /// Levers that feed a common criterion, or a section with deductions, stand together.
    private func groups(_ open: [Int]) -> [[Int]] {
        var parent = Array(0..<levers.count)
        func root(_ lever: Int) -> Int {
            var lever = lever
            while parent[lever] != lever { lever = parent[lever] }
            return lever
        }
        var owner: [Int: Int] = [:]
        for lever in open {
            for criterion in plan.criteria[levers[lever].field] {
                let key = key(criterion)
                if let other = owner[key] { parent[root(lever)] = root(other) } else { owner[key] = lever }
            }
        }
        return Dictionary(grouping: open) { root($0) }.sorted { $0.key < $1.key }.map(\.value)
    }

    private func key(_ criterion: Int) -> Int {
        let model = plan.norm.model
        switch model.criteria[criterion].place {
        case .section(let section), .deduction(let section):
            return model.sections[section].deductions.isEmpty ? criterion : -1 - section
        case .bonus: return criterion
        }
    }
}
