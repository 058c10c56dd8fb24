import Diagnostics
import ExactNumbers
import RuleProgram
import Testing

@testable import SceneData

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A small hotel norm's inputs: one of every kind.
let hotel = InputSchema(
    fields: [
        InputField(
            name: SchemaOption(id: "floor_area", chinese: "建筑面积"), kind: .number(scale: 1, low: 1, high: 20_000_000),
            unit: "m2",
            usualLow: 1000, usualHigh: 3_000_000),
        InputField(
            name: SchemaOption(id: "electricity", chinese: "年用电量"),
            kind: .number(scale: 0, low: 0, high: 1_000_000_000), unit: "kWh/a",
            takesEvidence: true, usualLow: 10_000, usualHigh: 50_000_000),
        InputField(
            name: SchemaOption(id: "occupancy", chinese: "入住率"), kind: .number(scale: 1, low: 0, high: 1000), unit: "%"),
        InputField(
            name: SchemaOption(id: "star", chinese: "星级"),
            kind: .option([
                SchemaOption(id: "three", chinese: "三星"), SchemaOption(id: "four", chinese: "四星"),
                SchemaOption(id: "five", chinese: "五星"),
            ])),
        InputField(name: SchemaOption(id: "air_conditioned", chinese: "设有空调"), kind: .boolean, mayNotApply: true),
        InputField(
            name: SchemaOption(id: "first_awarded", chinese: "首次授牌日期"), kind: .date(low: -25567, high: 84005),
            mayNotApply: true),
        InputField(name: SchemaOption(id: "remark", chinese: "备注"), kind: .text(["open", "closed"])),
        InputField(
            name: SchemaOption(id: "refrigeration", chinese: "制冷设备"),
            kind: .list(
                max: 3,
                fields: [
                    InputField(
                        name: SchemaOption(id: "refrigerant", chinese: "制冷剂"),
                        kind: .option([SchemaOption(id: "R32", chinese: ""), SchemaOption(id: "R290", chinese: "")])),
                    InputField(
                        name: SchemaOption(id: "charge", chinese: "充注量"), kind: .number(scale: 1, low: 0, high: 50_000),
                        unit: "kg"),
                ])),
    ],
    evidenceKinds: [SchemaOption(id: "metered", chinese: "计量"), SchemaOption(id: "self_declared", chinese: "自报")],
    claims: [SchemaOption(id: "E1", chinese: "能耗强度"), SchemaOption(id: "W2", chinese: "中水")])

func scenes(
    _ text: String, _ format: SceneFormat = .jsonLines, schema: InputSchema = hotel,
    options: SceneReadingOptions = SceneReadingOptions()
) throws -> [SceneInput] {
    try scenes(Array(text.utf8), format, schema: schema, options: options)
}

func scenes(
    _ bytes: [UInt8], _ format: SceneFormat, schema: InputSchema = hotel,
    options: SceneReadingOptions = SceneReadingOptions()
) throws -> [SceneInput] {
    Array(try SceneReader(bytes: bytes, format: format, file: "test", schema: schema, options: options))
}

extension SceneInput {
    var codes: [String] { errors.map(\.code.id) }

    /// `values`, `-` where unknown, `n/a` where not applicable; lists with their columns; then evidence and claims.
    var outline: String {
        var parts: [String] = []
        for index in record.values.indices {
            switch record.states[index] {
            case .known: parts.append(String(record.values[index]))
            case .notApplicable: parts.append("n/a")
            default: parts.append("-")
            }
            if record.lists[index].values.contains(where: { !$0.isEmpty }) {
                let columns = zip(record.lists[index].values, record.lists[index].states).map { values, states in
                    zip(values, states).map { $1 == .known ? String($0) : "-" }.joined(separator: " ")
                }
                parts[parts.count - 1] += "(" + columns.joined(separator: " | ") + ")"
            }
        }
        return parts.joined(separator: ",") + ";" + record.evidence.map(String.init).joined(separator: ",") + ";"
            + record.claims.map { $0 ? "1" : "0" }.joined() + ";" + id + ";" + (asOf?.description ?? "")
    }
}

/// Bytes of a file; nil if it is not there.
func contents(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&block, 1, block.count, file)
        if count == 0 { return result }
        result.append(contentsOf: block[..<count])
    }
}

/// The package's root, from this file.
let packageRoot: String = #filePath.components(before: "/Tests/")

extension String {
    func components(before marker: String) -> String {
        guard let range = firstRange(of: marker) else { return self }
        return String(self[..<range.lowerBound])
    }
}

/// A file beside the package; nil, and said plainly, if it is not there.
func shared(_ path: String) -> [UInt8]? {
    guard let bytes = contents(packageRoot + "/../shared/" + path) else {
        print("skipped: ../shared/\(path) is not here")
        return nil
    }
    return bytes
}
