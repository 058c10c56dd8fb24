import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A problem document of RFC 9457, to be said in the caller's language.
public struct Problem: Error, Sendable {
    /// One thing that is wrong with the data, and the mend.
    public struct Fault: Sendable, Encodable {
        /// Path of the input in the norm's English names, or the parameter's name.
        public var field: String
        /// The input's title; absent if it is about no input.
        public var name: String?
        /// As in docs/diagnostics.
        public var code: String?
        /// What is wrong, and how to mend it.
        public var detail: String
        /// The value as it was given, shortened.
        public var value: String?
    }

    /// Kinds of problems, the last part of their type.
    public enum Kind: String, Sendable {
        case scene = "scene-invalid"
        case unreadable = "body-unreadable"
        case parameter = "parameter-invalid"
        case norm = "norm-unknown"
        case tooLarge = "body-too-large"
        case coding = "coding-unknown"
        case slow = "request-too-slow"
        case busy
        case idempotencyKey = "idempotency-key"
        case decision = "decision-unknown"
        case label = "label-unknown"
        case change = "change-not-allowed"
        case replay = "replay-impossible"
        case plain = "about:blank"
    }

    public var status: HTTPResponse.Status
    public var kind: Kind
    public var title: Message
    public var detail: Message?
    public var faults: [Fault]
    /// Further headers of the response.
    public var headers: HTTPFields = [:]
    /// The parameter that is wrong, with what was given for it.
    public var parameter: (name: String, value: String)?

    public init(
        _ status: HTTPResponse.Status, _ kind: Kind, title: Message, detail: Message? = nil, faults: [Fault] = [],
        parameter: (name: String, value: String)? = nil
    ) {
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.faults = faults
        self.parameter = parameter
    }

    private struct Document: Encodable {
        var type: String
        var title: String
        var status: Int
        var detail: String?
        var instance: String
        var errors: [Fault]?
    }

    /// The document as a response.
    func response(_ language: MessageLanguage, path: String) -> Response {
        var faults = faults
        if let parameter {
            faults.append(
                Fault(
                    field: parameter.name, name: nil, code: nil, detail: (detail ?? title)[language],
                    value: parameter.value.isEmpty ? nil : parameter.value))
        }
        let document = Document(
            type: kind == .plain ? kind.rawValue : "urn:lowcarbonrules:problem:" + kind.rawValue,
            title: title[language], status: status.code, detail: detail?[language], instance: path,
            errors: faults.isEmpty ? nil : faults)
        var response = JSONAnswer.response(document, status: status, language: language)
        response.headers[.contentType] = "application/problem+json"
        response.headers.append(contentsOf: headers)
        return response
    }
}
