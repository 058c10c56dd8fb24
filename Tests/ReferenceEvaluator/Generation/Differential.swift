/// Compares an engine with the reference on random norms and scenes.
public struct Differential: Sendable {
    /// What came of a run.
    public struct Report: Sendable {
        public var norms = 0
        public var scenes = 0
        /// Norms that the engine refused, with its reason.
        public var refused: [String] = []
        /// Norms that the reference finds not well formed though the engine took them.
        public var faults: [String] = []
        /// Norm and scene with the places that differ; the first few in full.
        public var differences: [String] = []
        /// Values that the engine called known and a completion changed.
        public var contradictions: [String] = []
    }

    public var features: NormGenerator.Features
    public var scenesPerNorm: Int
    /// Completions tried for each incomplete scene; 0 leaves them out.
    public var completions: Int

    public init(features: NormGenerator.Features = .init(), scenesPerNorm: Int = 20, completions: Int = 0) {
        self.features = features
        self.scenesPerNorm = scenesPerNorm
        self.completions = completions
    }

    /// Runs the norms of `seeds`.
    public func run(_ engine: some EvaluatorUnderTest, seeds: Range<UInt64>) -> Report {
        var report = Report()
        for seed in seeds {
            let yaml = NormGenerator.norm(seed: seed, features: features)
            do {
                let norm = try ReferenceNorm(yaml: yaml)
                compare(engine, norm, yaml: yaml, seed: seed, into: &report)
            } catch {
                report.faults.append("norm \(seed): \(error)")
            }
        }
        return report
    }

    private func compare(
        _ engine: some EvaluatorUnderTest, _ norm: ReferenceNorm, yaml: String, seed: UInt64, into report: inout Report
    ) {
        let session = ReferenceSession(norm)
        let patterns = [3, 15, 40]
        var completions = ReferenceCompletions(norm, yaml: yaml, seed: seed)
        var scenes = SceneGenerator(norm, yaml: yaml, seed: seed, unanswered: patterns[Int(seed % 3)])
        for number in 0..<scenesPerNorm {
            let scene = scenes.scene()
            let result: ReferenceResult
            do {
                result = try engine.evaluate(norm: yaml, factors: [:], scene: scene)
            } catch {
                report.refused.append("norm \(seed): \(error)")
                return
            }
            do {
                let lines = result.differences(from: try session.evaluate(scene))
                if !lines.isEmpty {
                    report.differences.append(
                        "norm \(seed), scene \(number): \(lines.joined(separator: "; ").prefix(900))\n"
                            + scene.jsonLine(name: "\(number)"))
                }
            } catch {
                report.faults.append("norm \(seed), scene \(number): \(error)")
                return
            }
            report.scenes += 1
            guard self.completions > 0, completions.isComparable else { continue }
            let zeroes = completions.zeroesSurvive(scene)
            for completed in completions.completions(of: scene, limit: self.completions) {
                guard let other = try? engine.evaluate(norm: yaml, factors: [:], scene: completed) else { continue }
                let lines = ReferenceCompletions.contradictions(result, other, zeroes: zeroes)
                if !lines.isEmpty {
                    report.contradictions.append(
                        "norm \(seed), scene \(number): " + lines.joined(separator: "; ") + "\n"
                            + scene.jsonLine(name: "scene") + "\n" + completed.jsonLine(name: "completed"))
                    break
                }
            }
        }
        report.norms += 1
    }
}
