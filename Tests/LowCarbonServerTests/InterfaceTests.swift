import Foundation
import HTTPTypes
import RuleCompiler
import RuleProgram
import Testing

@testable import LowCarbonServer

@Suite struct InterfaceTests {
    @Test func listsNorms() async throws {
        let answer = try await ServiceHarness.send(.get, "/v1/norms")
        #expect(answer.status == 200)
        let norms = try #require(try answer.json()["norms"] as? [[String: Any]])
        #expect(norms.compactMap { $0["id"] as? String } == ["hotel", "restaurant", "scenic-spot", "supermarket"])
        #expect(norms.first?["title"] as? String == "深圳市低碳酒店评价规则")
        let english = try await ServiceHarness.send(.get, "/v1/norms", [.acceptLanguage: "de, en;q=0.8, zh;q=0.2"])
        #expect(english.text.contains("Shenzhen low-carbon hotel evaluation"))
        #expect(english.headers[.contentLanguage] == "en")
    }

    @Test func questionnaireAsData() async throws {
        let answer = try await ServiceHarness.send(.get, "/v1/norms/hotel?lang=en")
        let norm = try #require(try answer.json()["norm"] as? [String: Any])
        let sections = try #require(norm["sections"] as? [[String: Any]])
        let questions = sections.flatMap { $0["questions"] as? [[String: Any]] ?? [] }
        let schema = try #require(ServiceHarness.catalogue.versions["hotel"]?.last?.compiled.program.schema)
        #expect(questions.count == schema.fields.count)
        #expect(Set(questions.compactMap { $0["id"] as? String }) == Set(schema.fields.map(\.name.id)))
        let area = try #require(questions.first { $0["id"] as? String == "floor_area" })
        #expect(area["unit"] as? String == "m2")
        #expect(area["unit_text"] as? String == "m²")
        #expect(area["least"] as? String == "0.1")
        #expect(questions.contains { ($0["evidence"] as? [Any])?.isEmpty == false })
    }

    @Test func evaluatesAsTheCommandDoes() async throws {
        let scene = try Scenes.json("hotel", "good")
        let answer = try await ServiceHarness.post("/v1/norms/hotel/evaluate?explain=1&lang=en", scene)
        #expect(answer.status == 200, "\(answer.text)")
        let result = try answer.json()
        #expect(result["status"] as? String == "graded")
        #expect(result["score"] as? String == "86.54")
        #expect((result["grade"] as? [String: Any])?["id"] as? String == "level_2")
        #expect(result["multiplier"] as? String == "1.20")
        #expect((result["explanation"] as? [String: Any])?["sections"] != nil)
    }

    @Test func boundsHoldTheScore() async throws {
        let nothing = try await ServiceHarness.post("/v1/norms/hotel/bounds?questions=3", "{}")
        let wide = try nothing.json()
        #expect(wide["is_decided"] as? Bool == false)
        #expect((wide["questions"] as? [Any])?.count == 3)
        let all = try await ServiceHarness.post("/v1/norms/hotel/bounds?questions=50", "{}")
        let asked = try #require(try all.json()["questions"] as? [[String: Any]]).compactMap { $0["input"] as? String }
        #expect(asked.count == 50 && !asked.contains("size_misstated"))
        let full = try await ServiceHarness.post("/v1/norms/hotel/bounds", try Scenes.json("hotel", "good"))
        let narrow = try full.json()
        #expect((narrow["outcomes"] as? [[String: Any]])?.contains { $0["grade"] as? String == "level_2" } == true)
    }

    @Test func pathsAndQuestions() async throws {
        let scene = try Scenes.json("hotel", "good")
        let path = try await ServiceHarness.post("/v1/norms/hotel/path?to=level_1&plans=1", scene)
        #expect(path.status == 200, "\(path.text)")
        #expect(["found", "impossible", "gave_up"].contains(try path.json()["ending"] as? String ?? ""))
        let ask = try await ServiceHarness.post("/v1/norms/hotel/ask?questions=2", "{\"answers\":{\"star\":\"four\"}}")
        #expect((try ask.json()["questions"] as? [Any])?.count == 2)
    }

    @Test func daysAndParameters() async throws {
        let early = try await ServiceHarness.post("/v1/norms/hotel/evaluate?as_of=2020-01-01", "{}")
        #expect(early.status == 422)
        #expect(early.text.contains("LC0735"))
        for query in ["as_of=tomorrow", "as_of=2026-02-30"] {
            #expect(try await ServiceHarness.post("/v1/norms/hotel/evaluate?\(query)", "{}").status == 400)
        }
        for query in ["plans=0", "plans=x", "by=euro", "to=six_star"] {
            let answer = try await ServiceHarness.post(
                "/v1/norms/hotel/path?\(query)", try Scenes.json("hotel", "good"))
            #expect(answer.status == 400, "\(query)")
        }
    }
}
