import ExactNumbers
import ReferenceEvaluator
import Testing

/// `docs/semantics.md` §1, "Where a value comes from", and units.
@Suite struct ValueSourceTests {
    @Test func inputsTakeAnswersThenDefaults() throws {
        let yaml = SmallNorm.one(
            """
            inputs:
              asked: {type: boolean}
              given: {range: "[0..10]", scale: 1}
              none: {range: "[0..10]"}
              default: {range: "[0..100]", unit: "%", if_unknown: 30}
              choice: {options: {three: 三星, four: 四星}, if_unknown: three}
              depends: {range: "[0..10]", when: asked, if_unknown: 2}
              claimed: {range: "[0..10]", may_not_apply: true}
            """, criterion: "met: true")
        let unasked = try SmallNorm.run(yaml, ["given": "2.5", "claimed": .notApplicable])
        #expect(
            unasked.inputs == [
                "asked": unknown, "given": known("5/2"), "none": unknown, "default": known("3/10"),
                "choice": known("three"), "depends": open, "claimed": notApplicable,
            ])
        #expect(try SmallNorm.run(yaml, ["asked": false, "depends": 4]).inputs["depends"] == notApplicable)
        #expect(try SmallNorm.run(yaml, ["asked": true]).inputs["depends"] == known("2"))
        #expect(try SmallNorm.run(yaml, ["asked": true, "depends": 4]).inputs["depends"] == known("4"))
        #expect(try SmallNorm.run(yaml, ["choice": "四星"]).inputs["choice"] == known("four"))
    }

    @Test func badAnswersMakeTheSceneInvalid() throws {
        let yaml = SmallNorm.one(
            """
            inputs:
              a: {range: "(0..10]", scale: 1}
              b: {type: boolean}
              c: {options: {three: 三星, four: 四星}}
              d: {list: {max: 1}, of: {x: {range: "[0..1]"}}}
            """, criterion: "met: true")
        let bad: [[String: ReferenceAnswer]] = [
            ["a": 0], ["a": 11], ["a": "1.25"], ["a": true], ["b": 1], ["c": "five"], ["a": .notApplicable],
            ["nothing": 1], ["d": .list([["x": 0], ["x": 0]])], ["d": .list([["x": 2]])], ["d": .list([["y": 1]])],
        ]
        for answers in bad { #expect(try SmallNorm.run(yaml, answers).status == "invalid", "\(answers)") }
        #expect(try SmallNorm.run(yaml, ["a": "10.0"]).status == "graded")
    }

    @Test func factsApplyNeedAndRound() throws {
        let yaml = SmallNorm.one(
            """
            rounding: half even
            inputs:
              area: {unit: m2, range: "[0..1000]"}
              energy: {unit: kWh, range: "[0..1000]"}
              applies: {type: boolean}
            facts:
              intensity: {unit: kWh/m2, needs: area > 0 m2, otherwise: 5, value: energy / area}
              rounded: {unit: MJ/m2, round: 1, needs: area > 0 m2, otherwise: not applicable, value: energy / area}
              conditional: {when: applies, value: 3}
            """, criterion: "met: true")
        let answers: [String: ReferenceAnswer] = ["area": 7, "energy": 3, "applies": true]
        // 3 kWh / 7 m2 = 10.8 MJ / 7 m2 = 1.54… MJ/m2; in base units 3 × 3 600 000 / 7 and 1.5 × 1 000 000.
        #expect(
            try SmallNorm.run(yaml, answers).facts == [
                "intensity": known("10800000/7"), "rounded": known("1500000"), "conditional": known("3"),
            ])
        #expect(
            try SmallNorm.run(yaml, ["area": 0, "applies": false]).facts == [
                "intensity": known("18000000"), "rounded": notApplicable, "conditional": notApplicable,
            ])
        #expect(try SmallNorm.run(yaml).facts == ["intensity": unknown, "rounded": open, "conditional": open])
    }

    @Test func parametersLookUp() throws {
        let yaml = SmallNorm.one(
            """
            options: {fuel: {gas: 燃气, lpg: 液化气}}
            inputs:
              star: {options: {three: 三星, four: 四星}}
              size: {unit: m2, range: "[0..1000]"}
              burns: {options: fuel}
            parameters:
              heat: {value: 9.73 kWh/m3}
              quota:
                unit: kWh/m2
                table: |
                  | star  | size (m2) | guide | limit |
                  | three | < 100     | 10    | 20    |
                  | three | >= 100    | 11    | 21    |
                  | 四星  | -         | 12    | 22    |
              factor:
                unit: kg/m3
                table: |
                  | fuel | value     | note |
                  | gas  | 2         | a    |
                  | lpg  | 3000 g/m3 | b    |
            facts:
              fixed: {value: "factor(gas)"}
              chosen: {value: factor(burns)}
              gap: {value: quota.limit - quota.guide}
            """, criterion: "met: true")
        let result = try SmallNorm.run(yaml, ["star": "three", "size": 100, "burns": "液化气"])
        #expect(
            result.parameters == [
                "heat": known("35028000"), "quota.guide": known("39600000"), "quota.limit": known("75600000"),
            ])
        #expect(result.facts == ["fixed": known("2"), "chosen": known("3"), "gap": known("36000000")])
        let open = try SmallNorm.run(yaml, ["star": "four"])
        #expect(open.parameters["quota.guide"] == known("43200000"))
        #expect(open.facts["chosen"] == unknown)
    }

    private func series(_ parameter: String) -> String {
        SmallNorm.one(
            """
            data_year: year_
            inputs:
              year_: {type: whole, range: "[2000..2100]"}
            parameters:
              grid:
            \(parameter.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
            """, criterion: "value: grid")
    }

    @Test func seriesByDataYearCarry() throws {
        let yaml = series(
            """
            clock: data year
            carry: at most 2 years
            values: |
              | data year | value |
              | 2020      | 5     |
              | 2022      | 4     |
            """)
        #expect(try SmallNorm.run(yaml, ["year_": 2020]).parameters["grid"] == known("5"))
        #expect(try SmallNorm.run(yaml, ["year_": 2021]).parameters["grid"] == known("5"))
        #expect(try SmallNorm.run(yaml, ["year_": 2022]).parameters["grid"] == known("4"))
        #expect(try SmallNorm.run(yaml, ["year_": 2024]).parameters["grid"] == known("4"))
        for year in [2019, 2025] {
            let beyond = try SmallNorm.run(yaml, ["year_": .number(.init(year))])
            #expect(beyond.parameters["grid"] == unknown)
            #expect(beyond.status == "not assessable")
        }
        #expect(try SmallNorm.run(yaml).status == "incomplete")
    }

    @Test func seriesByDayOfAssessment() throws {
        let from = series(
            """
            values: |
              | from       | value |
              | 2024-01-01 | 5     |
              | 2025-07-01 | 4     |
            """)
        #expect(try SmallNorm.run(from, asOf: "2025-06-30").parameters["grid"] == known("5"))
        #expect(try SmallNorm.run(from, asOf: "2025-07-01").parameters["grid"] == known("4"))
        #expect(try SmallNorm.run(from, asOf: "2039-07-01").parameters["grid"] == known("4"))
        #expect(try SmallNorm.run(from, asOf: "2023-12-31").status == "not assessable")
        let ranges = series(
            """
            values: |
              | date                     | value |
              | 2024-01-01 .. 2024-12-31 | 5     |
              | 2026-01-01 .. 2026-12-31 | 4     |
            """)
        #expect(try SmallNorm.run(ranges, asOf: "2024-12-31").parameters["grid"] == known("5"))
        #expect(try SmallNorm.run(ranges, asOf: "2025-06-30").status == "not assessable")
    }

    @Test func unitsConvertExactly() throws {
        let yaml = SmallNorm.one(
            """
            facts:
              a: {value: 1 MWh + 1 kWh}
              b: {value: 1 ha / 1 ft2}
              c: {value: 25 % + 0.5 %}
              d: {value: 0.4 + 0.6 * 50 % / 80 %}
              e: {value: 1 kW * 2 h = 2 kWh}
              f: {value: "convert(90 min, h)"}
              g: {value: 30 % * 200 kWh = 60 kWh}
              h: {value: 1 kWh/(m2.a) * 10 m2}
              i: {value: "round(2.345, 2)"}
              j: {value: "round(-2.5, 0, half_even)"}
              k: {value: "convert(0.25, %) + 5 % = 30 %"}
              l: {value: "convert(3 m3/(bed.d), L/(bed.d)) = 3000 L/(bed.d)"}
            """, criterion: "met: true")
        #expect(
            try SmallNorm.run(yaml).facts == [
                "a": known("3603600000"), "b": known("15625000000/145161"), "c": known("51/200"), "d": known("31/40"),
                "e": known("true"), "f": known("5400"), "g": known("true"), "h": known("36000000"), "i": known("47/20"),
                "j": known("-2"), "k": known("true"), "l": known("true"),
            ])
    }

    @Test func datesCountWholeSteps() throws {
        let yaml = SmallNorm.one(
            """
            inputs: {start: {type: date}}
            facts:
              years: {value: "years_between(start, as_of)"}
              months: {value: "months_between(start, as_of)"}
              days: {value: "days_between(start, as_of)"}
              later: {value: start + @"P1Y" <= as_of}
              year_: {value: year(as_of) * 10000 + month(as_of) * 100 + day(as_of)}
            """, criterion: "met: true")
        let result = try SmallNorm.run(yaml, ["start": "2024-02-29"], asOf: "2026-02-28")
        #expect(
            result.facts == [
                "years": known("2"), "months": known("24"), "days": known("730"), "later": known("true"),
                "year_": known("20260228"),
            ])
        #expect(try SmallNorm.run(yaml, ["start": "2026-03-01"], asOf: "2026-02-28").facts["days"] == known("-1"))
    }
}
