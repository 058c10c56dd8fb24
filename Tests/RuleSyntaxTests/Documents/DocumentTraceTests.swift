import Diagnostics
import RuleSyntax
import Testing
import YAMLTree

@Suite("Trace of documents")
struct DocumentTraceTests {
    @Test("every keyword, text and name of the trace stands where it says")
    func places() {
        for text in [SampleNorms.english, SampleNorms.chinese] {
            let bytes = Array(text.utf8)
            let trace = parseDocument(bytes).trace
            func written(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }
            for use in trace.keywords {
                #expect([use.keyword.en, use.keyword.zh].contains(Keyword.normalised(written(use.span))))
            }
            for use in trace.names { #expect(written(use.name.span).contains(use.name.text)) }
            for use in trace.texts where use.kind != .table && !use.text.string.contains("\n") {
                #expect(written(use.text.span) == use.text.string)
            }
            #expect(trace.texts.filter { $0.kind == .table }.count == 9)
        }
    }

    @Test("names are told apart: declared, referred to, translated")
    func names() {
        let trace = parseDocument(normHead + "输入: {面积: {名称: {en: area}}}\n门槛: {G: {先过: [H], 要求: 面积 > 0}}\n").trace
        let uses = trace.names.map { "\($0.name.text) \($0.space) \($0.role)" }.filter { !$0.hasPrefix("n ") }
        #expect(uses.count == 4)
        #expect(uses[0] == "面积 symbol declaration")
        #expect(uses[1].hasPrefix("area symbol translation"))
        #expect(uses[2] == "G symbol declaration")
        #expect(uses[3] == "H symbol reference")
    }

    @Test("every keyword has two spellings, and no context gives one word two meanings")
    func keywords() {
        for keyword in Keyword.all {
            #expect(!keyword.en.isEmpty && !keyword.zh.isEmpty)
            #expect(keyword.en.utf8.allSatisfy { $0 < 0x80 })
        }
        for context in KeyContext.all {
            #expect(Set(context.spellings).count == context.spellings.count, "\(context.title.en)")
            for key in context.keys {
                #expect(context.keyword(for: key.en) == key && context.keyword(for: key.zh) == key)
            }
        }
        for list in KeywordList.all {
            for language in DocumentLanguage.allCases where list.keywords != KeywordList.limits.keywords {
                #expect(Set(list.keywords.map { $0[language] }).count == list.keywords.count)
            }
        }
    }
}
