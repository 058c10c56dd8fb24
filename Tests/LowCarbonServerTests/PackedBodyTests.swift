import Foundation
import HTTPTypes
import SceneData
import Testing

@testable import LowCarbonServer

@Suite struct PackedBodyTests {
    static let scene = Array(#"{"answers":{"star":"four"}}"#.utf8)

    static func pack(_ bytes: [UInt8], _ kind: CompressionKind) -> [UInt8] {
        var result: [UInt8] = []
        let done = bytes.withUnsafeBufferPointer { BlockCompressor(kind).compress($0, into: &result) }
        #expect(done)
        return result
    }

    private func send(
        _ body: [UInt8], coding: String? = nil, _ path: String = "/v1/norms/hotel/evaluate?lang=en"
    ) async throws -> ServiceHarness.Answer {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let coding { headers[.contentEncoding] = coding }
        return try await ServiceHarness.send(.post, path, headers, body: body)
    }

    @Test(arguments: CompressionKind.allCases) func packedScenesGiveTheSameAnswer(_ kind: CompressionKind) async throws
    {
        let plain = try await send(Self.scene)
        #expect(plain.status == 200)
        let packed = Self.pack(Self.scene, kind)
        for coding in [kind.rawValue, kind.rawValue.uppercased(), " \(kind.rawValue) ", "\(kind.rawValue),"] {
            let answer = try await send(packed, coding: coding)
            #expect(answer.status == 200, "\(coding): \(answer.text)")
            #expect(answer.bytes == plain.bytes)
        }
        let members = try await send(
            Self.pack(Array(Self.scene.prefix(9)), kind) + Self.pack(Array(Self.scene.dropFirst(9)), kind),
            coding: kind.rawValue)
        #expect(members.bytes == plain.bytes)
    }

    @Test(arguments: CompressionKind.allCases) func packedBytesNeedTheHeader(_ kind: CompressionKind) async throws {
        for action in ["evaluate", "bounds?lenient=true", "ask", "path"] {
            let answer = try await send(Self.pack(Self.scene, kind), "/v1/norms/hotel/\(action)")
            #expect(answer.status == 400)
            #expect(answer.text.contains("Content-Encoding: gzip"))
            #expect(try answer.json()["title"] as? String == "内容是压缩过的")
        }
        let twice = try await send(Self.pack(Self.pack(Self.scene, kind), kind), coding: kind.rawValue)
        #expect(twice.status == 400)
        #expect(twice.text.contains("the body is packed"))
    }

    @Test(arguments: [
        "br", "deflate", "compress", "gzip, zstd", "gzip, gzip", "identity", "gzip;q=1", "x", "gz ip",
    ]) func otherCodingsAreRefused(_ coding: String) async throws {
        for body in [Self.scene, Self.pack(Self.scene, .gzip)] {
            let answer = try await send(body, coding: coding)
            #expect(answer.status == 415)
            #expect(answer.header("Accept-Encoding") == "gzip, zstd")
            #expect(try answer.json()["type"] as? String == "urn:lowcarbonrules:problem:coding-unknown")
        }
        let chinese = try await send(Self.scene, coding: coding, "/v1/norms/hotel/evaluate")
        #expect(try chinese.json()["title"] as? String == "不支持此压缩方式")
    }

    @Test func severalHeadersAreOneList() async throws {
        var headers: HTTPFields = [.contentEncoding: "gzip"]
        headers.append(HTTPField(name: .contentEncoding, value: "zstd"))
        let answer = try await ServiceHarness.send(
            .post, "/v1/norms/hotel/evaluate", headers, body: Self.pack(Self.scene, .gzip))
        #expect(answer.status == 415)
    }

    /// As much as a plain body may hold, and one byte more.
    @Test(arguments: CompressionKind.allCases) func theLimitIsThatOfUnpackedBodies(_ kind: CompressionKind) async throws
    {
        let limit = ServiceLimits().sceneBytes
        let full = Self.scene + [UInt8](repeating: 32, count: limit - Self.scene.count)
        #expect(try await send(full).status == 200)
        #expect(try await send(full + [32]).status == 413)
        #expect(try await send(Self.pack(full, kind), coding: kind.rawValue).status == 200)
        let over = try await send(Self.pack(full + [32], kind), coding: kind.rawValue)
        #expect(over.status == 413)
        #expect(over.text.contains("256 KiB"))
    }

    /// What unpacks to hundreds of times the limit is left at the limit.
    @Test(arguments: CompressionKind.allCases) func bombs(_ kind: CompressionKind) async throws {
        let bomb = Self.pack([UInt8](repeating: 97, count: 64 << 20), kind)
        #expect(bomb.count < ServiceLimits().sceneBytes)
        for path in ["/v1/norms/hotel/evaluate", "/check/hotel/import"] {
            #expect(try await send(bomb, coding: kind.rawValue, path).status == 413)
        }
        #expect(try await send(bomb).status == 400)
        let clock = ContinuousClock()
        let start = clock.now
        #expect(throws: UnpackingError.self) { try kind.unpacked(bomb, limit: 1 << 20) }
        let middle = clock.now
        #expect(try kind.unpacked(bomb, limit: 1 << 30).count == 64 << 20)
        #expect(middle - start < (clock.now - middle) / 4)
        // Many members of nothing are as long as they are, and no longer.
        let empty = Array(repeating: Self.pack([], kind), count: 8_000).flatMap(\.self)
        #expect(try await send(empty, coding: kind.rawValue).status == 400)
    }

    /// A frame that asks for a window of a gigabyte gets no memory for it.
    @Test func windowsHaveALimit() async throws {
        let wide: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 20 << 3, 0x01, 0x00, 0x00]
        let answer = try await send(wide, coding: "zstd")
        #expect(answer.status == 400)
        #expect(answer.text.contains("the body cannot be unpacked"))
    }

