import Diagnostics
import Foundation
import HTTPTypes
import Testing

@testable import LowCarbonServer

/// Whatever an address says, it is answered, and nothing of it is passed over in silence.
@Suite struct HostileAddressTests {
    /// Texts where a number of an entry is wanted that are none an entry can have.
    static let noEntry = [
        "9223372036854775807", "9223372036854775806", "9223372036854775808", "-9223372036854775808", "-1", "4294967296",
        "170141183460469231731687303715884105727", "99999999999999999999", "1000", "01", "%2B1", "1e3", "0x1",
        "1%205",
        "%EF%BC%91", "x", "%00", "%FF",
    ]

    @Test(arguments: noEntry) func anEntryThatCannotBeIsRefused(_ number: String) async throws {
        for (norm, list) in [("hotel", "refrigeration"), ("supermarket", "systems")] {
            for page in ["", "/report"] {
                let address = "/check/\(norm)\(page)?lang=en&q.\(list).\(number).charge=1"
                let answer = try await ServiceHarness.send(.get, address)
                #expect(answer.status == 400, "\(address)")
                #expect(answer.text.contains("q.\(list)."), "\(answer.text)")
            }
        }
    }

    @Test func entriesThatCanBeAreReadInTheOrderOfTheirNumbers() async throws {
        let version = try #require(ServiceHarness.catalogue.versions["hotel"]?.last)
        let form = FormData(encoded: "q.refrigeration.9.charge=2&q.refrigeration.1.charge=1&q.refrigeration.1.leak=")
        let json = String(decoding: try FormScene.json(form, version), as: UTF8.self)
        #expect(json == #"{"answers":{"refrigeration":[{"charge":"1"},{"charge":"2"}]}}"#)
        #expect(try await ServiceHarness.send(.get, "/check/hotel?q.refrigeration.0.charge=1").status == 200)
        // An empty field says nothing, wherever it stands.
        let empty = try await ServiceHarness.send(.get, "/check/hotel?q.refrigeration.9223372036854775807.charge=")
        #expect(empty.status == 200)
    }

    @Test func oneEntryTooManyIsShownAtItsField() async throws {
        let version = try #require(ServiceHarness.catalogue.versions["hotel"]?.last)
        let question = try #require(version.form(.en).questions.first { $0.id == "refrigeration" })
        let most = try #require(question.rows)
        let full = (0..<most).map { "q.refrigeration.\($0).charge=1" }.joined(separator: "&")
        let page = try await ServiceHarness.send(.get, "/check/hotel?lang=en&\(full)")
        #expect(page.status == 200 && !page.text.contains("Some answers need mending"))
        let over = try await ServiceHarness.send(.get, "/check/hotel?lang=en&\(full)&q.refrigeration.\(most).charge=1")
        #expect(over.status == 200 && over.text.contains("Some answers need mending"))
        let more = try await ServiceHarness.send(.get, "/check/hotel?lang=en&\(full)&more=refrigeration")
        #expect(more.status == 200 && !more.text.contains("q.refrigeration.\(most).charge"))
    }

    @Test func everyAddressIsAnswered() async throws {
        let edges = [
            "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e400", "NaN", "-0", "%00", "%FF%FE",
            "%", "%4", "%zz", "",
        ]
        var addresses = [
            "/", "//", "/?", "/%", "/%00", "/%FF", "/check/%FF", "/check/%", "/check//report", "/check/../hotel",
            "/norms/%2e%2e/%2e%2e",
            "/check/hotel?q", "/check/hotel?q.", "/check/hotel?q..", "/check/hotel?q..=1", "/check/hotel?=1",
            "/check/hotel?&&&=&",
            "/check/hotel?q.refrigeration.0=1", "/check/hotel?q.refrigeration.0.charge.x.y=1",
            "/check/hotel?q.refrigeration..charge=",
            "/check/hotel?q.refrigeration.0.charge[]=1", "/check/hotel?q.refrigeration=none&q.refrigeration.0.charge=1",
            "/check/hotel?" + String(repeating: "q.beds=3&", count: 3_900),
            "/check/hotel?scene=" + String(repeating: "%E4", count: 9_000),
            "/check/hotel?q." + String(repeating: "refrigeration.0.", count: 2_000) + "=1", "/check/hotel?lang=%",
            "/check/hotel?lang=en&lang=zh&lang=xx",
            "/v1/norms/hotel/evaluate%2f", "/v1/norms/hotel?as_of=%", "/assets/%FF/%00", "/assets/x/../page.css",
        ]
        for edge in edges {
            for name in [
                "q.beds", "q.floor_area", "q.star", "q.refrigeration.0.charge", "as_of", "scene", "n", "e.electricity",
                "more", "renewal", "lang",
            ] {
                addresses.append("/check/hotel?\(name)=\(edge)")
            }
            addresses.append("/v1/norms/hotel?as_of=\(edge)")
            addresses.append("/v1/norms/\(edge)")
        }
        for address in addresses {
            let answer = try await ServiceHarness.send(.get, address)
            #expect([200, 303, 400, 404].contains(answer.status), "\(answer.status): \(address.prefix(80))")
        }
    }

