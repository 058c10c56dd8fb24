import HTTPTypes
import Testing

@testable import LowCarbonServer

@Suite struct ProblemTests {
    @Test func dataErrorsNameFieldAndMend() async throws {
        let body = "{\"answers\":{\"floor_area\":-5,\"star\":\"seven\",\"electricity\":\"12 MWh\"}}"
        let answer = try await ServiceHarness.post("/v1/norms/hotel/evaluate?lang=en", body)
        #expect(answer.status == 422)
        #expect(answer.headers[.contentType] == "application/problem+json")
        let problem = try answer.json()
        #expect(problem["type"] as? String == "urn:lowcarbonrules:problem:scene-invalid")
        let faults = try #require(problem["errors"] as? [[String: Any]])
        #expect(Set(faults.compactMap { $0["field"] as? String }) == ["floor_area", "star", "electricity"])
        #expect(faults.allSatisfy { ($0["detail"] as? String)?.isEmpty == false && $0["code"] != nil })
        let chinese = try await ServiceHarness.post("/v1/norms/hotel/evaluate", body)
        #expect(chinese.text.contains("场景中有填错的数据"))
    }

    @Test func lenientBoundsTakeBadAnswersAsMissing() async throws {
        let answer = try await ServiceHarness.post(
            "/v1/norms/hotel/bounds?lenient=true", "{\"answers\":{\"floor_area\":-5,\"star\":\"four\"}}")
        #expect(answer.status == 200)
        #expect((try answer.json()["errors"] as? [[String: Any]])?.first?["field"] as? String == "floor_area")
    }

    @Test func addressesAndSizes() async throws {
        let unknown = try await ServiceHarness.send(.get, "/v1/norms/casino?lang=en")
        #expect(unknown.status == 404)
        #expect(unknown.text.contains("there is no norm `casino`"))
        let nowhere = try await ServiceHarness.send(.get, "/v1/nowhere")
        #expect(nowhere.status == 404)
        #expect(nowhere.headers[.contentType] == "application/problem+json")
        let large = try await ServiceHarness.send(
            .post, "/v1/norms/hotel/evaluate", body: [UInt8](repeating: 32, count: 300_000))
        #expect(large.status == 413)
        #expect(try large.json()["title"] as? String == "内容太大")
    }

    /// Whatever is sent, the answer is a problem document or a result, never a failure.
    @Test func hostileBodies() async throws {
        let scene = Array(try Scenes.json("hotel", "good").utf8)
        var state: UInt64 = 42
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var bodies: [[UInt8]] = [
            [], [0], [0xFF, 0xFE], Array("null".utf8), Array("[]".utf8), Array("[[[[".utf8), Array("{}{}".utf8),
            Array(String(repeating: "[", count: 5_000).utf8), Array("{\"answers\":{\"star\":{}}}".utf8),
            Array("{\"answers\":[1,2]}".utf8), Array("{\"as_of\":\"9999999999\"}".utf8),
            Array("{\"answers\":{\"floor_area\":1e999999}}".utf8), Array("{\"refrigeration\":[1,[],{}]}".utf8),
        ]
        for _ in 0..<60 {
            var body = scene
            for _ in 0...random(4) { body[random(body.count)] = UInt8(random(256)) }
            bodies.append(Array(body.prefix(random(body.count) + 1)))
        }
        for body in bodies {
            for action in ["evaluate", "bounds?lenient=true"] {
                let answer = try await ServiceHarness.send(.post, "/v1/norms/hotel/\(action)", body: body)
                #expect([200, 400, 422].contains(answer.status), "\(answer.status): \(body.prefix(60))")
                #expect((try? answer.json()) != nil)
            }
        }
    }

    @Test func headersKeepBrowsersSafe() async throws {
        for path in ["/", "/v1/norms", "/nowhere", "/check/hotel"] {
            let answer = try await ServiceHarness.send(.get, path, [.accept: "text/html"])
            let policy = answer.header("Content-Security-Policy") ?? ""
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
        }
    }
}
