import ExactNumbers
import LowCarbonRules
import LowCarbonServer
import SceneData
import ServiceSupport

/// The service over the shipped hotel norm: whatever comes, there is an answer and it is not 500.
enum ServiceTarget {
    private static let limits: ServiceLimits = {
        var limits = ServiceLimits()
        limits.analysisSteps = 200
        limits.typingSteps = 200
        limits.planSteps = 200
        limits.sceneBytes = 32 << 10
        limits.importBytes = 32 << 10
        return limits
    }()

    private static let service: InProcessService = {
        let files = ["hotel/2026.1", "factors/energy", "factors/evidence", "factors/refrigerants"].map { name in
            ("rules/\(name).yaml", String(decoding: repositoryFile("rules/\(name).yaml"), as: UTF8.self))
        }
        let catalogue = NormCatalogue(
            RuleLibrary(folder: "rules", files: .memory(Dictionary(files) { first, _ in first })))
        require(catalogue.ids == ["hotel"], "the hotel norm is refused")
        let day = CalendarDay(year: 2026, month: 10, day: 1) ?? CalendarDay(number: 0)
        return InProcessService(RuleService(catalogue: catalogue, limits: limits, clock: .fixed(day)))
    }()

    /// An address as it stands in a request; what HTTP does not let through is percent-encoded.
    @Sendable static func address(_ bytes: [UInt8]) {
        let answer = get("/" + target(bytes.first == UInt8(ascii: "/") ? bytes.dropFirst() : bytes[...]))
        require([200, 303, 400, 404].contains(answer.status), "status \(answer.status)")
        require(answer.location.map { get($0).status == 200 } ?? true, "a redirect to nothing")
    }

    /// The first byte chooses fields in an address or a file in a form; what is imported can be opened.
    @Sendable static func form(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        if first % 2 == 0 {
            let fields = target(bytes.dropFirst())
            let (page, report) = (get("/check/hotel?\(fields)"), get("/check/hotel/report?\(fields)"))
            require([200, 400].contains(page.status), "status \(page.status)")
            require(page.status == 200 ? report.status != 400 : report.status == 400, "page and report differ")
            return
        }
        let type = ["boundary=b", "boundary=\"b\"; x", "boundary=--", "boundary="][Int(first >> 1) % 4]
        let answer = post(
            "/check/hotel/import", [("Content-Type", "multipart/form-data; " + type)], Array(bytes.dropFirst()))
        require([303, 400, 413, 415, 422].contains(answer.status), "status \(answer.status)")
        if answer.status == 303 {
            require(get(answer.location ?? "").status == 200, "what was imported cannot be opened")
        }
    }

    /// The first byte chooses the coding; what can be unpacked is answered as if it had come plain.
    @Sendable static func packed(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        let body = Array(bytes.dropFirst())
        let coding = [nil, "gzip", "zstd", "gzip, zstd"][Int(first % 4)]
        let path = "/v1/norms/hotel/" + (first < 128 ? "evaluate" : "bounds?lenient=true")
        let answer = post(path, coding.map { [("Content-Encoding", $0)] } ?? [], body)
        require([200, 400, 413, 415, 422].contains(answer.status), "status \(answer.status)")
        guard let kind = coding.flatMap(CompressionKind.init(rawValue:)) else {
            require((answer.status == 415) == (coding != nil), "status \(answer.status) for \(coding ?? "no coding")")
            return
        }
        do throws(UnpackingError) {
            let plain = try kind.unpacked(body, limit: limits.sceneBytes)
            require(plain.count <= limits.sceneBytes, "\(plain.count) bytes")
            let other = post(path, [], plain)
            require(answer.status == other.status && answer.bytes == other.bytes, "packed and plain differ")
        } catch {
            require(answer.status == 400 || answer.status == 413, "status \(answer.status) for what cannot be unpacked")
        }
    }

    private static func get(_ path: String) -> (status: Int, location: String?, bytes: [UInt8]) {
        guard let answer = service.answer(posts: false, path) else { finding("no answer to \(path)") }
        return answer
    }

    private static func post(
        _ path: String, _ headers: [(name: String, value: String)], _ body: [UInt8]
    ) -> (status: Int, location: String?, bytes: [UInt8]) {
        guard let answer = service.answer(posts: true, path, headers: headers, body: body) else {
            finding("no answer to \(path)")
        }
        return answer
    }

    private static func target(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "#") {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
