import Diagnostics
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import SceneData

/// Scene files against the shipped hotel norm: the size of the blocks changes nothing, and every scene can be scored.
enum SceneTarget {
    private static let hotel: CompiledNorm = {
        let files = ["hotel/2026.1", "factors/energy", "factors/evidence", "factors/refrigerants"].map { name in
            ("rules/\(name).yaml", String(decoding: repositoryFile("rules/\(name).yaml"), as: UTF8.self))
        }
        let loaded = NormLoader(files: .memory(Dictionary(files) { first, _ in first })).load("rules/hotel/2026.1.yaml")
        guard let compiled = loaded?.compiled else { finding("the hotel norm is refused") }
        return compiled
    }()

    /// The first byte chooses JSON Lines, JSON or YAML.
    @Sendable static func scenes(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        read(
            Array(bytes.dropFirst()), [SceneFormat.jsonLines, .json, .yaml][Int(first % 3)], block: 1 + Int(first / 3))
    }

    @Sendable static func csv(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return }
        read(Array(bytes.dropFirst()), .csv, block: 1 + Int(first))
    }

    /// A column map, then a line `===`, then a CSV.
    @Sendable static func map(_ bytes: [UInt8]) {
        let mark = Array("\n===\n".utf8)
        let cut = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.endIndex
        let text = Array(bytes[..<cut])
        let csv = cut < bytes.endIndex ? Array(bytes[(cut + mark.count)...]) : Array("a,b\n1,2\n".utf8)
        var sources = SourceMap()
        let file = sources.add(path: "map.yaml", bytes: text)
        var bag = DiagnosticBag()
        let read = ColumnMap.load(text, file: file, into: &bag)
        require(read != nil || bag.hasErrors, "no map came back and nothing was said")
        let bound = read?.bind(
            to: hotel.program.schema, norm: SchemaOption(id: "hotel", chinese: "酒店"), conversion: UnitConversion.factor,
            into: &bag)
        FindingChecks.check(bag.diagnostics, in: sources, file: file, bytes: text)
        if let bound { self.read(csv, .csv, block: 64, map: bound) }
    }

    private static func read(_ bytes: [UInt8], _ format: SceneFormat, block: Int, map: BoundColumnMap? = nil) {
        let whole = lines(bytes, format, block: 1 << 20, map)
        let pieces = lines(bytes, format, block: block, map)
        require(whole == pieces, "blocks of \(block) bytes give \(pieces), not \(whole)")
    }

    /// The result lines of a file.
    private static func lines(_ bytes: [UInt8], _ format: SceneFormat, block: Int, _ map: BoundColumnMap?) -> [String] {
        var options = SceneReadingOptions()
        options.blockBytes = block
        options.defaultAsOf = hotel.model.effective.lowerBound
        let scorer = SceneScorer(hotel)
        let line = ResultLine(hotel)
        var lines: [String] = []
        do throws(SceneFileError) {
            let reader = try SceneReader(
                bytes: bytes, format: format, file: "f", schema: hotel.program.schema, options: options, map: map)
            var scene = SceneInput(schema: hotel.program.schema)
            while reader.next(into: &scene) {
                for error in scene.errors + scene.warnings {
                    require(!error.message.en.isEmpty && !error.message.zh.isEmpty, "\(error.code) without words")
                }
                scorer.run(scene)
                lines.append(String(decoding: line.line(SceneHead(scene), scorer), as: UTF8.self))
                lines[lines.count - 1] += "\(scene.row) \(scene.line) \(scene.errors.map(\.place))"
            }
        } catch {
            require(!error.errors.isEmpty, "refused without a word")
            lines.append("\(error.errors.map(\.code))")
        }
        return lines
    }
}
