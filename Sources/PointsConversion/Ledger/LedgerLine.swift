import Diagnostics
import ExactNumbers

/// What became of one act: the grams untouched, the points with every step between, and the rules that counted.
///
/// For a settled act `exactPoints = points + remainder + Σ reductions.cut` holds exactly.
public struct LedgerLine: Sendable, Equatable {
    /// Where the multiplier came from.
    public enum MultiplierOrigin: String, Sendable, Equatable, CaseIterable {
        case label
        case act
        case noLabel = "no label"
        case suspended
        case notValid = "label not valid"
    }

    /// Line of the file of acts.
    public var line: Int
    /// The file, where several were read.
    public var file: String?
    public var act: String
    public var user: String
    /// Id where the behaviour is known, else as written.
    public var behaviour: String
    /// Both names, where the behaviour is known.
    public var behaviourName: Message?
    /// As written.
    public var time: String
    /// The act's day on the scheme's clock.
    public var day: CalendarDay?
    /// The reduction in gCO2e. No multiplier, factor or cap ever touches it.
    public var grams: ExactDecimal?
    public var scene: String?
    public var meter: String?
    /// The methodology as the act named it.
    public var method: String?
    public var rate: ConversionRate?
    public var evidence: String?
    public var evidenceFactor: ExactDecimal?
    public var multiplier: ExactDecimal?
    public var multiplierOrigin: MultiplierOrigin?
    /// Label id and norm behind the multiplier, as the labels file named them.
    public var label: String?
    public var norm: String?
    /// `grams × rate × evidence × multiplier`, before caps, exact.
    public var exactPoints: PointsFraction?
    /// The caps that bit, in the order applied.
    public var reductions: [CapReason] = []
    /// Whole points paid; 0 for a refused act.
    public var points: Int128 = 0
    /// What the one rounding left: exact points after caps less points paid; below 0 where it rounded up.
    public var remainder: PointsFraction?
    /// True if the user had a later act before it.
    public var isLate = false
    public var refusal: Refusal?
    /// The rules applied; nil where no scheme covers the act's day or it could not be told.
    public var versions: VersionStamp?

    public var isRefused: Bool { refusal != nil }

    init(_ act: ActRecord) {
        line = act.line
        file = act.file
        self.act = act.act ?? ""
        user = act.user ?? ""
        behaviour = act.behaviour ?? ""
        time = act.time ?? ""
        scene = act.scene
        meter = act.meter
        method = act.method
        label = act.label
    }
}
