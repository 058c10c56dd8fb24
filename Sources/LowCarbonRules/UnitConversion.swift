import Diagnostics
import ExactNumbers
import RuleModel
import RuleSyntax
import YAMLTree

/// Exact factors between units, for column maps.
public enum UnitConversion {
    /// Times which a value in `from` becomes one in `to`; nil if they do not convert. An empty text is a bare number.
    public static func factor(_ from: String, _ to: String) -> (numerator: Int128, denominator: Int128)? {
        guard let source = unit(from), let target = unit(to), source.dimensions == target.dimensions else { return nil }
        let factor = source.factor / target.factor
        guard let numerator = Int128(exactly: factor.numerator), let denominator = Int128(exactly: factor.denominator)
        else { return nil }
        return (numerator, denominator)
    }

    private static func unit(_ text: String) -> Unit? {
        if text.isEmpty || text == "1" { return Unit.none }
        var bag = DiagnosticBag()
        let map = TextMap(file: SourceID(0), segments: [.init(text: 0, source: 0)], sourceEnd: text.utf8.count)
        guard let syntax = ExpressionParser.unit(LocatedText(string: text, map: map), into: &bag), !bag.hasErrors,
            case .success(let unit) = UnitRegistry().resolve(syntax)
        else { return nil }
        return unit
    }
}
