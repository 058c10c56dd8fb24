/// One act as a file gave it: every field still text, so that a mistake spoils only this act.
public struct ActRecord: Sendable, Equatable {
    /// Line of the file, counted from 1.
    public var line: Int
    /// The file, where several are read; nil for a single one.
    public var file: String?
    public var act: String?
    public var user: String?
    public var behaviour: String?
    public var time: String?
    /// Reduction in gCO2e, exact decimal text.
    public var grams: String?
    public var evidence: String?
    /// Scene where the act took place.
    public var scene: String?
    /// Id of one label, where a scene has several.
    public var label: String?
    public var multiplier: String?
    /// What may be paid once per period: a meter, an account, a contract.
    public var meter: String?
    /// Methodology, with its version, that gave the grams; carried through to the ledger.
    public var method: String?
    /// Why the line could not be read at all.
    public var problem: Refusal?

    public init(line: Int, file: String? = nil) {
        self.line = line
        self.file = file
    }

    /// The fields that make up what is claimed, for telling a repeated act from another one under the same id.
    var fingerprint: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for field in [user, behaviour, time, grams, evidence, scene, label, multiplier, meter, method] {
            for byte in (field ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ (field == nil ? 0x100 : 0x101)) &* 0x100_0000_01b3
        }
        return hash
    }
}

/// The fields of an act, with their names in both languages.
public enum ActField: String, Sendable, CaseIterable {
    case act, user, behaviour, time, grams, evidence, scene, label, multiplier, meter, method

    public var chinese: String {
        switch self {
        case .act: "编号"
        case .user: "用户"
        case .behaviour: "行为"
        case .time: "时间"
        case .grams: "克数"
        case .evidence: "证据"
        case .scene: "场景"
        case .label: "标识"
        case .multiplier: "倍率"
        case .meter: "表号"
        case .method: "方法学"
        }
    }

    public init?(name: String) {
        guard let field = ActField.allCases.first(where: { $0.rawValue == name || $0.chinese == name }) else {
            return nil
        }
        self = field
    }
}

extension ActRecord {
    subscript(field: ActField) -> String? {
        get {
            switch field {
            case .act: act
            case .user: user
            case .behaviour: behaviour
            case .time: time
            case .grams: grams
            case .evidence: evidence
            case .scene: scene
            case .label: label
            case .multiplier: multiplier
            case .meter: meter
            case .method: method
            }
        }
        set {
            switch field {
            case .act: act = newValue
            case .user: user = newValue
            case .behaviour: behaviour = newValue
            case .time: time = newValue
            case .grams: grams = newValue
            case .evidence: evidence = newValue
            case .scene: scene = newValue
            case .label: label = newValue
            case .multiplier: multiplier = newValue
            case .meter: meter = newValue
            case .method: method = newValue
            }
        }
    }
}
