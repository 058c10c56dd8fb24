import Diagnostics
import ExactNumbers
import RuleSyntax

extension PointsLedger {
    /// Takes in one line that an earlier run wrote as JSON, so that caps, pools, ids and meters run on. Refused lines change
    /// nothing. The lines are taken at their word: nothing is computed again.
    ///
    /// Throws a `Refusal` that says what is wrong with the line.
    public mutating func restore(json bytes: ArraySlice<UInt8>) throws(Refusal) {
        let value: ExactJSON
        switch ExactJSONParser.parse(bytes) {
        case .success(let parsed): value = parsed
        case .failure(let failure): throw Refusal(.unreadable, zh: failure.zh, en: failure.en)
        }
        if value["refused"] != nil { return }
        guard let act = value["act"]?.text, let user = value["user"]?.text, let behaviour = value["behaviour"]?.text,
            let day = value["day"]?.text.flatMap({ CalendarDay($0) }),
            let time = value["time"]?.text.flatMap({ ActTime($0) }),
            let points = value["points"]?.text.flatMap({ Int128($0) }), points >= 0,
            let line = value["line"]?.text.flatMap({ Int($0) })
        else {
            throw Refusal(.unreadable, zh: "不是积分台账的一行", en: "this is no line of a points ledger")
        }
        if paid[act] != nil {
            throw Refusal(.alreadyPaid, zh: "`\(act)` 在台账里出现两次", en: "`\(act)` stands twice in the ledger")
        }
        paid[act] = PaidAct(line: line, file: value["file"]?.text, fingerprint: nil)
        if points > 0 { sums.add(points, user: user, behaviour: behaviour, day: day) }
        if latest[user].map({ $0 < time }) ?? true { latest[user] = time }
        if let meter = value["meter"]?.text { restore(meter: meter, behaviour, day, act) }
    }

    private mutating func restore(meter: String, _ behaviour: String, _ day: CalendarDay, _ act: String) {
        for scheme in schemes {
            guard let index = scheme.behaviour(named: behaviour), let period = scheme.behaviours[index].oncePerMeter
            else { continue }
            meters[MeterKey(behaviour: behaviour, meter: meter, period: period, index: period.index(of: day))] = act
        }
    }
}
