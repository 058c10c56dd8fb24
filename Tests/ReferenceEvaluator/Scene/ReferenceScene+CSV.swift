import RuleSyntax

/// Scenes as rows of a CSV (`docs/scenes.md`, section 1).
extension ReferenceScene {
    /// A file of scenes: the header, then each with its name.
    public static func csv(_ scenes: [(name: String, scene: ReferenceScene)], of norm: ReferenceNorm) -> String {
        let inputs = norm.norm.inputs
        let evidenced = inputs.filter { !$0.evidence.isEmpty }
        let header =
            ["scene", "as_of"] + inputs.map(\.name.id) + evidenced.map { $0.name.id + ".evidence" }
            + ["not_applicable"]
        let rows = scenes.map { name, scene in
            let answers = inputs.map { input in
                input.name.aliases.compactMap { scene.answers[$0] }.first.map(\.cell) ?? ""
            }
            let kinds = evidenced.map { input in input.name.aliases.compactMap { scene.evidence[$0] }.first ?? "" }
            return [name, "\(scene.asOf)"] + answers + kinds + [scene.claims.sorted().joined(separator: ";")]
        }
        return ([header] + rows).map { $0.map(quoted(cell:)).joined(separator: ",") + "\n" }.joined()
    }

    private static func quoted(cell: String) -> String {
        guard cell.contains(where: { ",\"\n".contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}

extension ReferenceAnswer {
    fileprivate var cell: String {
        switch self {
        case .number(let number): "\(number)"
        case .boolean(let holds): "\(holds)"
        case .option(let name), .text(let name): name
        case .date(let day): "\(day)"
        case .list: json
        case .notApplicable: "not applicable"
        }
    }
}