    @Test(arguments: CompressionKind.allCases) func whatIsDamagedIsRefused(_ kind: CompressionKind) async throws {
        let whole = Self.pack(Self.scene, kind)
        for count in 0..<whole.count {
            let answer = try await send(Array(whole.prefix(count)), coding: kind.rawValue)
            #expect(answer.status == 400, "\(count) of \(whole.count) bytes: \(answer.status)")
        }
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 0x55
            let answer = try await send(bytes, coding: kind.rawValue)
            #expect([200, 400, 413, 422].contains(answer.status))
        }
        let plain = try await send(Self.scene, coding: kind.rawValue)
        #expect(plain.status == 400 && plain.text.contains("not \(kind.rawValue) data"))
        let other: CompressionKind = kind == .gzip ? .zstd : .gzip
        #expect(try await send(whole, coding: other.rawValue).status == 400)
    }

    @Test(arguments: CompressionKind.allCases) func importsFollowTheSameRule(_ kind: CompressionKind) async throws {
        func form(_ file: [UInt8], _ name: String) -> [UInt8] {
            Array("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(name)\"\r\n\r\n".utf8) + file
                + Array("\r\n--b--\r\n".utf8)
        }
        func send(_ body: [UInt8], coding: String? = nil) async throws -> Int {
            var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
            if let coding { headers[.contentEncoding] = coding }
            return try await ServiceHarness.send(.post, "/check/hotel/import", headers, body: body).status
        }
        #expect(try await send(form(Self.scene, "a.json")) == 303)
        #expect(try await send(Self.pack(form(Self.scene, "a.json"), kind), coding: kind.rawValue) == 303)
        #expect(try await send(Self.pack(form(Self.scene, "a.json"), kind)) == 400)
        for name in ["a.json", "a.csv", "a.yaml"] {
            #expect(try await send(form(Self.pack(Self.scene, kind), name)) == 400)
        }
        #expect(try await send(form(Self.scene, "a.json"), coding: "br") == 415)
    }
}
