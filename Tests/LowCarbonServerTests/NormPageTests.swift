import HTTPTypes
import RuleCompiler
import RuleModel
import RuleSyntax
import Testing

@testable import LowCarbonServer

/// The methodology of the norms, served.
@Suite struct NormPageTests {
    @Test(arguments: PageTests.norms, ["zh", "en"])
    func everyNormHasItsPage(_ norm: String, _ language: String) async throws {
        let page = try await ServiceHarness.send(.get, "/norms/\(norm)?lang=\(language)")
        #expect(page.status == 200)
        #expect(page.headers[.contentLanguage]?.hasPrefix(language) == true)
        #expect(!page.text.contains(" style=") && !page.text.contains("<script"))
        let criteria = try #require(ServiceHarness.catalogue.versions[norm]?.last?.compiled.model.criteria)
        for criterion in criteria { #expect(page.text.contains("id=\"\(criterion.naming.id)\"")) }
        let same = try await ServiceHarness.send(.get, "/norms/\(norm)/2026.1?lang=\(language)")
        #expect(same.bytes == page.bytes)
    }

    @Test func indexStyleAndWhatIsNotThere() async throws {
        let index = try await ServiceHarness.send(.get, "/norms?lang=en")
        for norm in PageTests.norms { #expect(index.text.contains("/norms/\(norm)/2026.1?lang=en")) }
        #expect(try await ServiceHarness.send(.get, "/norms.css").headers[.contentType]?.hasPrefix("text/css") == true)
        for path in ["/norms/palace", "/norms/hotel/1999", "/norms/%00/x"] {
            #expect(try await ServiceHarness.send(.get, path).status == 404)
        }
    }
}
