import Diagnostics
import RuleSyntax
import SyntaxSamples
import Testing
import YAMLTree

@Suite struct FormattingTests {
    /// Formats one text in a scalar of `style`.
    private func format(
        _ text: String, _ kind: FormattingInput.Kind = .expression, style: (String, String) = ("x: |\n  ", "\n"),
        language: DocumentLanguage? = nil
    ) -> String {
        let source = style.0 + text + style.1
        let input = FormattingInput(texts: [FormattingInput.Text(located(text, at: style.0.utf8.count), kind)])
        let once = SourceFormatter.format(
            source: Array(source.utf8), file: SourceID(0), input: input, language: language)
        let whole = String(decoding: once, as: UTF8.self)
        return String(whole.dropFirst(style.0.count).dropLast(style.1.count))
    }

    @Test(arguments: [
        ("a+b", "a + b"), ("a  *  -b", "a * -b"), ("（a＋b）×c÷２", "(a + b) * c / 2"), ("a≥30％", "a >= 30 %"),
        ("max( a ,b )", "max(a, b)"),
        ("max(a，空列表：0)", "max(a, 空列表: 0)"), ("a≠“甲”", "a != \"甲\""), ("25kWh/(m²·a)", "25 kWh/(m2.a)"),
        ("not ( a )", "not(a)"),
        ("x in[1 ..3]", "x in [1 .. 3]"), ("x in [1..3)", "x in [1..3)"), ("L [ x>1 ] . y", "L[x > 1].y"),
        ("- a - - b", "-a - -b"),
        ("f (a)", "f(a)"), ("@“2026-01-01”", "@\"2026-01-01\""), ("２０２６-01-01", "2026-01-01"),
        ("a 介于 1 且 3", "a 介于 1 和 3"),
        ("min(1,000)", "min(1,000)"), ("a ==b", "a ==b"), ("1_000 kg", "1_000 kg"), ("5 ℃", "5 degC"),
        ("非  （a）", "非(a)"),
    ])
    func spelling(text: String, expected: String) {
        #expect(format(text) == expected)
        #expect(format(expected) == expected)
    }

    @Test func otherKinds() {
        #expect(format("<80，≥ 90", .unaryTests) == "< 80, >= 90")
        #expect(format("－", .unaryTests) == "-")
        #expect(format("非(三星，四星)", .unaryTests) == "非(三星, 四星)")
        #expect(format("［0..100）", .range) == "[0..100)")
        #expect(format("kWh ／ ( m2 · a )", .unit) == "kWh/(m2.a)")
        #expect(format("泄漏率（％／a）", .columnHeader) == "泄漏率 (%/a)")
    }

    @Test func languages() {
        let english = "if a >= 1 and not(b) then max(c, empty: 0) else d between 1 and 2 or true"
        let chinese = "如果 a >= 1 且 非(b) 则 最大(c, 空列表: 0) 否则 d 介于 1 和 2 或 是"
        #expect(format(english, language: .zh) == chinese)
        #expect(format(chinese, language: .en) == english)
        #expect(format("每个 x 属于 L 满足 计数(x) > 0", language: .en) == "every x in L satisfies count(x) > 0")
        #expect(format("a between (b and c) and d and e", language: .zh) == "a 介于 (b 且 c) 和 d 且 e")
        #expect(format("year + year(d)", language: .zh) == "year + 年(d)")
    }

    @Test func whatYAMLWouldMisread() {
        let plain = ("x: ", "\n")
        #expect(format("max(a，b：0)", style: plain) == "max(a，b：0)")
        #expect(format("＞5", .unaryTests, style: plain) == "＞ 5")
        #expect(format("a＞5", style: plain) == "a > 5")
        #expect(format("“甲”=x", style: plain) == "“甲” = x")
        #expect(format("f(a,b:0)", style: plain) == "f(a, b:0)")
        #expect(format("“甲”=x", style: ("x: \"", "\"\n")) == "“甲” = x")
        #expect(format("“甲”=x", style: ("x: '", "'\n")) == "\"甲\" = x")
        #expect(format("“甲”=x", style: ("x: |- # note\n\n  ", "\n")) == "\"甲\" = x")
    }

    @Test func linesKeepTheirBreaks() {
        let source = "x: |  \n  (a+b)  \n    *c # d\n# comment  +  x"
        let text = LocatedText(
            string: "(a+b)  \n  *c\n",
            map: TextMap(
                file: SourceID(0),
                segments: [TextMap.Segment(text: 0, source: 9), TextMap.Segment(text: 8, source: 19)],
                sourceEnd: 23))
        let input = FormattingInput(texts: [FormattingInput.Text(text, .expression)])
        let formatted = SourceFormatter.format(source: Array(source.utf8), file: SourceID(0), input: input)
        #expect(String(decoding: formatted, as: UTF8.self) == "x: |\n  (a + b)\n    * c # d\n# comment  +  x\n")
        let kept = SourceFormatter.format(
            source: Array("a  \nb  \n".utf8), file: SourceID(0),
            input: FormattingInput(verbatim: [Span(file: SourceID(0), start: 4, end: 8)]))
        #expect(String(decoding: kept, as: UTF8.self) == "a\nb  \n")
    }

    @Test func tables() {
        let table = "|星级|points（%）| \n  |---|:--:|\n  | 三星，四星 |<80|\n\n  |-|  |"
        let source = "t: |\n  \(table)\nu: v\n"
        let sample = SampleFile(
            source: source, texts: [(table, .table)], names: ["three": "三星", "four": "四星"], keys: [:])
        let once = SourceFormatter.format(source: sample.bytes, file: SourceID(0), input: sample.input())
        let expected = """
            t: |
              | 星级       | points (%) |
              |------------|:----------:|
              | 三星, 四星 | < 80       |

              | -          |            |
            u: v

            """
        #expect(String(decoding: once, as: UTF8.self) == expected)
        let english = SourceFormatter.format(
            source: sample.bytes, file: SourceID(0), input: sample.input(), language: .en)
        #expect(String(decoding: english, as: UTF8.self).contains("| three, four | < 80       |"))
    }

