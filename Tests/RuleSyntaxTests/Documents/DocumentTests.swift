import Diagnostics
import ExactNumbers
import RuleSyntax
import SyntaxSamples
import Testing
import YAMLTree

@Suite("Documents")
struct DocumentTests {
    @Test("a whole norm reads without findings in either language")
    func wholeNorm() throws {
        for text in [SampleNorms.english, SampleNorms.chinese] {
            let parsed = parseDocument(text)
            #expect(parsed.diagnostics.map { "\($0.code) \($0.message.en)" } == [])
            let norm = try #require(parsed.norm)
            #expect(norm.inputs.count == 9)
            #expect(norm.sections.first?.criteria.count == 7)
            #expect(norm.sections.first?.criteria.allSatisfy { $0.method != nil } == true)
        }
    }

    @Test("the same norm in both languages gives the same tree")
    func sameTree() throws {
        let english = try #require(parseDocument(SampleNorms.english).norm)
        let chinese = try #require(parseDocument(SampleNorms.chinese).norm)
        let left = SyntaxOutline.outline(english).split(separator: "\n")
        let right = SyntaxOutline.outline(chinese).split(separator: "\n")
        #expect(left.count == right.count)
        for (one, other) in zip(left, right) where one != other {
            Issue.record("\(one) | \(other)")
            break
        }
        #expect(english.language == .en)
        #expect(chinese.language == .zh)
    }

    @Test("every key of norms is used by the sample, in both languages")
    func everyKey() {
        for (text, language) in [(SampleNorms.english, DocumentLanguage.en), (SampleNorms.chinese, .zh)] {
            let uses = parseDocument(text).trace.keywords.filter(\.isKey)
            let used = Set(uses.map(\.keyword))
            let known = KeyContext.all.flatMap(\.keys)
            #expect(known.filter { !used.contains($0) } == [.factors, .csv])
            for use in uses {
                let written = Array(text.utf8)[use.span.start..<use.span.end]
                #expect(String(decoding: written, as: UTF8.self) == use.keyword[language])
            }
        }
    }

    @Test("a factors file reads")
    func factors() throws {
        let text = """
            因子: energy
            标题: 能源因子
            依据: {标注: 原文}
            文献: {S1: {标题: 一}}
            单位: {cover2: 份}
            选项: {燃料: {天然气: natural_gas, 煤: {en: coal}}}
            参数:
              热值:
                名称: heat_value
                单位: kWh/m3
                表: |
                  | 燃料   | 取值 | 标注 |
                  | 天然气 | 9.73 | 原文 |
            """
        let parsed = parseDocument(text)
        #expect(parsed.diagnostics.map(\.message.zh) == [])
        let factors = try #require(parsed.factors)
        #expect(factors.language == .zh)
        #expect(factors.optionSets[0].options.map(\.name.id) == ["natural_gas", "coal"])
        #expect(factors.parameters[0].name.id == "heat_value")
        #expect(factors.parameters[0].name.chinese == "热值")
        guard case .table(let table) = factors.parameters[0].body else {
            Issue.record("no table")
            return
        }
        #expect(table.header.map(\.keyword) == [nil, nil, .mark])
        #expect(table.rows[0][2].keyword == .markRead)
    }

    @Test("a table in a csv file has its cells at their places")
    func tableFile() throws {
        let text = normHead + "parameters: {quota: {unit: m2, table: {csv: quota.csv}}}\n"
        let csv = "\u{FEFF}star,\"a \"\"b\"\"\"\r\nfour, 12 \r\n"
        let parsed = parseDocument(text, files: ["quota.csv": csv])
        #expect(parsed.diagnostics.map(\.message.en) == [])
        guard case .table(let table) = parsed.norm?.parameters.first?.body else {
            Issue.record("no table")
            return
        }
        #expect(table.header.map(\.text.string) == ["star", "a \"b\""])
        #expect(table.rows.map { $0.map(\.text.string) } == [["four", "12"]])
        let cell = table.rows[0][1].span
        #expect(cell.file == SourceID(1))
        #expect(String(decoding: Array(csv.utf8)[cell.start..<cell.end], as: UTF8.self) == "12")
    }

    @Test("a check list without points is worth the sum of its items")
    func impliedPoints() throws {
        let norm = try #require(parseDocument(SampleNorms.english).norm)
        #expect(norm.sections[0].criteria[5].points?.value == ExactDecimal("2.5"))
    }

    @Test("what could not be read stays out, the rest is there")
    func tolerant() throws {
        let text =
            normHead + """
                inputs:
                  a: {unit: m2, range: "[0..1]", sclae: 2}
                  b: {unit: m2, range: 5, scale: x}
                grades: {g: {from: ninety}}
                """
        let parsed = parseDocument(text)
        let norm = try #require(parsed.norm)
        #expect(parsed.diagnostics.count == 4)
        #expect(norm.inputs.map(\.name.id) == ["a", "b"])
        #expect(norm.inputs[1].range == nil && norm.inputs[1].scale == nil && norm.inputs[1].unit != nil)
        #expect(norm.grades[0].from == nil)
    }
}
