import LowCarbonRules
import RuleAnalysis
import RuleCompiler
import Synchronization

/// What scores and analyses scenes of one version. Used by one request at a time: `WorkerPool` hands it out.
final class SceneWorker: @unchecked Sendable {
    let scorer: SceneScorer
    let analyzer: SceneAnalyzer

    init(_ analyzed: AnalyzedNorm, budget: Int) {
        scorer = SceneScorer(analyzed.norm)
        analyzer = SceneAnalyzer(analyzed)
        analyzer.budget = budget
    }
}

/// Workers of one version, kept between requests; as many as requests have run at once.
final class WorkerPool: Sendable {
    private let analyzed: AnalyzedNorm
    private let budget: Int
    private let idle = Mutex<[SceneWorker]>([])

    init(_ analyzed: AnalyzedNorm, budget: Int) {
        self.analyzed = analyzed
        self.budget = budget
    }

    /// Runs `body` with a worker that nobody else uses meanwhile.
    func use<Result>(_ body: (SceneWorker) throws -> Result) rethrows -> Result {
        let worker = idle.withLock { $0.popLast() } ?? SceneWorker(analyzed, budget: budget)
        defer { idle.withLock { $0.append(worker) } }
        return try body(worker)
    }
}
