import Diagnostics
import RuleSyntax
import Testing

/// Every finding about the shape of a document, at its exact place, in both languages.
@Suite("Findings about documents")
struct DocumentFindingTests {
    @Test("LC0201 kind of document")
    func kind() {
        expectFindings(
            "title: T\nversion: 1\nstatus: draft\neffective: 2026-01-01..2026-02-01\n‹LC0201 norm›: n\n", head: "")
        expectFindings("‹LC0201 nrom›: n\ntitle: T\n", head: "")
        expectFindings("‹LC0201 标题›: T\n", head: "")
    }

    @Test("LC0202 unknown key")
    func unknownKey() {
        expectFindings("‹LC0202 gradse›: {}\n")
        expectFindings("inputs:\n  a: {unit: m2, ‹LC0202 scael›: 2}\n")
        expectFindings("输入:\n  a: {单位: m2, ‹LC0202 范畴›: '[0..2]', ‹LC0202 weight›: [x]}\n")
        expectFindings("grades: {g: {from: 1, title: {zh: 一, ‹LC0202 fr›: un}}}\n")
    }

    @Test("LC0203 the same key in both languages")
    func bothLanguages() {
        expectFindings("‹LC0203 标题›: 又一个\n")
        expectFindings("sections: {s: {points: 1, criteria: {c: {points: 1, ‹LC0203 分值›: 2, met: a}}}}\n")
    }

    @Test("LC0204 missing key")
    func missingKey() {
        expectFindings("‹LC0204 norm›: n\ntitle: T\nversion: 1\neffective: 2026-01-01..2026-02-01\n", head: "")
        expectFindings("sections:\n  s:\n    points: 1\n    criteria:\n      ‹LC0204 c›: {met: a}\n")
        expectFindings("章节:\n  ‹LC0204 s›: {评分项: {c: {分值: 1, 达标: a}}}\n")
        expectFindings("gates: {‹LC0204 G1›: {clause: \"4\"}}\n")
        expectFindings("facts: {f: {‹LC0204 needs›: a, value: b}}\n")
        expectFindings("指标: {f: {取值: b, ‹LC0204 否则›: 零分}}\n")
        expectFindings("facts: {‹LC0204 f›: {unit: m2}}\n")
        expectFindings("inputs: {a: {‹LC0204 of›: {b: {type: boolean}}}}\n")
        expectFindings("inputs: {a: {‹LC0204 list›: {}}}\n")
        expectFindings("parameters: {‹LC0204 p›: {unit: m2}}\n")
        expectFindings("‹LC0204 transition›: {first: old}\n")
    }

    @Test("LC0205 wrong kind of value")
    func wrongShape() {
        expectFindings("inputs: ‹LC0205 none›\n")
        expectFindings("inputs:\n  a: ‹LC0205 m2›\n")
        expectFindings("transition: ‹LC0205 5›\nrounding: ‹LC0205 [half up]›\n")
        expectFindings("facts:\n  f:\n    value:\n      ‹LC0205 - a›\n")
        expectFindings("指标: {f: {表: ‹LC0205 [a]›}}\n")
        expectFindings("facts:\n  f:\n    table: ‹LC0205 a›\n")
    }

    @Test("LC0206 unknown word")
    func unknownWord() {
        expectFindings("rounding: ‹LC0206 half pu›\n")
        expectFindings("修约: ‹LC0206 四舍六入›\n")
        expectFindings("may_drop: ‹LC0206 30 %›\n")
        expectFindings(
            "parameters: {p: {unit: m2, carry: ‹LC0206 at most three years›, values: {csv: a.csv}}}\n",
            files: ["a.csv": "from,value\n2026-01-01,1\n"])
        expectFindings("gates: {G: {require: a, otherwise: ‹LC0206 zero points›}}\n")
        expectFindings(
            "multiplier:\n  within: \"[1..2]\"\n  valid: P1Y\n  status: |\n    | status | multiplier |\n    | ‹LC0206 failed› | 1 |\n"
                + "  base: |\n    | grade | multiplier |\n    | g | 1 |\n")
    }

