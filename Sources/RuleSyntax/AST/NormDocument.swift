import Diagnostics
import ExactNumbers

/// A value with the place it was written at.
public struct Located<Value: Sendable & Equatable>: Sendable, Equatable {
    public var value: Value
    public var span: Span
    public init(_ value: Value, span: Span) {
        self.value = value
        self.span = span
    }
}

/// Text for people in one or both languages. One string alone stands for both.
public struct BilingualText: Sendable, Equatable {
    public var zh: String?
    public var en: String?
    public var span: Span
    public init(zh: String?, en: String?, span: Span) {
        self.zh = zh
        self.en = en
        self.span = span
    }
}

/// A declared thing's names: the key, and the name in the other language.
public struct DeclaredName: Sendable, Equatable {
    /// The key as written.
    public var key: Name
    /// `name: {zh: …}` / `name: {en: …}` as written.
    public var zh: Name?
    public var en: Name?
    public init(key: Name, zh: Name? = nil, en: Name? = nil) {
        self.key = key
        self.zh = zh
        self.en = en
    }
    /// The English name if there is one, else the key: what JSON output uses.
    public var id: String { en?.text ?? key.text }
    /// The Chinese name if there is one, else the key.
    public var chinese: String { zh?.text ?? key.text }
    public var span: Span { key.span }
}

/// `norm:` — a whole evaluation norm as written, nothing resolved.
public struct NormDocument: Sendable, Equatable {
    public var id: Name
    public var language: DocumentLanguage
    public var title: BilingualText?
    public var version: Located<String>?
    public var status: Located<NormStatus>?
    public var effective: Located<ClosedRange<CalendarDay>>?
    public var supersedes: Located<String>?
    public var transition: Transition?
    public var rounding: Located<RoundingMode>?
    public var uses: [Located<String>] = []
    public var dataYear: Name?
    public var source: Provenance?
    /// Where the points come from; nil: from where the thresholds do.
    public var pointsSource: Provenance?
    public var sources: [SourceEntry] = []
    public var units: [UnitDeclaration] = []
    public var optionSets: [OptionSetDeclaration] = []
    public var behaviours: [OptionDeclaration] = []
    public var ifUnknown: Located<CriterionUnknown>?
    public var evidence: EvidenceStrength?
    /// `may_drop: at most 30 %` — the percent expression.
    public var mayDrop: Expression?
    public var inputs: [InputDeclaration] = []
    public var facts: [FactDeclaration] = []
    public var parameters: [ParameterDeclaration] = []
    public var gates: [GateDeclaration] = []
    public var sections: [SectionDeclaration] = []
    public var bonus: BonusDeclaration?
    public var total: TotalDeclaration?
    public var grades: [GradeDeclaration] = []
    public var multiplier: MultiplierDeclaration?
    public var span: Span

    public init(id: Name, language: DocumentLanguage, span: Span) {
        self.id = id
        self.language = language
        self.span = span
    }
}

/// `factors:` — parameters and options shared by norms.
public struct FactorsDocument: Sendable, Equatable {
    public var id: Name
    public var language: DocumentLanguage
    public var title: BilingualText?
    public var source: Provenance?
    public var sources: [SourceEntry] = []
    public var units: [UnitDeclaration] = []
    public var optionSets: [OptionSetDeclaration] = []
    public var evidence: EvidenceStrength?
    public var parameters: [ParameterDeclaration] = []
    public var span: Span
    public init(id: Name, language: DocumentLanguage, span: Span) {
        self.id = id
        self.language = language
        self.span = span
    }
}

/// The language a document's own words are in.
public enum DocumentLanguage: String, Sendable, Equatable, CaseIterable { case zh, en }

/// Whether a norm is a draft or in force.
public enum NormStatus: String, Sendable, Equatable, CaseIterable {
    case draft, consultation, issued, inForce = "in force", withdrawn
}

