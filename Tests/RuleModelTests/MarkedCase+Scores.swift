extension MarkedCase {
    private static func multiplier(
        invalid: String = "    | invalid | 1.0 |\n", good: String = "    | good | 1.2 |\n", mark: String = ""
    ) -> String {
        "multiplier:\n  within: '[1.0..1.5]'\n  valid: P1Y\n  status: |\n    \(mark)| status | multiplier |\n    | not eligible | 1.0 |\n"
            + "    | not assessable | 1.0 |\n    | incomplete | 1.0 |\n\(invalid)  base: |\n    | grade | multiplier |\n\(good)    | none | 1.0 |\n"
    }

    static let scores: [MarkedCase] = [
        .init(
            "points of a section", ["LC0601"], says: "add up to 10",
            "sections:\n  energy: {points: ⟦1⟧9, weight: 10, criteria: {E1: {points: 10, met: metered}}}"),
        .init(
            "weights of the sections", ["LC0602"], says: "add up to 8",
            "sections:\n  energy: {points: 10, weight: 8, criteria: {E1: {points: 10, met: metered}}}\ntotal: {of: ⟦1⟧10, range: '[0..10]'}"
        ),
        .init(
            "items of a criterion", ["LC0611"], says: "9 points",
            "sections:\n  energy: {points: 10, criteria: {E1: {points: ⟦1⟧10, each: {metered: 5, has_kitchen: 4}}}}"),
        .init("a grade nobody reaches", ["LC0603"], "grades: {best: {from: ⟦1⟧12}, good: {from: 6}, none: {from: 0}}"),
        .init("grades out of order", ["LC0604"], "grades: {good: {from: 6}, best: {from: ⟦1⟧9}, none: {from: 0}}"),
        .init("no grade at the bottom", ["LC0604"], "grades: {best: {from: 9}, good: {from: ⟦1⟧6}}"),
        .init("a status without a multiplier", ["LC0608"], says: "invalid", multiplier(invalid: "", mark: "⟦1⟧")),
        .init("a multiplier out of bounds", ["LC0609"], multiplier(good: "    | good | ⟦1⟧1.6 |\n")),
        .init("an evidence factor above one", ["LC0610"], "evidence: {kinds: {bill: {factor: ⟦1⟧1.5}}, missing: bill}"),
        .init("in force on a proposal", ["LC0606"], "status: in force\nsource: {mark: ⟦1⟧proposed}"),
        .init(
            "in force by decision", [],
            "status: in force\nsource: {mark: proposed, decided: {by: the bureau, document: No. 1}}"),
        .init("in force on what was read", [], "status: in force\nsource: {mark: read}"),
        .init(
            "no mark at all", ["LC0605"],
            "source: {note: none}\nsections:\n  energy: {points: 10, criteria: {⟦1⟧E1: {points: 10, met: metered}}}"),
        .init(
            "a tag that no criterion has", ["LC0612"],
            "grades: {good: {from: 6, also: 'met_share(⟦1⟧leading) >= 50 %'}, none: {from: 0}}"),
        .init(
            "a minimum that looks like a share", ["LC0305"], says: "`40 %`",
            "sections:\n  energy: {points: 10, minimum: ⟦1⟧0.4, criteria: {E1: {points: 10, met: metered}}}"),
        .init("a bound without its sign", ["LC0613"], "may_drop: at most ⟦1⟧30"),
        .init(
            "a rounding above the points of a section", ["LC0619"], says: "`round: 1`",
            "sections:\n  energy: {points: 4.5, round: ⟦1⟧0, criteria: {E1: {points: 4.5, met: metered}}}\ntotal: {of: 4.5, range: '[0..4.5]'}\ngrades: {good: {from: 3}, none: {from: 0}}"
        ),
        .init(
            "towards zero nothing is passed", [],
            "rounding: down\nsections:\n  energy: {points: 4.5, round: 0, criteria: {E1: {points: 4.5, met: metered}}}\ntotal: {of: 4.5, range: '[0..4.5]'}\ngrades: {good: {from: 3}, none: {from: 0}}"
        ),
        .init(
            "a total that sections and bonus carry past what they give", ["LC0619"], says: "of 11.5 up to 12",
            "bonus: {cap: 1.5, criteria: {B1: {points: 1.5, met: metered}}}\ntotal: {of: 10, round: ⟦1⟧0, range: '[0..15]'}"
        ),
        .init(
            "the start of a range", ["LC0619"], says: "down to 2; write `2` or `3`",
            "rounding: floor\ntotal: {of: 10, round: ⟦1⟧0, range: '[2.5..10]'}\ngrades: {good: {from: 6}, none: {from: 2}}"
        ),
        .init("分值加不起来", ["LC0601"], "章节:\n  能源: {分值: ⟦1⟧9, 权重: 10, 评分项: {E1: {分值: 10, 达标: 已计量}}}"),
        .init("等级次序", ["LC0604"], "等级: {良好: {起点: 6}, 优秀: {起点: ⟦1⟧9}, 未评级: {起点: 0}}"),
    ]
}