    @Test("LC0207 LC0208 names")
    func names() {
        expectFindings("gates: {‹LC0207 H-E1›: {require: a}}\n")
        expectFindings("输入: {‹LC0207 建筑 面积›: {单位: m2}}\n")
        expectFindings("inputs: {‹LC0207 2024›: {unit: m2}, _a1: {}, 面积2: {}}\n")
        expectFindings("inputs: {a: {evidence: [‹LC0207 property certificate›]}}\n")
        expectFindings("grades: {5star: {from: 9}}\noptions: {o: {2023: 二三, ‹LC0207 a/b›: x}}\n")
        expectFindings("inputs: {‹LC0208 and›: {unit: m2}}\n")
        expectFindings("输入: {‹LC0208 是›: {单位: m2}}\n")
        expectFindings("gates: {‹LC0207 /+›: {require: a}}\n")
    }

    @Test("LC0209 yes and no")
    func yesOrNo() {
        expectFindings("sections: {s: {points: 1, criteria: {c: {points: 1, met: a, evidence_free: ‹LC0209 yes›}}}}\n")
        expectFindings("inputs: {a: {may_not_apply: ‹LC0209 no›}, b: {type: boolean, if_unknown: ‹LC0209 off›}}\n")
        expectFindings("输入: {a: {可不适用: ‹LC0209 True›}, b: {类型: 是否, 未答时: 否}}\n")
    }

    @Test("LC0210 LC0220 numbers")
    func numbers() {
        expectFindings("grades: {g: {from: ‹LC0210 90 分›}, h: {from: \"‹LC0210 1,000›\"}}\n")
        expectFindings("等级: {g: {起点: ‹LC0210 八十›}}\n")
        expectFindings("facts: {f: {value: a, round: ‹LC0220 -1›, show: ‹LC0220 1.5›}}\n")
        expectFindings("total: {of: 100, round: ‹LC0220 19›}\n")
        expectFindings(
            "sections: {s: {points: 1, criteria: {c: {points: 1, at_least: {count: ‹LC0220 3›, of: [a, b]}}}}}\n")
    }

    @Test("LC0211 dates")
    func dates() {
        let head = "norm: n\ntitle: T\nversion: 1\nstatus: draft\n"
        expectFindings("effective: ‹LC0211 2026-02-30›..2026-03-01\n", head: head)
        expectFindings("effective: ‹LC0211 2026-02-01›\n", head: head)
        expectFindings("有效期: 2026-03-01..‹LC0220 2026-02-01›\n", head: head)
        expectFindings("transition: {until: ‹LC0211 next year›}\n")
        expectFindings("过渡: {截至: ‹LC0211 2026-13-01›}\n")
    }

    @Test("LC0212 quotes needed, LC0213 cut by a comment")
    func quotes() {
        expectFindings("facts: {f: {value: ‹LC0212 [a, b]›}}\n")
        expectFindings("facts:\n  f:\n    value: ‹LC0212 {a: 1}›\n")
        expectFindings("facts:\n  f:\n    value: max(a, b ‹LC0213 # the larger)›\n")
        expectFindings("指标:\n  f:\n    取值: 最大(a, b) # 取大\n")
        expectFindings("gates:\n  G:\n    要求: a in [\"x ‹LC0213 # y\"]›\n")
    }

    @Test("LC0214 methods")
    func methods() {
        func criterion(_ text: String) -> String { "sections:\n  s:\n    points: 1\n    criteria:\n      \(text)\n" }
        expectFindings(criterion("‹LC0214 c›: {points: 1}"))
        expectFindings(criterion("c: {points: 1, met: a, ‹LC0214 value›: b}"))
        expectFindings(criterion("c: {分值: 1, 达标: a, ‹LC0214 命中›: F}"))
        expectFindings(criterion("c: {points: 1, ‹LC0214 steps›: x, otherwise: 1}"))
    }

    @Test("LC0215 table headings, LC0219 empty cells")
    func headings() {
        func bands(_ table: String) -> String {
            "sections:\n  s:\n    points: 1\n    criteria:\n      c:\n        points: 1\n        bands: a\n        steps: |\n\(table)"
        }
        expectFindings(bands("          | ‹LC0215 at laest› | points |\n          | 1 | 1 |\n"))
        expectFindings(bands("          | at least | ‹LC0215 score› |\n          | 1 | 1 |\n"))
        expectFindings(bands("          | ‹LC0215 不低于› |\n          | 1 |\n"))
        expectFindings(
            "facts:\n  f:\n    table: |\n      | a | ‹LC0215 points› |\n      | 1 | 2 |\n  g:\n    table: |\n      | ‹LC0215 取值› |\n      | 1 |\n"
        )
        expectFindings(
            "参数:\n  p:\n    数值表: |\n      | ‹LC0215 启始› | value |\n      | 2026-01-01 | 2 |\n")
        expectFindings(
            "multiplier:\n  within: \"[1..2]\"\n  valid: P1Y\n  status: |\n    | status | multiplier |\n    | invalid | 1 |\n"
                + "  base: |\n    | ‹LC0215 grade | factor | x› |\n    | g | 1 | 1 |\n")
    }

