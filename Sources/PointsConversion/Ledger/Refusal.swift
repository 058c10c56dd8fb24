import Diagnostics

/// Why an act was not settled. A refused act uses up nothing: put right, it may come again under the same id.
public struct Refusal: Sendable, Equatable, Error {
    /// Stable words for machines.
    public enum Reason: String, Sendable, Equatable, CaseIterable {
        case unreadable = "unreadable"
        case missingField = "missing field"
        case notANumber = "not a number"
        case negativeGrams = "negative grams"
        case gramsTooLarge = "grams too large"
        case gramsTooFine = "grams too fine"
        case badTime = "bad time"
        case outsideEffective = "outside effective"
        case outOfOrder = "out of order"
        case unknownBehaviour = "unknown behaviour"
        case unknownEvidence = "unknown evidence"
        case evidenceMissing = "evidence missing"
        case evidenceNotAccepted = "evidence not accepted"
        case unknownLabel = "unknown label"
        case labelNotValid = "label not valid"
        case labelAmbiguous = "label ambiguous"
        case multiplierOutside = "multiplier outside"
        case multiplierDisagrees = "multiplier disagrees"
        case alreadyPaid = "already paid"
        case idReused = "id reused"
        case meterMissing = "meter missing"
        case meterPaid = "meter paid"
    }

    public var reason: Reason
    public var message: Message

    public init(_ reason: Reason, zh: String, en: String) {
        self.reason = reason
        self.message = Message(zh: zh, en: en)
    }

    static func missing(_ field: ActField) -> Refusal {
        Refusal(.missingField, zh: "缺少“\(field.chinese)”", en: "`\(field.rawValue)` is missing")
    }
}
