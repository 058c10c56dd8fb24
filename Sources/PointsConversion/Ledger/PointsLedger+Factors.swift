import Diagnostics
import ExactNumbers

extension PointsLedger {
    /// The factor of the evidence an act names, or of the scheme's stand-in where it names none.
    func evidenceFactor(
        _ act: ActRecord, _ behaviour: PointsScheme.Behaviour, _ scheme: PointsScheme, into line: inout LedgerLine
    ) -> Result<ExactDecimal, Refusal> {
        guard !scheme.evidence.isEmpty else {
            line.evidence = act.evidence
            line.evidenceFactor = ExactDecimal(1)
            return .success(ExactDecimal(1))
        }
        let kind: Int
        if let name = act.evidence, !name.isEmpty {
            guard let found = scheme.evidence(named: name) else {
                let near = closestMatch(of: name, among: scheme.evidence.flatMap { [$0.id, $0.chinese] })
                return .failure(
                    Refusal(
                        .unknownEvidence, zh: "没有证据种类 `\(name)`" + (near.map { "，是否 `\($0)`？" } ?? ""),
                        en: "no evidence kind `\(name)`" + (near.map { "; did you mean `\($0)`?" } ?? "")))
            }
            kind = found
        } else if let missing = scheme.missingEvidence {
            kind = missing
        } else {
            return .failure(Refusal(.evidenceMissing, zh: "缺少“证据”", en: "`evidence` is missing"))
        }
        line.evidence = scheme.evidence[kind].id
        if let accepted = behaviour.acceptedEvidence, !accepted.contains(kind) {
            return .failure(
                Refusal(
                    .evidenceNotAccepted, zh: "`\(behaviour.id)` 不接受证据 `\(scheme.evidence[kind].id)`",
                    en: "`\(behaviour.id)` does not accept evidence `\(scheme.evidence[kind].id)`"))
        }
        line.evidenceFactor = scheme.evidence[kind].factor
        return .success(scheme.evidence[kind].factor)
    }

    /// The multiplier in force at the scene on the day of the act.
    func multiplier(
        _ act: ActRecord, _ behaviour: PointsScheme.Behaviour, _ scheme: PointsScheme, day: CalendarDay,
        into line: inout LedgerLine
    ) -> Result<ExactDecimal, Refusal> {
        let own: ExactDecimal?
        if let text = act.multiplier, !text.isEmpty {
            guard let value = ExactDecimal(text) else {
                return .failure(
                    Refusal(.notANumber, zh: "倍率 `\(text)` 不是数", en: "multiplier `\(text)` is not a number"))
            }
            own = value
        } else {
            own = nil
        }
        let result: Result<ExactDecimal, Refusal>
        if hasLabels, let scene = act.scene, !scene.isEmpty {
            result = labelled(act, scene: scene, behaviour, scheme, day: day, into: &line)
        } else if hasLabels, act.label.map({ !$0.isEmpty }) ?? false {
            return .failure(.missing(.scene))
        } else if let own, !hasLabels {
            line.multiplierOrigin = .act
            result = accepted(own, scheme)
        } else {
            line.multiplierOrigin = .noLabel
            result = .success(scheme.multiplier.noLabel)
        }
        guard case .success(let value) = result else { return result }
        if let own, own != value {
            return .failure(
                Refusal(
                    .multiplierDisagrees, zh: "行为所写倍率 `\(own)` 与标识当日的 `\(value)` 不同",
                    en: "the act says multiplier `\(own)`, the label of that day says `\(value)`"))
        }
        line.multiplier = value
        return result
    }

    private func labelled(
        _ act: ActRecord, scene: String, _ behaviour: PointsScheme.Behaviour, _ scheme: PointsScheme, day: CalendarDay,
        into line: inout LedgerLine
    ) -> Result<ExactDecimal, Refusal> {
        let wanted = act.label.flatMap { $0.isEmpty ? nil : $0 }
        switch labels.find(scene: scene, label: wanted, behaviour: (behaviour.id, behaviour.chinese), day: day) {
        case .none, .silent:
            line.multiplierOrigin = .noLabel
            return .success(scheme.multiplier.noLabel)
        case .valid(.suspended, let label, _):
            line.multiplierOrigin = .suspended
            (line.label, line.norm) = (label.id, label.norm)
            return .success(scheme.multiplier.suspended)
        case .valid(.factor(let value), let label, _):
            line.multiplierOrigin = .label
            (line.label, line.norm) = (label.id, label.norm)
            return accepted(value, scheme)
        case .notValid:
            guard case .factor(let value) = scheme.multiplier.notValid else {
                return .failure(
                    Refusal(
                        .labelNotValid, zh: "`\(scene)` 的标识在 \(day) 无效", en: "`\(scene)` has no label valid on \(day)"))
            }
            line.multiplierOrigin = .notValid
            return .success(value)
        case .ambiguous:
            return .failure(
                Refusal(
                    .labelAmbiguous, zh: "`\(scene)` 在 \(day) 有互相矛盾的倍率",
                    en: "the labels of `\(scene)` disagree on \(day)"))
        case .unknownLabel:
            return .failure(
                Refusal(
                    .unknownLabel, zh: "`\(scene)` 没有标识 `\(wanted ?? "")`",
                    en: "`\(scene)` has no label `\(wanted ?? "")`"))
        }
    }

    private func accepted(_ value: ExactDecimal, _ scheme: PointsScheme) -> Result<ExactDecimal, Refusal> {
        let within = scheme.multiplier.within
        guard within.contains(value), PointsLimits.holds(multiplier: value) else {
            return .failure(
                Refusal(
                    .multiplierOutside, zh: "倍率 `\(value)` 不在 [\(within.lowerBound)..\(within.upperBound)] 内",
                    en: "multiplier `\(value)` is outside [\(within.lowerBound)..\(within.upperBound)]"))
        }
        return .success(value)
    }
}
