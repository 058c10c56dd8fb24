import Diagnostics
import RuleSyntax
import SyntaxSamples
import Testing

@Suite struct ExpressionParsingTests {
    @Test(arguments: [
        ("12", "12"), ("12.50", "12.50"), ("1_000", "1000"), ("30 %", "30{%}"), ("30%", "30{%}"),
        ("25 kWh/m2", "25{kWh m2^-1}"), ("25 kWh/(m2.a)", "25{kWh m2^-1 a^-1}"), ("25 kWh / area", "(/ 25{kWh} area)"),
        ("25 kWh/(m²·a)", "25{kWh m2^-1 a^-1}"), ("3 guest-night", "3{guest-night}"),
        ("3 person.night", "3{person night}"),
        ("5 %/a", "5{% a^-1}"), ("25 kWh/(a + b)", "(/ 25{kWh} (+ a b))"), ("25 kWh/2", "(/ 25{kWh} 2)"),
        ("3 and_more", "3{and_more}"), ("3 人次", "3{人次}"), ("3 ℃", "3{degC}"), ("3 m - 2 m", "(- 3{m} 2{m})"),
        ("１２．５ ％", "12.5{%}"), ("\"a\\\"b\"", "\"a\"b\""), ("“甲”", "\"甲\""), ("是", "#true"), ("false", "#false"),
        ("@\"2026-01-01\"", "@2026-01-01"), ("date(\"2026-01-01\")", "@2026-01-01"), ("2026-01-01", "@2026-01-01"),
        ("2026 - 01 - 01", "(- (- 2026 1) 1)"), ("@\"P1Y\"", "@P1Y"), ("@“P6M”", "@P6M"),
        ("[1..2)", "[1 .. 2)"), ("(a..b]", "(a .. b]"), ("[20 %..30 %]", "[20{%} .. 30{%}]"), ("[]", "[]"),
        ("[a, b]", "[a b]"), ("（a＋b）", "(+ a b)"),
    ])
    func literals(text: String, expected: String) { #expect(outline(parsed(text)) == expected) }

    @Test(arguments: [
        ("a + b * c", "(+ a (* b c))"), ("a - b - c", "(- (- a b) c)"), ("a / b * c", "(* (/ a b) c)"),
        ("-a * b", "(* (neg a) b)"), ("a * -b", "(* a (neg b))"), ("a ** 2 * b", "(* (** a 2) b)"),
        ("-(a ** 2)", "(neg (** a 2))"), ("(-a) ** 2", "(** (neg a) 2)"), ("--a", "(neg (neg a))"),
        ("a or b and not c = d", "(or a (and b (not (= c d))))"), ("not(a) and b", "(and (not a) b)"),
        ("not(a) = b", "(= (not a) b)"), ("not not a", "(not (not a))"), ("非 a 或 b", "(or (not a) b)"),
        ("a ≥ b", "(>= a b)"), ("a≠b×c÷d", "(!= a (/ (* b c) d))"), ("a ＞＝ b", "(>= a b)"),
        ("a between 1 and 3 and b", "(and (between a 1 3) b)"), ("a 介于 1 和 3 且 b", "(and (between a 1 3) b)"),
        ("a + 1 < b * 2", "(< (+ a 1) (* b 2))"),
        ("if a then b else c + d", "(if a b (+ c d))"), ("如果 a 则 b 否则 c", "(if a b c)"),
        ("if a then b else if c then d else e", "(if a b (if c d e))"),
        ("a and some x in L satisfies x.y > 1 and b", "(and a (some x L (and (> x.y 1) b)))"),
        ("存在 x 属于 L 满足 x > 1", "(some x L (> x 1))"), ("每个 x 属于 L 满足 x > 1", "(every x L (> x 1))"),
        ("sum(for x in L return x.a * 2)", "sum<(for x L (* x.a 2))>"), ("求和(对 x 属于 L 返回 x.a)", "sum<(for x L x.a)>"),
        ("max(a, b, empty: 0)", "max<a, b, empty:0>"), ("最大(a，空列表：0)", "max<a, empty:0>"),
        ("met_share(tag: t) >= 80 %", "(>= met_share<tag:t> 80{%})"), ("count(L)", "count<L>"), ("f()", "f<>"),
        ("L[x > 1].y", "(filter L (> x 1)).y"), ("quota.guide", "quota.guide"),
        ("用电量 / 建筑面积", "(/ 用电量 建筑面积)"), ("非化石占比 >= 5 %", "(>= 非化石占比 5{%})"), ("a·b + _c", "(+ a·b _c)"),
    ])
    func operators(text: String, expected: String) { #expect(outline(parsed(text)) == expected) }

    @Test(arguments: [
        ("x in [1..3]", "(in x {[1 .. 3]})"), ("x in (1..3]", "(in x {(1 .. 3]})"), ("x in [a, b]", "(in x {=[a b]})"),
        ("x in (a, b)", "(in x {=a; =b})"), ("x in (< 5, > 10)", "(in x {<5; >10})"),
        ("x in ([1..3], > 10)", "(in x {[1 .. 3]; >10})"),
        ("x in L", "(in x {=L})"), ("x in L.a and b", "(and (in x {=L.a}) b)"), ("x in < 5", "(in x {<5})"),
        ("x 属于 (三星, 四星)", "(in x {=三星; =四星})"), ("x in ((1..3), 7)", "(in x {(1 .. 3); =7})"),
        ("x in not(a, b)", "(in x !{=a; =b})"), ("x in (1..3, 7)", "(in x {[1 .. 3]; =7})"),
        ("x in (-)", "(in x any)"), ("x in (-1)", "(in x {=(neg 1)})"),
    ])
    func membership(text: String, expected: String) { #expect(outline(parsed(text)) == expected) }

    @Test(arguments: [
        ("-", "any"), (" － ", "any"), ("< 80", "{<80}"), (">= 30 %", "{>=30{%}}"), ("[80..120)", "{[80 .. 120)}"),
        ("[20 % .. 30 %)", "{[20{%} .. 30{%})}"), ("five_star, four_star", "{=five_star; =four_star}"),
        ("\"R290\", \"CO2\"", "{=\"R290\"; =\"CO2\"}"), ("not(a, b)", "!{=a; =b}"), ("非(< 5)", "!{<5}"),
        ("not(a) and not(b)", "{=(and (not a) (not b))}"), ("-5", "{=(neg 5)}"), ("true", "{=#true}"),
        ("2026-06-01 .. 2026-08-31", "{[@2026-06-01 .. @2026-08-31]}"), ("1..3, 7", "{[1 .. 3]; =7}"),
        ("quota.guide", "{=quota.guide}"), ("> quota.guide * 2", "{>(* quota.guide 2)}"),
        ("not holder", "{=(not holder)}"),
    ])
    func cells(text: String, expected: String) { #expect(outline(parsedTests(text)) == expected) }

    @Test(arguments: [
        ("[0..100]", "[0 .. 100]"), ("(0..2000000]", "(0 .. 2000000]"), ("0 .. 100", "[0 .. 100]"),
        ("2026-07-01..2031-06-30", "[@2026-07-01 .. @2031-06-30]"), ("[-5..5)", "[(neg 5) .. 5)"),
        ("[1.0..1.6]", "[1.0 .. 1.6]"),
    ])
    func ranges(text: String, expected: String) {
        var bag = DiagnosticBag()
        #expect(ExpressionParser.range(located(text), into: &bag).map { outline($0) } == expected)
        #expect(bag.diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("kWh/(m2.a)", "kWh m2^-1 a^-1"), ("%", "%"), ("%/a", "% a^-1"), ("gCO2e/kWh", "gCO2e kWh^-1"), ("m3", "m3"),
        ("person.night", "person night"), ("1/a", "a^-1"), ("kWh/m2/a", "kWh m2^-1 a^-1"),
        ("kWh / (m2 . a)", "kWh m2^-1 a^-1"),
        ("a/(b/c)", "a c b^-1"), ("千瓦时/㎡", "千瓦时 m2^-1"), ("gCO₂e", "gCO2e"), ("％", "%"),
    ])
    func units(text: String, expected: String) {
        var bag = DiagnosticBag()
        #expect(ExpressionParser.unit(located(text), into: &bag).map { outline($0) } == expected)
        #expect(bag.diagnostics.isEmpty)
    }

    @Test func columnHeaders() {
        var bag = DiagnosticBag()
        func header(_ text: String) -> String {
            let header = ExpressionParser.columnHeader(located(text), into: &bag)
            return outline(header.expression) + (header.unit.map { " | " + outline($0) } ?? "")
        }
        #expect(header("leak_rate (%/a)") == "leak_rate | % a^-1")
        #expect(header("泄漏率（%/a）") == "泄漏率 | % a^-1")
        #expect(header("met_share(E1)") == "met_share<E1>")
        #expect(header("a + (b)") == "(+ a b)")
        #expect(header("star") == "star")
        #expect(bag.diagnostics.isEmpty)
    }

    @Test func placesOfParts() {
        let text = "a + quota.guide >= (b)"
        let expression = parsed(text)
        guard case .comparison(_, let left, let right, let sign) = expression.kind,
            case .arithmetic(_, _, let member, _) = left.kind, case .member(_, let field) = member.kind
        else {
            Issue.record("unexpected shape \(outline(expression))")
            return
        }
        func written(_ span: Span) -> String {
            String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
        }
        #expect(written(expression.span) == text)
        #expect(written(left.span) == "a + quota.guide")
        #expect(written(member.span) == "quota.guide")
        #expect(written(field.span) == "guide")
        #expect(written(sign) == ">=")
        #expect(written(right.span) == "b")
    }

    @Test func namesAreComposed() {
        #expect(parsed("cafe\u{301}").kind == .name("caf\u{E9}"))
        guard case .name(let name) = parsed("cafe\u{301}").kind else { return }
        #expect(Array(name.utf8) == Array("caf\u{E9}".utf8))
    }

    @Test func splitting() {
        let names: Set = ["夜床数", "非化石占比", "得分"]
        func split(_ text: String) -> [String]? { splitIntoKnown(text) { names.contains($0) } }
        #expect(split("如果夜床数") == ["如果", "夜床数"])
        #expect(split("非非化石占比且得分") == ["非", "非化石占比", "且", "得分"])
        #expect(split("求和得分12") == ["求和", "得分", "12"])
        #expect(split("夜床") == nil)
        #expect(split("夜床数") == nil)
        #expect(split("") == nil)
    }
}
