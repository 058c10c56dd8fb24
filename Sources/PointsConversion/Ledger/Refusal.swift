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

        /// A few words for people.
        public var title: Message {
            switch self {
            case .unreadable: Message(zh: "无法读取", en: rawValue)
            case .missingField: Message(zh: "缺少字段", en: rawValue)
            case .notANumber: Message(zh: "不是数", en: rawValue)
            case .negativeGrams: Message(zh: "克数为负", en: rawValue)
            case .gramsTooLarge: Message(zh: "克数过大", en: rawValue)
            case .gramsTooFine: Message(zh: "克数小数位过多", en: rawValue)
            case .badTime: Message(zh: "时间写法不对", en: rawValue)
            case .outsideEffective: Message(zh: "不在有效期内", en: rawValue)
            case .outOfOrder: Message(zh: "早于已结算的行为", en: rawValue)
            case .unknownBehaviour: Message(zh: "未知的行为", en: rawValue)
            case .unknownEvidence: Message(zh: "未知的证据种类", en: rawValue)
            case .evidenceMissing: Message(zh: "缺少证据", en: rawValue)
            case .evidenceNotAccepted: Message(zh: "证据不被接受", en: rawValue)
            case .unknownLabel: Message(zh: "未知的标识", en: rawValue)
            case .labelNotValid: Message(zh: "标识无效", en: rawValue)
            case .labelAmbiguous: Message(zh: "标识互相矛盾", en: rawValue)
            case .multiplierOutside: Message(zh: "倍率超出范围", en: rawValue)
            case .multiplierDisagrees: Message(zh: "倍率与标识不符", en: rawValue)
            case .alreadyPaid: Message(zh: "已经结算", en: rawValue)
            case .idReused: Message(zh: "编号重复使用", en: rawValue)
            case .meterMissing: Message(zh: "缺少表号", en: rawValue)
            case .meterPaid: Message(zh: "该表本期已结算", en: rawValue)
            }
        }
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
