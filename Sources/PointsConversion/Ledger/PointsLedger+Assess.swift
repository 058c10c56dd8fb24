import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsLedger {
    /// An act found in order, with what it is worth before caps.
    struct Claim: Sendable {
        var scheme: Int
        var behaviour: Int
        var time: ActTime
        var day: CalendarDay
        var grams: ExactDecimal
        var exact: PointsFraction
        var meter: MeterKey?
    }

    /// Reads every field and looks up what applies on the act's day, filling the line as far as it gets.
    func assess(_ act: ActRecord, into line: inout LedgerLine) -> Result<Claim, Refusal> {
        line.grams = act.grams.flatMap { ExactDecimal($0) }
        name(act.behaviour, in: &line)
        if let problem = act.problem { return .failure(problem) }
        guard let id = act.act, !id.isEmpty else { return .failure(.missing(.act)) }
        if let refusal = repeated(id, act) { return .failure(refusal) }
        guard let user = act.user, !user.isEmpty else { return .failure(.missing(.user)) }
        guard let name = act.behaviour, !name.isEmpty else { return .failure(.missing(.behaviour)) }
        guard let timeText = act.time, !timeText.isEmpty else { return .failure(.missing(.time)) }
        let grams: ExactDecimal
        switch readGrams(act.grams) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let value): grams = value
        }
        guard let time = ActTime(timeText) else {
            return .failure(
                Refusal(
                    .badTime, zh: "`\(timeText)` 不是带时区的时间，应写作 `2026-07-01T08:30:00+08:00`",
                    en: "`\(timeText)` is no time with an offset; write `2026-07-01T08:30:00+08:00`"))
        }
        guard let index = schemes.firstIndex(where: { $0.effective.contains(time.day(at: $0.timeZone)) }) else {
            return .failure(outside(time))
        }
        let scheme = schemes[index]
        let day = time.day(at: scheme.timeZone)
        line.day = day
        line.versions = scheme.stamp
        guard let behaviour = scheme.behaviour(named: name) else { return .failure(unknown(behaviour: name, scheme)) }
        let declared = scheme.behaviours[behaviour]
        line.behaviour = declared.id
        line.behaviourName = declared.name
        if let last = latest[user], time < last {
            line.isLate = true
            if scheme.lateActs == .refuse {
                return .failure(
                    Refusal(.outOfOrder, zh: "早于该用户已结算的行为", en: "earlier than an act of this user already settled"))
            }
        }
        guard let rate = scheme.rate(of: behaviour, on: day) else { return .failure(outside(time)) }
        line.rate = rate
        let evidence: ExactDecimal
        switch evidenceFactor(act, declared, scheme, into: &line) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let value): evidence = value
        }
        let multiplier: ExactDecimal
        switch self.multiplier(act, declared, scheme, day: day, into: &line) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let value): multiplier = value
        }
        let meter: MeterKey?
        switch meterKey(act, declared, day: day) {
        case .failure(let refusal): return .failure(refusal)
        case .success(let key): meter = key
        }
        let exact = rate.points(grams: grams, evidence: evidence, multiplier: multiplier)
        return .success(
            Claim(scheme: index, behaviour: behaviour, time: time, day: day, grams: grams, exact: exact, meter: meter))
    }

    /// Names the behaviour of an act that may be refused before its day, and so its scheme, is known.
    private func name(_ behaviour: String?, in line: inout LedgerLine) {
        guard let behaviour else { return }
        for scheme in schemes.reversed() {
            guard let index = scheme.behaviour(named: behaviour) else { continue }
            line.behaviourName = scheme.behaviours[index].name
            return
        }
    }

    private func repeated(_ id: String, _ act: ActRecord) -> Refusal? {
        guard let earlier = paid[id] else { return nil }
        if earlier.fingerprint == nil || earlier.fingerprint == act.fingerprint {
            return Refusal(
                .alreadyPaid, zh: "`\(id)` 已在\(earlier.zh)结算", en: "`\(id)` was settled on \(earlier.en)")
        }
        return Refusal(
            .idReused, zh: "编号 `\(id)` 已用于\(earlier.zh)的另一行为，请换编号",
            en: "id `\(id)` stands for a different act on \(earlier.en); give this one its own id")
    }

    private func readGrams(_ text: String?) -> Result<ExactDecimal, Refusal> {
        guard let text, !text.isEmpty else { return .failure(.missing(.grams)) }
        guard let value = ExactDecimal(text) else {
            return .failure(Refusal(.notANumber, zh: "克数 `\(text)` 不是数", en: "grams `\(text)` is not a number"))
        }
        if value < ExactDecimal(0) {
            return .failure(Refusal(.negativeGrams, zh: "克数 `\(text)` 为负", en: "grams `\(text)` is below 0"))
        }
        if value > PointsLimits.mostGrams {
            return .failure(
                Refusal(
                    .gramsTooLarge, zh: "克数 `\(text)` 超过 \(PointsLimits.mostGrams)",
                    en: "grams `\(text)` is over \(PointsLimits.mostGrams)"))
        }
        guard PointsLimits.holds(grams: value) else {
            return .failure(
                Refusal(
                    .gramsTooFine, zh: "克数 `\(text)` 多于 \(PointsLimits.gramPlaces) 位小数",
                    en: "grams `\(text)` has more than \(PointsLimits.gramPlaces) decimal places"))
        }
        return .success(value)
    }

    private func outside(_ time: ActTime) -> Refusal {
        let zone = schemes.first?.timeZone ?? .utc
        let ranges = schemes.map { "\($0.effective.lowerBound)..\($0.effective.upperBound)" }.joined(separator: ", ")
        return Refusal(
            .outsideEffective, zh: "\(time.day(at: zone)) 不在有效期 \(ranges) 内",
            en: "\(time.day(at: zone)) is outside \(ranges)")
    }

    private func unknown(behaviour name: String, _ scheme: PointsScheme) -> Refusal {
        let names = scheme.behaviours.flatMap { [$0.id, $0.chinese] }
        if let near = closestMatch(of: name, among: names) {
            return Refusal(
                .unknownBehaviour, zh: "没有行为 `\(name)`，是否 `\(near)`？",
                en: "no behaviour `\(name)`; did you mean `\(near)`?")
        }
        return Refusal(.unknownBehaviour, zh: "没有行为 `\(name)`", en: "no behaviour `\(name)`")
    }

    private func meterKey(
        _ act: ActRecord, _ behaviour: PointsScheme.Behaviour, day: CalendarDay
    ) -> Result<MeterKey?, Refusal> {
        guard let period = behaviour.oncePerMeter else { return .success(nil) }
        guard let meter = act.meter, !meter.isEmpty else { return .failure(.refusedMeter(behaviour.id)) }
        let key = MeterKey(behaviour: behaviour.id, meter: meter, period: period, index: period.index(of: day))
        if let other = meters[key] {
            let when = period.label(of: day)
            return .failure(
                Refusal(
                    .meterPaid, zh: "表号 `\(meter)` \(when) 已由 `\(other)` 结算",
                    en: "meter `\(meter)` was already settled by `\(other)`\(when.isEmpty ? "" : " in \(when)")"))
        }
        return .success(key)
    }
}

extension Refusal {
    fileprivate static func refusedMeter(_ behaviour: String) -> Refusal {
        Refusal(
            .meterMissing, zh: "`\(behaviour)` 每表只计一次，缺少“表号”",
            en: "`\(behaviour)` is paid once per meter, and `meter` is missing")
    }
}
