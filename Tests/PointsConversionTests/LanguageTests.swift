import Testing

@testable import PointsConversion

/// Both spellings give the same scheme.
@Suite struct LanguageTests {
    private let english = """
        points: both
        title: {zh: 两种语言, en: two languages}
        version: "3"
        status: consultation
        effective: 2026-01-01..2026-12-31
        supersedes: "2"
        time_zone: "+08:00"
        rounding: half even
        late_acts: refuse
        source: {ref: plan, clause: "6", mark: proposed, note: draft}
        sources: {plan: {title: 工作方案}}
        behaviours:
          bus: {name: {zh: 公交}, title: {zh: 乘公交, en: by bus}}
          power: {name: {zh: 节电}, title: 节电, once_per_meter: month, evidence: [metered]}
        rates:
          source: {mark: memory}
          table: |
            | from       | behaviour | points per gram | mark    | ref  | note |
            | 2026-01-01 | -         | 1               | memory  | plan | x    |
            | 2026-06-01 | bus       | 0.5             | derived | plan | -    |
        evidence:
          kinds: {metered: {name: {zh: 实测}, factor: 1}, claimed: {name: {zh: 自报}, factor: 0.5}}
          missing: claimed
          source: {mark: secondary}
        multiplier: {within: "[1..1.6]", no_label: 1, suspended: 1, not_valid: refuse, source: {mark: proposed}}
        caps: |
          | behaviour  | per   | points | acts |
          | bus, power | act   | 100    | -    |
          | bus        | day   | 200    | 3    |
          | bus        | month | -      | 60   |
          | -          | year  | 9000   | -    |
          | -          | total | 20000  | -    |
        budget: |
          | per   | points |
          | month | 1000   |
          | total | 5000   |
        minimum: {points: 1, grams: 0.5}
        """

    private let chinese = """
        积分: both
        语言: 中文
        标题: {中文: 两种语言, 英文: two languages}
        版本: "3"
        状态: 征求意见
        有效期: 2026-01-01..2026-12-31
        代替: "2"
        时区: "+08:00"
        修约: 四舍六入五成双
        补报: 拒绝
        依据: {出处: plan, 条款: "6", 标注: 拟议, 备注: draft}
        文献: {plan: {标题: 工作方案}}
        行为:
          公交: {名称: {en: bus}, 标题: {zh: 乘公交, en: by bus}}
          节电: {名称: {en: power}, 标题: 节电, 每表一次: 月, 证据: [实测]}
        折算率:
          依据: {标注: 记忆}
          表: |
            | 起始       | 行为 | 每克积分 | 标注 | 出处 | 备注 |
            | 2026-01-01 | -    | 1        | 记忆 | plan | x    |
            | 2026-06-01 | 公交 | 0.5      | 推算 | plan | -    |
        证据:
          种类: {实测: {名称: {en: metered}, 系数: 1}, 自报: {名称: {en: claimed}, 系数: 0.5}}
          缺省: 自报
          依据: {标注: 转引}
        倍率: {限于: "[1..1.6]", 无标识: 1, 暂停: 1, 失效: 拒绝, 依据: {标注: 拟议}}
        上限: |
          | 行为       | 周期 | 积分  | 次数 |
          | 公交、节电 | 次   | 100   | -    |
          | 公交       | 日   | 200   | 3    |
          | 公交       | 月   | -     | 60   |
          | -          | 年   | 9000  | -    |
          | -          | 全程 | 20000 | -    |
        总池: |
          | 周期 | 积分 |
          | 月   | 1000 |
          | 全程 | 5000 |
        最低: {积分: 1, 克数: 0.5}
        """

    @Test func sameScheme() throws {
        var a = try loadScheme(english)
        var b = try loadScheme(chinese)
        #expect(a.stamp.digest != b.stamp.digest)
        a.stamp.digest = ""
        b.stamp.digest = ""
        #expect(a == b)
        #expect(a.caps.count == 5 && a.budgets.count == 2 && a.rates.count == 2)
    }

    @Test func actsInEitherLanguage() throws {
        let scheme = try loadScheme(english.replacing("behaviour: [metered]", with: ""))
        var reader = ActReader(
            bytes: Array(
                """
                {"act":"1","user":"u","behaviour":"bus","time":"2026-07-01T08:00:00+08:00","grams":33,"evidence":"metered"}
                {"编号":"2","用户":"v","行为":"公交","时间":"2026-07-01T08:00:00+08:00","克数":33,"证据":"实测"}
                """.utf8), format: .jsonLines)
        var ledger = PointsLedger(scheme: scheme)
        let lines = [reader.next(), reader.next()].compactMap { $0 }.map { ledger.apply($0) }
        #expect(lines.map(\.points) == [16, 16])
        #expect(lines.map(\.behaviour) == ["bus", "bus"])
        #expect(lines.map(\.evidence) == ["metered", "metered"])
    }
}
