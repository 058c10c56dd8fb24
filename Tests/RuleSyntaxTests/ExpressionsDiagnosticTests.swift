import Diagnostics
import RuleSyntax
import Testing

@Suite struct ExpressionDiagnosticTests {
    @Test func emptiness() {
        expectFindings("«»", "LC0101")
        expectFindings("«  »", "LC0101")
        expectFindings("«»", "LC0101", as: .tests)
    }

    @Test func characters() {
        expectFindings("a «$» b", "LC0102")
        expectFindings("a «\u{200B}»b", "LC0102")
        expectFindings("[a«、»b]", "LC0102", fixed: "[a,b]")
        expectFindings("«—»", "LC0102", as: .tests, fixed: "-")
        expectFindings("三星«、»四星", "LC0102", as: .tests, fixed: "三星,四星")
    }

    @Test func misplacedWords() {
        expectFindings("a +«»", "LC0103")
        expectFindings("a «b»", "LC0103")
        expectFindings("a + «*» b", "LC0103")
        expectFindings("a«)»", "LC0103")
        expectFindings("a «AND» b", "LC0103", fixed: "a and b")
        expectFindings("if a «else» b", "LC0103")
        expectFindings("if a then b«»", "LC0103")
        expectFindings("a between 1 «or» 3", "LC0103")
        expectFindings("some x «L» satisfies x", "LC0103")
        expectFindings("for x in A, y «B» return x", "LC0103")
        expectFindings("a = «not» b", "LC0103")
        expectFindings("a.«1»", "LC0103")
        expectFindings("not«»", "LC0103")
    }

    @Test func brackets() {
        expectFindings("(a + b«»", "LC0104", fixed: "(a + b)")
        expectFindings("max(a, b«]»", "LC0104", fixed: "max(a, b)")
        expectFindings("[a, b«)»", "LC0104", fixed: "[a, b]")
        let label = findings("1 + (a + b", .expression).first?.labels.first
        #expect(label?.span.start == 4)
        #expect(label?.span.end == 5)
    }

    @Test func operatorsOfOtherLanguages() {
        expectFindings("a «==» b", "LC0105", fixed: "a = b")
        expectFindings("a «&&» b", "LC0105", fixed: "a and b")
        expectFindings("a«||»b", "LC0105", fixed: "a or b")
        expectFindings("a «<>» b", "LC0105", fixed: "a != b")
        expectFindings("a «=>» b", "LC0105", fixed: "a >= b")
        expectFindings("«!»a", "LC0105", fixed: "not a")
        expectFindings("a «^» 2", "LC0105", fixed: "a ** 2")
        expectFindings("a «!==» b", "LC0105", fixed: "a != b")
    }

    @Test func literals() {
        expectFindings("a + «\"b»", "LC0106")
        expectFindings("\"a«\\q»\"", "LC0106")
        expectFindings("a + «.»5", "LC0107", fixed: "a + 0.5")
        expectFindings("«1e3»", "LC0107", fixed: "1000")
        expectFindings("«123456789012345678901234567890123456789»", "LC0107")
        expectFindings("a < «2026-02-30»", "LC0108")
        expectFindings("a < «@\"soon\"»", "LC0108")
        expectFindings("date(«\"2026-13-01\"»)", "LC0108")
        expectFindings("a = «null»", "LC0110")
        expectFindings("a «%»", "LC0122")
        expectFindings("(a) «％»", "LC0122")
    }

    @Test func structure() {
        expectFindings("1 < a «<» 3", "LC0109")
        expectFindings("a = b «in» c", "LC0109")
        expectFindings("a ** «b»", "LC0111")
        expectFindings("a ** «5»", "LC0111")
        expectFindings("a ** «2 %»", "LC0111")
        expectFindings("a «..» b", "LC0112")
        expectFindings("[1..«]»", "LC0112")
        expectFindings("x in 1«..»3", "LC0112")
        expectFindings("x in «]»1..3]", "LC0112", fixed: "x in (1..3]")
        expectFindings("«5»", "LC0112", as: .range)
        expectFindings("1 «..»", "LC0112", as: .tests)
        expectFindings("«-»a ** 2", "LC0116")
        expectFindings("«-»(a) ** 2", "LC0116")
        expectFindings("«a.b»(c)", "LC0117")
    }

    @Test func commas() {
        expectFindings("«12,5» + a", "LC0115", fixed: "12.5 + a")
        expectFindings("«2,000»", "LC0115", fixed: "2_000")
        expectFindings("«1,000», 5", "LC0115", as: .tests)
        #expect(findings("1,000", .tests).map(\.severity) == [.warning])
        #expect(findings("1,2, 100", .tests).isEmpty)
    }

    @Test func units() {
        expectFindings("«kWh/m2.a»", "LC0113", as: .unit)
        expectFindings("5 «kWh/m2.a»", "LC0113")
        expectFindings("kg«*»m", "LC0113", as: .unit, fixed: "kg.m")
        expectFindings("m«^»2", "LC0113", as: .unit)
        expectFindings("«»", "LC0113", as: .unit)
        expectFindings("a (kg«^»)", "LC0121", as: .header)
    }

    @Test func gluedKeywords() {
        expectFindings("«如果夜床数»>0 则 5 否则 3", "LC0120", fixed: "如果 夜床数>0 则 5 否则 3")
        expectFindings("«存在x» 属于 L 满足 x", "LC0120", fixed: "存在 x 属于 L 满足 x")
    }

    @Test func size() {
        #expect(findings(String(repeating: "(", count: 65) + "a", .expression).map(\.code.id) == ["LC0114"])
        #expect(findings(String(repeating: "-", count: 20_000) + "a", .expression).map(\.code.id) == ["LC0114"])
        #expect(findings(String(repeating: "a+", count: 2000) + "a", .expression).map(\.code.id) == ["LC0114"])
        #expect(findings(String(repeating: "if a then b else ", count: 63) + "c", .expression).isEmpty)
        #expect(findings(String(repeating: "not ", count: 60) + "c", .expression).isEmpty)
    }

    @Test func earliestMistakeIsReported() {
        expectFindings("a «b» == c $", "LC0103")
        expectFindings("«»", "LC0101", as: .header)
    }

    @Test func placesInTheFile() {
        var bag = DiagnosticBag()
        _ = ExpressionParser.expression(located("用电量 == 3", at: 100), into: &bag)
        #expect(bag.diagnostics.first?.span == Span(file: SourceID(0), start: 110, end: 112))
    }
}
