import ArgumentParser
import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleModel
import RuleProgram
import RuleSyntax
import SceneData

/// Reads a column map and binds it to a norm.
enum MapArgument {
    static func bind(_ path: String, to compiled: CompiledNorm, language: MessageLanguage) throws -> BoundColumnMap {
        guard let bytes = FileAccess.disk.read(path) else {
            throw ValidationError(language == .zh ? "读不到映射文件 `\(path)`" : "cannot read the column map `\(path)`")
        }
        var sources = SourceMap()
        var bag = DiagnosticBag()
        let file = sources.add(path: path, bytes: bytes)
        let id = compiled.model.document.id.text
        if let map = ColumnMap.load(bytes, file: file, into: &bag),
            let bound = map.bind(
                to: compiled.program.schema, norm: SchemaOption(id: id, chinese: id), conversion: UnitConversion.factor,
                into: &bag)
        {
            return bound
        }
        Console.error(
            TextRenderer(language: language, isColoured: Console.isInteractiveError).render(
                bag.diagnostics, in: sources))
        throw ExitCode(1)
    }
}