    @Test(arguments: [
        "0", "-1", "6", "51", "9223372036854775807", "9223372036854775808", "1e1", "%EF%BC%91", "x", "%FF",
    ])
    func countsHaveBounds(_ count: String) async throws {
        for address in ["path?plans=", "ask?questions=", "bounds?questions="]
        where !(address.contains("questions") && count == "6") {
            let answer = try await ServiceHarness.post("/v1/norms/hotel/\(address)\(count)&lang=en", "{}")
            #expect(answer.status == 400, "\(address)\(count)")
            #expect(try answer.json()["type"] as? String == "urn:lowcarbonrules:problem:parameter-invalid")
        }
    }

    @Test func moreFieldsThanAreReadAreRefused() async throws {
        let limits = ServiceLimits()
        let fields = String(repeating: "x=1&", count: limits.addressFields - 1) + "lang=en"
        #expect(try await ServiceHarness.send(.get, "/check/hotel?\(fields)").status == 200)
        let answer = try await ServiceHarness.send(.get, "/check/hotel?\(fields)&q.beds=3")
        #expect(answer.status == 400)
        #expect(answer.text.contains("4001 fields"))
        let chinese = try await ServiceHarness.send(.get, "/check/hotel?lang=zh&\(fields)&x")
        #expect(chinese.text.contains("地址中的项太多"))
    }

    /// Parts of a form, cut and joined in all ways.
    @Test func hostileForms() async throws {
        let pieces = [
            "--b", "--b--", "\r\n", "\r\n\r\n", "Content-Disposition: form-data; name=\"f\"; filename=\"a.json\"",
            "filename=\"", "{}", "-", "\u{0}", "é",
        ]
        let types = [
            "multipart/form-data; boundary=b", "multipart/form-data; boundary=\"b\"", "multipart/form-data; boundary=",
            "boundary=;",
            "multipart/form-data; boundary=" + String(repeating: "b", count: 71), "multipart/form-data", "",
        ]
        var state: UInt64 = 7
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for round in 0..<400 {
            let body = (0..<random(12)).map { _ in pieces[random(pieces.count)] }.joined()
            let answer = try await ServiceHarness.send(
                .post, "/check/hotel/import", [.contentType: types[round % types.count]], body: Array(body.utf8))
            #expect([303, 400, 415, 422].contains(answer.status), "\(answer.status): \(body)")
        }
    }

    @Test func aFileWithoutItsEndIsNotRead() async throws {
        let head = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.json\"\r\n\r\n"
        func send(_ text: String) async throws -> Int {
            try await ServiceHarness.send(
                .post, "/check/hotel/import", [.contentType: "multipart/form-data; boundary=b"], body: Array(text.utf8)
            ).status
        }
        #expect(try await send(head + "{}\r\n--b--\r\n") == 303)
        #expect(try await send("preamble\r\n" + head + "{}\r\n--b--") == 303)
        #expect(try await send(head + "{}") == 400)
        #expect(try await send(head + "{}\r\n--") == 400)
        // The mark inside of a line is content.
        #expect(try await send(head + "{\"answers\": {\"beds\": \"--b\"}}\r\n--b--") == 422)
    }
}
