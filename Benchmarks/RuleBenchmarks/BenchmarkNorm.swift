import Diagnostics
import ExactNumbers
import Foundation
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import YAMLTree

/// A norm file held in memory, taken through the passes one at a time.
struct BenchmarkNorm {
    let title: String
    let bytes: [UInt8]
    private let factors: [String: FactorsDocument]

    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The norm for comparisons, the shipped norms, and those that `generate.py` wrote beside it.
    static let all: [BenchmarkNorm] = {
        var paths = ["Benchmarks/norms/baseline.yaml"]
        paths += ["hotel", "restaurant", "scenic-spot", "supermarket"].map { "rules/\($0)/2026.1.yaml" }
        paths += ["criteria-2000", "table-5000"].map { "Benchmarks/norms/generated/\($0).yaml" }
        return paths.compactMap(BenchmarkNorm.init)
    }()

    init?(_ path: String) {
        guard let data = try? Data(contentsOf: BenchmarkNorm.package.appendingPathComponent(path)) else { return nil }
        let parts = path.split(separator: "/")
        title = parts[0] == "rules" ? String(parts[1]) : String(parts[parts.count - 1].dropLast(".yaml".count))
        bytes = Array(data)
        var factors: [String: FactorsDocument] = [:]
        for name in ["factors/energy", "factors/evidence", "factors/refrigerants"] {
            let place = BenchmarkNorm.package.appendingPathComponent("rules/\(name).yaml")
            guard let data = try? Data(contentsOf: place) else { continue }
            var bag = DiagnosticBag()
            let file = SourceID(1 + factors.count)
            guard let root = YAMLLoader.load(Array(data), file: file, into: &bag) else { continue }
            factors[name] = DocumentParser.parseFactors(root, source: Array(data), into: &bag).0
        }
        self.factors = factors
    }

    /// Bytes to nodes.
    func tree() -> YAMLNode? {
        var bag = DiagnosticBag()
        return YAMLLoader.load(bytes, file: SourceID(0), into: &bag)
    }

    /// Nodes to syntax tree.
    func document(_ root: YAMLNode) -> NormDocument? {
        var bag = DiagnosticBag()
        let none = ResourceReader { _ in nil }
        return DocumentParser.parseNorm(root, source: bytes, resources: none, into: &bag).0
    }

    /// Syntax tree to checked model.
    func model(_ document: NormDocument) -> NormModel? {
        var bag = DiagnosticBag()
        return NormCheck.model(document, imports: factors, into: &bag).0
    }

    /// Checked model to program.
    func compiled(_ model: NormModel) -> CompiledNorm? {
        var bag = DiagnosticBag()
        return RuleCompiler.compile(model, into: &bag)
    }

    /// A scene that answers everything, numbers with the middle of their range, lists with up to five entries.
    static func scene(_ schema: InputSchema, asOf: CalendarDay) -> SceneRecord {
        var record = SceneRecord(schema: schema, asOf: asOf.number)
        for (index, field) in schema.fields.enumerated() {
            record.states[index] = .known
            guard case .list(let most, let fields) = field.kind else {
                record.values[index] = middle(field)
                continue
            }
            let count = min(5, most)
            record.values[index] = Int128(count)
            for (column, inner) in fields.enumerated() {
                record.lists[index].values[column] = Array(repeating: middle(inner), count: count)
                record.lists[index].states[column] = Array(repeating: .known, count: count)
            }
        }
        return record
    }

    private static func middle(_ field: InputField) -> Int128 {
        switch field.kind {
        case .number(_, let low, let high), .date(let low, let high): return low + (high - low) / 2
        case .boolean: return 1
        case .option, .text, .list: return 0
        }
    }
}
