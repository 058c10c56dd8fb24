import SyntaxSamples

/// Writes random norms in the rule language, small and well typed, from a seed.
public struct NormGenerator {
    /// What the norms may hold.
    public struct Features: Sendable {
        public var lists = true
        public var series = true
        public var evidence = true
        public var notApplicable = true
        /// `if_unknown: zero points` and `if_unknown` of gates, which decide what is unknown.
        public var unknownDecided = true
        public init() {}
    }

    var random: SplitMix64
    let features: Features
    var text = NormText()
    var numbers: [NumberName] = []
    var conditions: [ConditionName] = []
    var choices: [ChoiceName] = []
    var dates: [DateName] = []
    var lists: [ListName] = []
    var texts: [TextName] = []
    var wides: [WideName] = []
    /// Facts that are texts.
    var writtenTexts: [[String]] = []
    /// Parameters with a lower and a higher column.
    var spans: [(names: [String], measure: Measure)] = []
    var sections: [[String]] = []
    var criteria: [[String]] = []
    var optionSets: [ChoiceName] = []
    var usesEvidence = false
    /// The mode of every `round`.
    var rounding = ""
    /// The least total.
    var least = Points(0)
    /// Ids and all names of facts that give zero points where a need fails: gates may not read them.
    var zeroPointFacts: Set<String> = []
    var zeroPointNames: Set<String> = []
    var counter = 0

    private init(_ random: SplitMix64, features: Features) {
        self.random = random
        self.features = features
    }

    /// The YAML text of norm number `seed`.
    public static func norm(seed: UInt64, features: Features = Features()) -> String {
        var generator = NormGenerator(SplitMix64(seed: seed), features: features)
        return generator.write()
    }

    /// The YAML text of the norm that `bytes` choose, so that a fuzzer steers it.
    public static func norm(bytes: [UInt8], features: Features = Features()) -> String {
        var generator = NormGenerator(SplitMix64(bytes: bytes), features: features)
        return generator.write()
    }

    private mutating func write() -> String {
        text.add(0, "norm: random")
        text.add(0, "title: {zh: 随机, en: random}")
        text.add(0, "language: en")
        text.add(0, "version: \"1\"")
        text.add(0, "status: draft")
        text.add(0, "effective: 2025-01-01..2029-12-31")
        let modes = ["half up", "half even", "half down", "down", "up", "floor", "ceiling"]
        rounding = random.pick(modes) ?? modes[0]
        text.add(0, "rounding: \(rounding)")
        text.add(0, "behaviours: {metro: 地铁出行, walk: 步行}")
        if features.unknownDecided, random.chance(10) { text.add(0, "if_unknown: zero points") }
        if features.evidence, random.chance(60) {
            usesEvidence = true
            text.add(0, "evidence: {kinds: {metered: 1, certificate: 0.8, self_declared: 0.5}, missing: self_declared}")
        }
        if features.notApplicable, random.chance(60) { text.add(0, "may_drop: at most \(random.whole(1...9))0 %") }
        if features.series { text.add(0, "data_year: year_of_data") }
        writeOptions()
        writeInputs()
        writeParameters()
        writeFacts()
        writeGates()
        writeScores()
        writeGrades()
        writeMultiplier()
        return text.string
    }

    /// A new thing's English and Chinese name.
    mutating func newNames(_ en: String, _ zh: String) -> [String] {
        counter += 1
        return ["\(en)\(counter)", "\(zh)\(counter)"]
    }

    /// The first lines of a new thing; returns its names.
    mutating func heading(_ en: String, _ zh: String, at level: Int = 1) -> [String] {
        let names = newNames(en, zh)
        text.add(level, "\(names[0]):")
        text.add(level + 1, declared(names))
        return names
    }

    /// Mostly the English name.
    mutating func spelled(_ names: [String]) -> String {
        random.chance(20) ? names.last ?? "" : names.first ?? ""
    }

    func declared(_ names: [String]) -> String { "name: {zh: \(names.last ?? "")}" }
}

/// Lines of YAML with their indentation.
struct NormText: Sendable {
    private var lines: [String] = []

    var string: String { lines.joined(separator: "\n") + "\n" }

    var count: Int { lines.count }

    func lines(from start: Int) -> [String] { Array(lines[start...]) }

    mutating func add(_ level: Int, _ line: String) {
        lines.append(String(repeating: "  ", count: level) + line)
    }

    /// An expression or a table in block style.
    mutating func add(_ level: Int, _ key: String, block: String) {
        add(level, key + ": |")
        for line in block.split(separator: "\n") { add(level + 1, String(line)) }
    }
}