/// Which version counts while two overlap.
public struct Transition: Sendable, Equatable {
    /// Which version counts while two are effective.
    public enum Choice: String, Sendable, Equatable, CaseIterable { case old, new, either }
    public var until: Located<CalendarDay>
    public var first: Located<Choice>?
    public var renewals: Located<Choice>?
    public var span: Span
    public init(until: Located<CalendarDay>, first: Located<Choice>?, renewals: Located<Choice>?, span: Span) {
        self.until = until
        self.first = first
        self.renewals = renewals
        self.span = span
    }
}

/// Where a threshold comes from, and how far that has been checked.
public struct Provenance: Sendable, Equatable {
    /// How sure a figure is.
    public enum Mark: String, Sendable, Equatable, CaseIterable { case read, secondary, memory, derived, proposed }
    /// Who decided a proposal, and where.
    public struct Decision: Sendable, Equatable {
        public var by: String
        public var document: String
        public init(by: String, document: String) {
            self.by = by
            self.document = document
        }
    }
    public var ref: Name?
    public var clause: String?
    public var mark: Located<Mark>?
    public var decided: Decision?
    public var note: BilingualText?
    public var span: Span
    public init(ref: Name?, clause: String?, mark: Located<Mark>?, decided: Decision?, note: BilingualText?, span: Span)
    {
        self.ref = ref
        self.clause = clause
        self.mark = mark
        self.decided = decided
        self.note = note
        self.span = span
    }
    /// True if a norm in force may rest on it.
    public var isIssuable: Bool { decided != nil || mark?.value == .read }
}

/// A document that figures are taken from.
public struct SourceEntry: Sendable, Equatable {
    public var id: Name
    public var title: BilingualText?
    public var url: String?
    public var issued: String?
    public init(id: Name, title: BilingualText?, url: String?, issued: String?) {
        self.id = id
        self.title = title
        self.url = url
        self.issued = issued
    }
}

/// A nominal unit that the norm adds.
public struct UnitDeclaration: Sendable, Equatable {
    public var symbol: Name
    public var title: BilingualText?
    public init(symbol: Name, title: BilingualText?) {
        self.symbol = symbol
        self.title = title
    }
}

/// One option of a set, a behaviour, an evidence kind.
/// `three: 三星` names it in Chinese; `{name: …, title: …}` gives both.
public struct OptionDeclaration: Sendable, Equatable {
    public var name: DeclaredName
    public var title: BilingualText?
    public init(name: DeclaredName, title: BilingualText?) {
        self.name = name
        self.title = title
    }
}

/// A named set of options.
public struct OptionSetDeclaration: Sendable, Equatable {
    public var name: DeclaredName
    public var options: [OptionDeclaration]
    public init(name: DeclaredName, options: [OptionDeclaration]) {
        self.name = name
        self.options = options
    }
}

/// Evidence kinds with their factors, weakest decides.
public struct EvidenceStrength: Sendable, Equatable {
    /// A kind of evidence with its factor.
    public struct Kind: Sendable, Equatable {
        public var option: OptionDeclaration
        public var factor: Located<ExactDecimal>
        public init(option: OptionDeclaration, factor: Located<ExactDecimal>) {
            self.option = option
            self.factor = factor
        }
    }
    /// Kinds that inputs accept under one name: the readings of a meter, a count made on the spot.
    public struct Group: Sendable, Equatable {
        public var option: OptionDeclaration
        public var kinds: [Name]
        public init(option: OptionDeclaration, kinds: [Name]) {
            self.option = option
            self.kinds = kinds
        }
    }
    public var kinds: [Kind]
    public var groups: [Group]
    public var missing: Name?
    public var source: Provenance?
    public var span: Span
    public init(kinds: [Kind], groups: [Group] = [], missing: Name?, source: Provenance? = nil, span: Span) {
        self.source = source
        self.kinds = kinds
        self.groups = groups
        self.missing = missing
        self.span = span
    }
}