    private var norm: SampleFile {
        let table = """
            | share | star    | points   |
                | >= 30 % | three, four | 5 |
                | [20 % .. 30 %) | not(five) | quota.guide |
                | -       | -       | 2 cover |
            """
        let source = """
            # 注释 stays:   as it is
            norm: hotel
            facts:
              intensity:
                value: |
                  (electricity+gas*heat(natural_gas))/area   \n\
                  *(0.4+0.6*50% /share)
                when: share >= 55 % and not(holder)
            table: |
                \(table)
            """
        return SampleFile(
            source: source,
            texts: [
                ("(electricity+gas*heat(natural_gas))/area   \n      *(0.4+0.6*50% /share)", .expression),
                ("share >= 55 % and not(holder)", .expression), (table, .table),
            ],
            names: [
                "electricity": "用电量", "gas": "用气量", "heat": "热值", "natural_gas": "天然气", "area": "建筑面积", "share": "占比",
                "holder": "持有", "three": "三星", "four": "四星", "five": "五星", "quota": "限额", "guide": "引导值", "cover": "人次",
            ],
            keys: ["norm": "规范", "facts": "指标", "value": "取值", "when": "适用条件", "table": "表", "points": "得分"])
    }

    /// The same sample after formatting: its texts have to be found again.
    private func formatted(_ sample: SampleFile, _ language: DocumentLanguage?) -> SampleFile {
        let input = sample.input()
        let edits = SourceFormatter.edits(source: sample.bytes, file: SourceID(0), input: input, language: language)
        for (left, right) in zip(edits, edits.dropFirst()) { #expect(left.span.end <= right.span.start) }
        var result = sample
        result.source = String(decoding: SourceFormatter.apply(edits, to: sample.bytes), as: UTF8.self)
        func moved(_ place: Int) -> Int {
            place
                + edits.filter { $0.span.end <= place && $0.span.start < place }.reduce(0) {
                    $0 + $1.replacement.utf8.count - ($1.span.end - $1.span.start)
                }
        }
        var place = 0
        result.texts = sample.texts.compactMap { text, kind in
            let bytes = sample.bytes
            let needle = Array(text.utf8)
            guard
                let start = (place...(bytes.count - needle.count)).first(where: {
                    bytes[$0..<$0 + needle.count].elementsEqual(needle)
                })
            else { return nil }
            place = start + needle.count
            return (String(decoding: Array(result.source.utf8)[moved(start)..<moved(place)], as: UTF8.self), kind)
        }
        return result
    }

    @Test func thereAndBack() {
        let once = formatted(norm, nil)
        #expect(formatted(once, nil).source == once.source)
        let chinese = formatted(once, .zh)
        #expect(
            chinese.source == """
                # 注释 stays:   as it is
                规范: hotel
                指标:
                  intensity:
                    取值: |
                      (用电量 + 用气量 * 热值(天然气)) / 建筑面积
                      * (0.4 + 0.6 * 50 % / 占比)
                    适用条件: 占比 >= 55 % 且 非(持有)
                表: |
                    | 占比           | star       | 得分        |
                    | >= 30 %        | 三星, 四星 | 5           |
                    | [20 % .. 30 %) | 非(五星)   | 限额.引导值 |
                    | -              | -          | 2 人次      |

                """)
        #expect(formatted(chinese, .zh).source == chinese.source)
        let english = formatted(chinese, .en)
        #expect(english.source == once.source)
        #expect(formatted(english, .zh).source == chinese.source)
    }

    @Test func swappedNames() {
        let source = "floor_area: {name: {zh: 建筑面积}}\n"
        func span(_ start: Int, _ text: String) -> Span {
            Span(file: SourceID(0), start: start, end: start + text.utf8.count)
        }
        let input = FormattingInput(
            keys: [
                KeyUse(span: span(13, "name"), en: "name", zh: "名称"), KeyUse(span: span(20, "zh"), en: "zh", zh: "en"),
            ],
            names: [
                NameUse(span: span(0, "floor_area"), en: "floor_area", zh: "建筑面积"),
                NameUse(span: span(24, "建筑面积"), en: "建筑面积", zh: "floor_area"),
            ])
        let chinese = SourceFormatter.format(source: Array(source.utf8), file: SourceID(0), input: input, language: .zh)
        #expect(String(decoding: chinese, as: UTF8.self) == "建筑面积: {名称: {en: floor_area}}\n")
    }

    @Test func randomTextsKeepTheirMeaning() {
        let printers = DocumentLanguage.allCases.map { ExpressionPrinter(language: $0) }
        for seed in 0..<300 as Range<UInt64> {
            var trees = RandomTrees(seed: seed)
            let tree = trees.expression(Int(seed % 4))
            let text = printers[Int(seed % 2)].text(of: tree)
            let crowded = String(text.map { $0 == "," ? "，" : $0 == "(" ? "（" : $0 == ")" ? "）" : $0 })
            let language = seed % 3 == 0 ? nil : DocumentLanguage.allCases[Int(seed % 3) - 1]
            let once = format(crowded, language: language)
            #expect(outline(parsed(once)) == outline(tree), "\(crowded)")
            #expect(format(once, language: language) == once)
            let there = format(format(text, language: .zh), language: .en)
            #expect(format(format(there, language: .zh), language: .en) == there)
            #expect(there == format(text, language: .en))
        }
    }
}
