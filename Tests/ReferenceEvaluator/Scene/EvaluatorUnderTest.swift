/// An engine that is compared with the reference: it is handed the same texts and must give the same result.
public protocol EvaluatorUnderTest: Sendable {
    /// Evaluates `scene` under the norm `norm` (YAML text) with the factor files it uses (name as in `uses:` → YAML text).
    /// Throws if the norm is refused.
    func evaluate(norm: String, factors: [String: String], scene: ReferenceScene) throws -> ReferenceResult
}
