import BigInt
import Diagnostics
import RuleModel
import RuleSyntax
import Testing
import YAMLTree

/// Units against the factors of `docs/language-reference.md`, section 15, and their products against working them out by hand.
struct UnitTests {
    private func unit(_ text: String) throws -> RuleModel.Unit {
        if text == "1" { return .none }
        let map = TextMap(file: SourceID(0), segments: [.init(text: 0, source: 0)], sourceEnd: text.utf8.count)
        var bag = DiagnosticBag()
        let syntax = try #require(ExpressionParser.unit(LocatedText(string: text, map: map), into: &bag))
        return try UnitRegistry().resolve(syntax).get()
    }

    /// One of the first unit is so many of the second. Every unit that converts into another is there.
    @Test(arguments: [
        ("km", "m", "1000"), ("m", "mm", "1000"), ("km2", "m2", "1000000"), ("ha", "m2", "10000"),
        ("ft2", "m2", "0.09290304"), ("m3", "L", "1000"), ("L", "mL", "1000"), ("kgal", "L", "3785.411784"),
        ("g", "mg", "1000"), ("kg", "g", "1000"), ("t", "kg", "1000"), ("lb", "kg", "0.45359237"), ("kJ", "J", "1000"),
        ("MJ", "kJ", "1000"), ("GJ", "MJ", "1000"), ("TJ", "GJ", "1000"), ("Wh", "J", "3600"), ("kWh", "MJ", "3.6"),
        ("MWh", "kWh", "1000"), ("GWh", "MWh", "1000"), ("kBtu", "kWh", "0.29307107"), ("therm", "kBtu", "100"),
        ("kW", "W", "1000"), ("MW", "kW", "1000"), ("min", "s", "60"), ("h", "min", "60"), ("yuan", "CNY", "1"),
        ("kgce", "gce", "1000"), ("tce", "kgce", "1000"), ("kgCO2e", "gCO2e", "1000"), ("tCO2e", "kgCO2e", "1000"),
        ("kgCO2", "gCO2", "1000"), ("tCO2", "kgCO2", "1000"), ("MWh/ha", "kWh/m2", "0.1"),
        ("L/(bed.d)", "m3/(bed.d)", "0.001"),
        ("kWh/(ft2.a)", "kWh/(m2.a)", "3125000/290322"), ("1/h", "1/min", "1/60"), ("%/a", "1/a", "0.01"),
        ("a/%", "a", "100"),
    ])
    func oneIsSoMany(_ from: String, _ to: String, _ factor: String) throws {
        let wanted = try rational(factor)
        #expect(try unit(from).conversion(to: unit(to)) == wanted)
        #expect(try unit(to).conversion(to: unit(from)) == .one / wanted)
    }

    private func rational(_ text: String) throws -> Rational {
        let parts = text.split(separator: "/")
        let digits = try #require(parts.first).split(separator: ".")
        let places = digits.count > 1 ? digits[1].count : 0
        let top = try #require(BigInt(digits.joined()))
        let below = parts.count > 1 ? try #require(BigInt(String(parts[1]))) : 1
        return Rational(top, below * .powerOfTen(places))
    }

    @Test(arguments: [
        ("kWh", "kW.h"), ("kgCO2e", "kgCO2"), ("kgce", "kg"), ("d", "a"), ("month", "d"), ("%", "1"), ("1", "%"),
        ("m2", "m"),
        ("kWh/a", "kWh"), ("room", "bed"),
    ])
    func othersDoNotMix(_ from: String, _ to: String) throws {
        #expect(try unit(from).conversion(to: unit(to)) == nil)
    }

    /// What a product, or a quotient, of two units is: its written form, what values take, and whether a bare number beside it can
    /// be read in one way only.
    @Test(arguments: [
        ("kWh/a", "kgCO2e/kWh", false, "kgCO2e/a", "1", Unit.Spelling.certain),
        ("kWh/a", "m2", true, "kWh/(a.m2)", "1", .certain), ("kWh", "a", false, "kWh.a", "1", .certain),
        ("kWh/a", "kWh/a", true, "", "1", .certain), ("kWh", "MWh", true, "", "0.001", .certain),
        ("MWh", "kWh", true, "", "1000", .certain), ("m", "m", false, "m^2", "1", .certain),
        ("m2", "%", false, "m2.%", "1", .percentProduct), ("%", "m2", false, "%.m2", "1", .percentProduct),
        ("m2", "%", true, "m2/%", "1", .percentProduct), ("%", "m2", true, "%/m2", "1", .percentProduct),
        ("%/a", "a", false, "%", "1", .certain), ("%/a", "%", true, "1/a", "1", .certain),
        ("%", "%", true, "", "1", .certain), ("%", "%", false, "%^2", "1", .percentProduct),
        ("1", "%", true, "1/%", "1", .percentProduct), ("m2.%", "m2", true, "%", "1", .certain),
        ("m2/%", "m2", true, "1/%", "1", .percentProduct), ("m2", "m2.%", true, "1/%", "1", .percentProduct),
        ("m2", "1", true, "m2", "1", .certain), ("1", "m2", false, "m2", "1", .certain),
    ])
    func products(
        _ left: String, _ right: String, _ isQuotient: Bool, _ text: String, _ rescale: String,
        _ spelling: Unit.Spelling
    ) throws {
        let made = try unit(left).multiplied(by: unit(right), inverse: isQuotient)
        #expect(made.unit.text == text)
        #expect(made.rescale == (try rational(rescale)))
        #expect(made.unit.spelling == spelling)
        // Whatever the unit is called: so many of it are the product in base units.
        let (a, b) = (try unit(left).factor, try unit(right).factor)
        #expect(made.unit.factor * made.rescale == (isQuotient ? a / b : a * b))
    }

    /// kWh and MWh in one value: neither says how a bare number is read, nor does what is computed from them.
    @Test func joined() throws {
        let (kwh, mwh) = (try unit("kWh"), try unit("MWh"))
        let mixed = kwh.joined(with: mwh)
        #expect(mixed.spelling == .mixed && mixed == kwh)
        #expect(kwh.joined(with: kwh).spelling == .certain)
        #expect(kwh.joined(with: mixed).spelling == .mixed)
        #expect(mixed.multiplied(by: try unit("m2"), inverse: true).unit.spelling == .mixed)
        #expect(try unit("kgCO2e/kWh").multiplied(by: mixed).unit.spelling == .mixed)
        #expect(mixed.multiplied(by: .none).unit.spelling == .mixed)
        #expect(mixed.multiplied(by: .percent).unit.spelling == .mixed)
    }
}
