import Diagnostics
import ExactNumbers
import LowCarbonRules
import ReferenceEvaluator
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import RuleSyntax

/// The product's engine, seen through the reference's types. Keeps the norm it compiled last.
public final class EngineUnderTest: EvaluatorUnderTest, @unchecked Sendable {
    public struct Refusal: Error, CustomStringConvertible {
        public var description: String
    }

    private var text = ""
    private var compiled: CompiledNorm?
    private var interpreter: Interpreter?

    public init() {}

    public func evaluate(norm: String, factors: [String: String], scene: ReferenceScene) throws -> ReferenceResult {
        if norm != text || compiled == nil {
            var files = ["rules/norm.yaml": norm]
            for (name, content) in factors { files["rules/\(name).yaml"] = content }
            let loaded = NormLoader(files: .memory(files)).load("rules/norm.yaml")
            guard let result = loaded?.compiled else {
                let errors = (loaded?.diagnostics ?? []).filter { $0.severity == .error }
                throw Refusal(
                    description: errors.map {
                        "\($0.code) \($0.message.en) at `\(loaded?.sources.text(of: $0.span) ?? "")`"
                    }
                    .joined(separator: "; "))
            }
            text = norm
            compiled = result
            interpreter = Interpreter(result.program)
        }
        guard let compiled, let interpreter else { throw Refusal(description: "not compiled") }
        let record = try SceneLayout(compiled.program.schema).record(scene)
        interpreter.run(record)
        var result = ResultReader(norm: compiled, interpreter: interpreter).result(asOf: scene.asOf)
        #if DEBUG
            // No other evaluator has such a status, so that whoever compares sees it.
            let found = compiled.model.effective.contains(scene.asOf) ? interpreter.valuesOutOfBounds(record) : []
            if !found.isEmpty { result.status = "out of bounds: \(found.joined(separator: "; "))" }
        #endif
        return result
    }
}

/// Lays a scene of the reference out for the engine.
public struct SceneLayout {
    let schema: InputSchema

    public init(_ schema: InputSchema) { self.schema = schema }

    public func record(_ scene: ReferenceScene) throws -> SceneRecord {
        var record = SceneRecord(schema: schema, asOf: scene.asOf.number)
        for (name, answer) in scene.answers {
            guard let index = position(of: name, in: schema.fields.map(\.name)) else { continue }
            if case .list(let records) = answer, case .list(_, let fields) = schema.fields[index].kind {
                record.values[index] = Int128(records.count)
                record.states[index] = .known
                for (column, field) in fields.enumerated() {
                    for element in records {
                        let given = element[field.name.id] ?? element[field.name.chinese]
                        let (value, state) = try given.map { try cell($0, field) } ?? (0, .unknown)
                        record.lists[index].values[column].append(value)
                        record.lists[index].states[column].append(state)
                    }
                }
            } else {
                (record.values[index], record.states[index]) = try cell(answer, schema.fields[index])
            }
        }
        for (name, kind) in scene.evidence {
            guard let index = position(of: name, in: schema.fields.map(\.name)),
                let factor = position(of: kind, in: schema.evidenceKinds)
            else { continue }
            record.evidence[index] = Int16(factor)
        }
        for claim in scene.claims {
            if let index = position(of: claim, in: schema.claims) { record.claims[index] = true }
        }
        return record
    }

    private func position(of name: String, in names: [SchemaOption]) -> Int? {
        names.firstIndex { $0.id == name || $0.chinese == name }
    }

    private func cell(_ answer: ReferenceAnswer, _ field: InputField) throws -> (Int128, ValueState) {
        switch (answer, field.kind) {
        case (.notApplicable, _): return (0, .notApplicable)
        case (.number(let value), .number(let scale, _, _)):
            guard let mantissa = value.mantissa(atScale: scale) else {
                throw EngineUnderTest.Refusal(description: "too precise: \(value)")
            }
            return (mantissa, .known)
        case (.boolean(let value), .boolean): return (value ? 1 : 0, .known)
        case (.date(let day), .date): return (Int128(day.number), .known)
        case (.option(let name), .option(let options)):
            return (Int128(position(of: name, in: options) ?? 0), .known)
        case (.text(let text), .text(let constants)), (.option(let text), .text(let constants)):
            return (Int128(constants.firstIndex(of: text) ?? constants.count), .known)
        default: throw EngineUnderTest.Refusal(description: "answer \(answer) for \(field.name.id)")
        }
    }
}