    @Test("LC0216 language of names")
    func nameLanguages() {
        expectFindings("inputs: {area: {name: ‹LC0216 floor›}}\n")
        expectFindings("输入: {面积: {名称: {zh: ‹LC0216 建筑面积›, en: area}}}\n")
        expectFindings("输入: {面积: {名称: area}, area2: {name: {en: area2, zh: 面积二}}}\n")
    }

    @Test("LC0217 keys that exclude each other")
    func exclusive() {
        expectFindings("facts:\n  f:\n    value: a\n    ‹LC0217 table›: |\n      | a | value |\n      | 1 | 2 |\n")
        expectFindings("facts: {f: {value: a, ‹LC0217 hit›: F}}\n")
        expectFindings("参数: {p: {取值: 1, ‹LC0217 沿用›: 不超过 3 年}}\n")
        expectFindings("inputs: {a: {type: number, ‹LC0217 options›: fuel}}\n")
    }

    @Test("LC0218 table files")
    func tableFiles() {
        expectFindings("参数: {p: {表: {csv: ‹LC0218 a.csv›}}}\n")
        expectFindings("parameters: {p: {table: {csv: ‹LC0218 ../a.csv›}}}\n", files: ["../a.csv": "a,b\n1,2\n"])
        for broken in ["a,b\n1\n", "a,\"b\n", "a,\"b\"c\n", "a\"b,c\n1,2\n", ""] {
            let parsed = parseDocument(normHead + "parameters: {p: {table: {csv: a.csv}}}\n", files: ["a.csv": broken])
            #expect(parsed.diagnostics.map(\.code.id) == ["LC0218"])
            parsed.diagnostics.forEach { expectStyle($0) }
        }
    }

    @Test("LC0219 no value")
    func empty() {
        expectFindings("‹LC0219 rounding›:\n‹LC0219 inputs›:\n")
        expectFindings("gates:\n  G:\n    ‹LC0219 require›:\n")
        expectFindings("门槛: {G: {要求: ‹LC0219 []›, 条款: ‹LC0219 \"\"›}}\n")
        expectFindings("grades: {g: {from: 1, title: ‹LC0219 {}›}}\n")
    }

    @Test("one run reports every independent mistake, and one for each cause")
    func independent() {
        expectFindings(
            """
            rounding: ‹LC0206 half›
            inputs:
              a: {unit: m2, ‹LC0202 rnage›: "[0..1]"}
              ‹LC0207 b-c›: {type: ‹LC0206 int›, when: a}
            facts:
              f: {value: ‹LC0212 [a, b]›, round: ‹LC0210 two›}
            sections:
              s:
                points: ‹LC0210 forty›
                criteria:
                  ‹LC0204 c›: {met: a}
            """)
    }

    @Test("applying the mends leaves a clean document")
    func mends() {
        let source =
            normHead + """
                rounding: half pu
                inputs:
                  area: {unit: m2, sclae: 2}
                  b: {type: boolean, if_unknown: no}
                facts:
                  f:
                    value: max(area, b # the larger)
                gates:
                  H-1: {require: area > 0 m2, otherwise: fial}
                grades: {g: {from: 90 points}}
                """
        let bytes = Array(source.utf8)
        let first = parseDocument(bytes)
        #expect(first.diagnostics.count == 7)
        let repaired = mended(bytes, first.diagnostics)
        #expect(repaired.contains("rounding: half up") && repaired.contains("H_1:") && repaired.contains("from: 90}"))
        let remaining = parseDocument(repaired).diagnostics.filter { !$0.code.id.hasPrefix("LC01") }
        #expect(remaining.map(\.message.en) == [])
    }

    @Test("every code has a page")
    func codes() {
        let ids = DiagnosticCode.documentCodes.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.hasPrefix("LC02") })
    }
}
