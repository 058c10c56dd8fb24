import RuleCompiler
import ExactNumbers
import RuleModel
import RuleProgram

/// Best first over levels of the levers, by cost so far and a bound on what must still be paid.
///
/// A part of the search is a range of levels for every lever. Its cheapest scene has every lever at its least level; the first
/// part taken whose cheapest scene has the grade, whatever the answers to open questions, is the cheapest plan of all. Parts in
/// which ranges exclude the grade, be it under some of those answers (`GradeTest`), are dropped. The bound: points that are still
/// missing are bought where they are cheapest, group by group, a group being the levers that feed common criteria (`PathBound`).
struct PathSearch {
    let analyzer: SceneAnalyzer
    let record: SceneRecord
    let levers: [Lever]
    let test: GradeTest
    let measure: Path.Measure
    var target: Int { test.target }
    /// Sets of levers of earlier plans; a new one changes no superset of any.
    var taken: [Set<Int>] = []

    struct Part {
        var low: [Int]
        var high: [Int]
        var cost: Double
        var bound: Double
        var order: Int
    }

    struct Result {
        var levels: [Int]?
        var cost = Double.infinity
        /// Nothing found later costs less.
        var leastCost = Double.infinity
        /// How many parts were looked at.
        var parts = 0
    }

    private var run: BoxRun { analyzer.run }
    /// What was found of levels already.
    private var decided: [[Int]: GradeTest.Answer] = [:]

    init(
        _ analyzer: SceneAnalyzer, _ record: SceneRecord, _ levers: [Lever], _ test: GradeTest, measure: Path.Measure
    ) {
        self.analyzer = analyzer
        self.record = record
        self.levers = levers
        self.test = test
        self.measure = measure
    }

    /// The scene with its levers at `levels`.
    func scene(_ levels: [Int]) -> SceneRecord {
        var changed = record
        for (lever, level) in zip(levers, levels) { changed.values[lever.field] = lever.values[level] }
        return changed
    }

    /// Whether the scene at `levels` has the grade; the run stands at any scene of the search, and is left there.
    mutating func decide(_ levels: [Int]) -> GradeTest.Answer {
        if let answer = decided[levels] { return answer }
        let mark = run.mark
        settle(levels, levels)
        let answer = test.decide(scene(levels))
        run.undo(to: mark)
        decided[levels] = answer
        return answer
    }

    /// The cheapest levels within `budget` steps; the run stands at the scene, and is left there.
    mutating func search(budget: Int) -> Result {
        let root = run.mark
        defer { run.undo(to: root) }
        let limit = run.steps + budget
        test.end = limit
        // What the budget left undecided may be decided with that of another search.
        decided = decided.filter { $0.value != .undecided }
        var result = Result()
        if let first = greedy() {
            result.levels = first
            result.cost = cost(first)
        }
        var waiting: [Part] = []
        var made = 0
        // The least cost of a scene that may have the grade or not.
        var doubtful = Double.infinity
        func add(_ low: [Int], _ high: [Int], _ least: Double) {
            let cost = cost(low)
            guard cost < result.cost - 1e-9, !repeats(low) else { return }
            made += 1
            waiting.append(Part(low: low, high: high, cost: cost, bound: max(least, cost), order: made))
            var place = waiting.count - 1
            while place > 0, precedes(waiting[place - 1], waiting[place]) {
                waiting.swapAt(place - 1, place)
                place -= 1
            }
        }
        add(levers.map { _ in 0 }, levers.map { $0.values.count - 1 }, 0)
        while let part = waiting.popLast() {
            if part.bound >= result.cost - 1e-9 { break }
            if run.steps >= limit {
                result.leastCost = min(doubtful, result.cost, part.bound)
                return result
            }
            result.parts += 1
            run.undo(to: root)
            switch decide(part.low) {
            case .reached: return Result(levels: part.low, cost: part.cost, leastCost: min(doubtful, part.cost))
            case .undecided: doubtful = min(doubtful, part.cost)
            case .missed: break
            }
            settle(part.low, part.high)
            guard test.settleHardest() else { continue }
            let bound = PathBound(self, part, levers: levers).least()
            let least = part.cost + bound.cost
            guard least < result.cost - 1e-9, let lever = bound.widest else { continue }
            if least > part.bound + 1e-9, let next = waiting.last, next.bound < least {
                add(part.low, part.high, least)
                continue
            }
            split(part, lever, least, add)
        }
        result.leastCost = min(doubtful, result.cost)
        return result
    }

    private func split(_ part: Part, _ lever: Int, _ least: Double, _ add: ([Int], [Int], Double) -> Void) {
        let (low, high) = (part.low[lever], part.high[lever])
        let middle = high - low > 8 ? (low + high) / 2 : low
        var (below, above) = (part.high, part.low)
        below[lever] = middle
        above[lever] = middle + 1
        add(part.low, below, low == middle ? least : part.cost)
        add(above, part.high, part.cost)
    }

    /// The dearer part comes first in the list, which is taken from its end.
    private func precedes(_ a: Part, _ b: Part) -> Bool { (a.bound, a.order) < (b.bound, b.order) }

    func cost(_ levels: [Int]) -> Double {
        zip(levers, levels).reduce(0) { $0 + $1.0.cost($1.1, measure) }
    }

    private func repeats(_ low: [Int]) -> Bool {
        taken.contains { plan in plan.allSatisfy { low[$0] > 0 } }
    }

    func settle(_ low: [Int], _ high: [Int]) {
        for (index, lever) in levers.enumerated() {
            let range = lever.range(low[index]...high[index])
            if run.box.answers[lever.field] != range { run.settle(.answer(lever.field), range) }
        }
    }

    // MARK: - A first plan

    /// All levers pulled, then each let go again as far as the grade stays, the dearest first.
    private mutating func greedy() -> [Int]? {
        var levels = levers.map { $0.values.count - 1 }
        let order = levers.indices.sorted {
            (levers[$0].cost(levels[$0], measure), $1) > (levers[$1].cost(levels[$1], measure), $0)
        }
        var barred: Set<Int> = []
        for plan in taken where plan.isDisjoint(with: barred) {
            if let dearest = order.first(where: { plan.contains($0) }) { barred.insert(dearest) }
        }
        for lever in barred { levels[lever] = 0 }
        guard decide(levels) == .reached else { return greedyByRange() }
        for lever in order where levels[lever] > 0 {
            var (low, high) = (0, levels[lever])
            while low < high {
                let middle = (low + high) / 2
                var trial = levels
                trial[lever] = middle
                if decide(trial) == .reached { high = middle } else { low = middle + 1 }
            }
            levels[lever] = high
        }
        return levels
    }

    /// Where the farthest levels overshoot or take the wrong way: what keeps the grade possible, lever by lever.
    private mutating func greedyByRange() -> [Int]? {
        let root = run.mark
        defer { run.undo(to: root) }
        var low = levers.map { _ in 0 }
        var high = levers.map { $0.values.count - 1 }
        settle(low, high)
        for lever in levers.indices {
            var found: Int?
            for level in [0] + Array((1...max(1, high[lever])).prefix(64)) where level <= high[lever] {
                let mark = run.mark
                run.settle(.answer(levers[lever].field), levers[lever].range(level...level))
                let isPossible = test.mayReach
                run.undo(to: mark)
                if isPossible {
                    found = level
                    break
                }
            }
            guard let found else { return nil }
            (low[lever], high[lever]) = (found, found)
            run.settle(.answer(levers[lever].field), levers[lever].range(found...found))
        }
        return !repeats(low) && decide(low) == .reached ? low : nil
    }
}
