import Diagnostics
import HTTPTypes
import RuleCompiler
import RuleProgram
import Testing

@testable import LowCarbonServer

@Suite struct PageTests {
    static let norms = ["hotel", "restaurant", "scenic-spot", "supermarket"]

    @Test func templatesAreWhole() { #expect(PageWriter().isWhole) }

    @Test func startAndLanguage() async throws {
        let start = try await ServiceHarness.send(.get, "/")
        #expect(start.text.contains("<html lang=\"zh-CN\">"))
        for norm in Self.norms { #expect(start.text.contains("/check/\(norm)?lang=zh")) }
        let english = try await ServiceHarness.send(.get, "/?lang=en", [.acceptLanguage: "zh"])
        #expect(english.text.contains("<html lang=\"en\">"))
    }

    @Test(arguments: norms) func everyQuestionIsAsked(_ norm: String) async throws {
        let page = try await ServiceHarness.send(.get, "/check/\(norm)")
        #expect(page.status == 200)
        let schema = try #require(ServiceHarness.catalogue.versions[norm]?.last?.compiled.program.schema)
        for field in schema.fields { #expect(page.text.contains("id=\"q-\(field.name.id)\"")) }
        #expect(!page.text.contains("{{") && !page.text.contains(" style=") && !page.text.contains("<script>"))
        #expect(!page.text.contains("Optional("))
    }

    @Test func englishPagesNameOptionsInEnglish() async throws {
        let page = try await ServiceHarness.send(.get, "/check/hotel?lang=en")
        #expect(!page.text.contains("三星") && page.text.contains("<span>Three stars or fewer</span>"))
    }

    /// The permalink of a scene gives the scene's result.
    @Test(arguments: [("hotel", "good", "86.54"), ("hotel", "poor", "10.25")])
    func reportByAddress(_ norm: String, _ name: String, _ score: String) async throws {
        let scene = try Scenes.read(norm, name)
        let address = "/check/\(norm)/report?" + FormScene.form(scene).encoded
        let page = try await ServiceHarness.send(.get, address)
        #expect(page.status == 200)
        #expect(page.text.contains("<strong>\(score)</strong>"))
        #expect(!page.text.contains("Optional("))
    }

    @Test func emptyFieldsLeaveTheAddress() async throws {
        let answer = try await ServiceHarness.send(.get, "/check/hotel/report?lang=zh&q.star=four&q.beds=&scene=")
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "/check/hotel/report?lang=zh&q.star=four")
    }

    @Test func badNumbersAreShownAtTheirField() async throws {
        let page = try await ServiceHarness.send(.get, "/check/hotel?lang=en&q.floor_area=-5&q.electricity=abc")
        #expect(page.status == 200)
        #expect(page.text.contains("Some answers need mending"))
        #expect(page.text.contains("aria-invalid=\"true\""))
    }

    @Test func markupInAnswersIsText() async throws {
        let page = try await ServiceHarness.send(
            .get, "/check/hotel?scene=%3Cscript%3Ealert(1)%3C/script%3E&q.beds=%22%3E%3Cimg%20src=x%3E")
        #expect(!page.text.contains("<script>alert") && !page.text.contains("<img"))
    }

    @Test func importsFillTheForm() async throws {
        let json = try Scenes.json("hotel", "good")
        let body =
            "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"hotel.json\"\r\n\r\n\(json)\r\n--xyz--\r\n"
        let answer = try await ServiceHarness.send(
            .post, "/check/hotel/import?lang=en", [.contentType: "multipart/form-data; boundary=xyz"],
            body: Array(body.utf8))
        #expect(answer.status == 303, "\(answer.text)")
        let place = try #require(answer.headers[.location])
        let page = try await ServiceHarness.send(.get, place)
        #expect(page.text.contains("Filled in from your file"))
        for bad in ["", "--xyz", "--xyz\r\n\r\n--xyz", "filename=\"a.json\""] {
            let answer = try await ServiceHarness.send(
                .post, "/check/hotel/import", [.contentType: "multipart/form-data; boundary=xyz"], body: Array(bad.utf8)
            )
            #expect(answer.status == 400)
        }
    }

    @Test func everyWordIsSaidInBothLanguages() {
        for (key, word) in PageWords.all { #expect(!word.zh.isEmpty && !word.en.isEmpty, "\(key)") }
    }
}
