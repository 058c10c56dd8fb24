import Diagnostics
import HTTPTypes
import Hummingbird
import NIOCore
import SceneData

/// The body of a request as it came, packed if its `Content-Encoding` says so.
struct RequestBytes: Sendable {
    private let bytes: [UInt8]
    private let coding: CompressionKind?
    private let limit: Int

    /// Waits for the whole body.
    ///
    /// - Parameter limit: most bytes, packed and unpacked.
    /// - Throws: `Problem` for a body that is too large or packed in another way, or what the connection throws.
    init(of request: Request, upTo limit: Int) async throws {
        coding = try Self.coding(request.headers)
        self.limit = limit
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Problem.tooLarge(limit: limit)
        }
        do {
            bytes = Array(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(limit: limit)
        }
    }

    /// Whether it is plain and so small that it can be read where sockets are served.
    func isLight(_ limits: ServiceLimits) -> Bool { coding == nil && bytes.count <= limits.lightBytes }

    /// The bytes it stands for; for a worker, unless it is light.
    ///
    /// - Throws: `Problem` if they are too many or damaged, or are packed and no header says so.
    func unpacked() throws(Problem) -> [UInt8] {
        guard let coding else {
            guard CompressionKind(firstBytes: bytes) == nil else { throw .packed }
            return bytes
        }
        do throws(UnpackingError) {
            return try coding.unpacked(bytes, limit: limit)
        } catch {
            switch error {
            case .tooLarge: throw .tooLarge(limit: limit)
            case .damaged(let reason): throw .damaged(reason)
            }
        }
    }

    private static func coding(_ headers: HTTPFields) throws(Problem) -> CompressionKind? {
        let names = headers[values: .contentEncoding].flatMap { $0.split(separator: ",") }
            .map { String($0.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }).lowercased() }
            .filter { !$0.isEmpty }
        guard let name = names.first else { return nil }
        guard names.count == 1, let kind = CompressionKind(rawValue: name) else {
            throw .unknownCoding(names.joined(separator: ", "))
        }
        return kind
    }
}
