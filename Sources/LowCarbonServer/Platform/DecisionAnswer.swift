import LabelStore

/// A decision as the API shows it; `result` is the recorded answer byte for byte.
enum DecisionAnswer {
    private struct Head: Encodable {
        var at: String
        var decision: String
        var grade: String?
        var label: String?
        var norm: NormReference
        var scene: String
        var schedule: [LabelTerm]
        var status: String
    }

    static func bytes(_ decision: Decision) -> [UInt8] {
        let kept = decision.assessment
        var bytes = JSONAnswer.bytes(
            Head(
                at: decision.at, decision: decision.id, grade: kept.grade, label: decision.label, norm: kept.norm,
                scene: kept.scene, schedule: kept.terms, status: kept.status))
        bytes.removeLast()
        return bytes + Array(",\"result\":".utf8) + kept.result + Array("}".utf8)
    }
}
