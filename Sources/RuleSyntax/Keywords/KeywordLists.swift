import ExactNumbers

/// Every closed list of values and headings in the language.
public enum KeywordList {
    public static let languages = KeywordValues<DocumentLanguage>([(.languageZh, .zh), (.languageEn, .en)])
    public static let normStatuses = KeywordValues<NormStatus>([
        (.draft, .draft), (.consultation, .consultation), (.issued, .issued), (.inForce, .inForce),
        (.withdrawn, .withdrawn),
    ])
    public static let transitionChoices = KeywordValues<Transition.Choice>([
        (.old, .old), (.new, .new), (.either, .either),
    ])
    public static let roundingModes = KeywordValues<RoundingMode>([
        (.halfUp, .halfUp), (.halfEven, .halfEven), (.halfDown, .halfDown), (.down, .down), (.up, .up),
        (.floor, .floor), (.ceiling, .ceiling),
    ])
    public static let types = KeywordValues<InputDeclaration.TypeName>([
        (.number, .number), (.whole, .whole), (.boolean, .boolean), (.calendarDate, .date), (.text, .text),
        (.option, .option),
    ])
    public static let criterionUnknowns = KeywordValues<CriterionUnknown>([(.open, .open), (.zeroPoints, .zeroPoints)])
    public static let inputUnknowns = KeywordValues<InputDeclaration.Unknown>([
        (.zeroPoints, .zeroPoints), (.notAssessable, .notAssessable),
    ])
    public static let factOtherwise = KeywordValues<FactDeclaration.Otherwise>([
        (.zeroPoints, .zeroPoints), (.notApplicable, .notApplicable), (.notAssessable, .notAssessable),
    ])
    public static let gateOtherwise = KeywordValues<GateDeclaration.Otherwise>([
        (.fail, .fail), (.notAssessable, .notAssessable),
    ])
    public static let respondents = KeywordValues<InputDeclaration.Respondent>([
        (.applicant, .applicant), (.verifier, .verifier),
    ])
    public static let gateProvisions = KeywordValues<Bool>([(.scoresOnly, true)])
    public static let gateUnknowns = KeywordValues<GateDeclaration.Unknown>([
        (.open, .open), (.fail, .fail), (.notAssessable, .notAssessable),
    ])
    public static let booleans = KeywordValues<Bool>([(.yes, true), (.no, false)])
    public static let outside = KeywordValues<Bool>([(.clamp, true)])
    public static let clocks = KeywordValues<ParameterDeclaration.Clock>([
        (.assessment, .assessment), (.dataYearClock, .dataYear),
    ])
    public static let marks = KeywordValues<Provenance.Mark>([
        (.markRead, .read), (.markSecondary, .secondary), (.markMemory, .memory), (.markDerived, .derived),
        (.markProposed, .proposed),
    ])
    public static let hitPolicies = KeywordValues<HitPolicy>(
        HitPolicy.allCases.map { (Keyword($0.rawValue, $0.rawValue), $0) })
    public static let directions = KeywordValues<CriterionDeclaration.Bands.Direction>([
        (.atLeastHeading, .atLeast), (.aboveHeading, .above), (.atMostHeading, .atMost), (.belowHeading, .below),
    ])
    public static let changeDirections = KeywordValues<InputDeclaration.Change.Direction>([
        (.increase, .up), (.decrease, .down), (.anyDirection, .any),
    ])
    /// Rows of the multiplier's `status` table.
    public static let sceneStatuses = KeywordValues(words: [.notEligible, .notAssessable, .incomplete, .invalid])
    /// First column of a dated parameter.
    public static let seriesHeadings = KeywordValues(words: [.fromHeading, .dateHeading, .dataYearHeading])
    /// Columns of a parameter's table that say where the row comes from.
    public static let metadataHeadings = KeywordValues(words: [
        .basisHeading, .noticeHeading, .publishedHeading, .regionHeading, .mark, .ref, .note,
    ])
    /// Headings with one meaning each.
    public static let fixedHeadings = KeywordValues(words: [
        .pointsHeading, .value, .atHeading, .multiplier, .gradeHeading, .status, .actDateHeading, .behaviourHeading,
        .addHeading,
    ])
    /// Words inside `at most 30 %` and `at most 3 years`.
    public static let limits = KeywordValues(words: [.noMoreThan, .years, .year])

    /// The lists without their meanings.
    public static let all: [any KeywordListing] = [
        languages, normStatuses, transitionChoices, roundingModes, types, criterionUnknowns, inputUnknowns,
        factOtherwise, gateOtherwise, respondents, gateProvisions, gateUnknowns, booleans, outside, clocks, marks,
        hitPolicies, directions,
        changeDirections, sceneStatuses, seriesHeadings, metadataHeadings, fixedHeadings, limits,
    ]
}

/// A closed list of words.
public protocol KeywordListing: Sendable {
    var keywords: [Keyword] { get }
}

extension KeywordValues: KeywordListing {}
