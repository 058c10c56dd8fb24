import Diagnostics
import ExactNumbers
import RuleProgram
import Testing

@testable import SceneData

/// Files as their publishers wrote them, read through the maps beside this test.
@Suite struct PublishedDataTests {
    struct Outcome {
        var valid = 0
        var invalid: [String: Int] = [:]
        var filtered = 0
        var blank = 0
        var areas = 0
        var total: Int { valid + invalid.values.reduce(0, +) + filtered + blank }
    }

    private func read(_ file: String, map name: String) throws -> Outcome? {
        guard let bytes = shared("data/" + file) else { return nil }
        let text = try #require(contents(packageRoot + "/Tests/SceneDataTests/Maps/\(name).yaml"))
        let (found, codes) = bound(String(decoding: text, as: UTF8.self))
        #expect(codes == [])
        let map = try #require(found)
        let reader = try SceneReader(bytes: bytes, format: .csv, file: file, schema: building, map: map)
        var outcome = Outcome()
        reader.forEach { scene in
            if scene.isValid { outcome.valid += 1 }
            if let first = scene.errors.first { outcome.invalid[first.code.id + " " + first.input, default: 0] += 1 }
            if scene.record.states[0] == .known { outcome.areas += 1 }
        }
        outcome.filtered = reader.rowsFiltered
        outcome.blank = reader.rowsBlank
        print("\(file): \(outcome)")
        return outcome
    }

    @Test(arguments: [
        ("as_published/seattle_2015.csv", "seattle", 121), ("as_published/boston_2015.csv", "boston", 76),
        ("as_published/chicago_2014_2017.csv", "chicago", 300), ("as_published/nyc_2013.csv", "nyc", 255),
        ("as_published/singapore_2018_hotels.csv", "singapore", 150), ("energy/ca_calgary_2019_2021.csv", "energy", 54),
        ("energy/sg_bca_2016_2018.csv", "energy", 1408), ("energy/us_boston_2015.csv", "energy", 132),
        ("energy/us_cbecs_2003_northeast_south.csv", "energy", 499), ("energy/us_cbecs_2012_warm.csv", "energy", 102),
        ("energy/us_chicago_2014_2017.csv", "energy", 504), ("energy/us_dc_2012_2018.csv", "energy", 872),
        ("energy/us_nyc_2012_2013.csv", "energy", 590), ("energy/us_seattle_2015.csv", "energy", 186),
        ("energy/us_sf_2011_2014.csv", "energy", 479), ("energy/us_sf_municipal_2013.csv", "energy", 23),
    ])
    func everyRowIsAccountedFor(_ file: String, _ map: String, _ rows: Int) throws {
        guard let outcome = try read(file, map: map) else { return }
        #expect(outcome.total == rows)
        #expect(outcome.valid * 10 > (rows - outcome.filtered) * 8)
    }

    @Test func firstSeattleHotel() throws {
        guard let bytes = shared("data/as_published/seattle_2015.csv"),
            let text = contents(packageRoot + "/Tests/SceneDataTests/Maps/seattle.yaml"),
            let map = bound(String(decoding: text, as: UTF8.self)).map
        else { return }
        let reader = try SceneReader(bytes: bytes, format: .csv, file: "s", schema: building, map: map)
        let scene = try #require(reader.next())
        // 88434 ft2 = 8215.78…; 12724 therm = 372903.6…; 2023032 kBtu = 592892.1…
        #expect(scene.outline.hasPrefix("82158,1080307,372904,592892,65,100,-,-,-,2015,0,-;-1,0,"))
        #expect(scene.id == "1")
        #expect(scene.asOf?.description == "2015-12-31")
        #expect(scene.record.claims == [true])
    }

    @Test func benchScenesFromBothFormats() throws {
        guard let lines = shared("bench/data/scenes_1000.jsonl"), let rows = shared("bench/data/scenes_1000.csv") else {
            return
        }
        var options = SceneReadingOptions()
        options.asOfField = "date"
        let fromLines = try scenes(lines, .jsonLines, schema: bench, options: options)
        let fromRows = try scenes(rows, .csv, schema: bench, options: options)
        #expect(fromLines.count == 1000)
        #expect(fromLines.allSatisfy { $0.isValid }, "\(fromLines.first { !$0.isValid }?.errors ?? [])")
        #expect(fromLines.map(\.outline) == fromRows.map(\.outline))
    }
}

/// The 38 fields of the speed workload.
let bench: InputSchema = {
    func number(_ name: String, _ scale: Int) -> InputField {
        InputField(
            name: SchemaOption(id: name, chinese: ""), kind: .number(scale: scale, low: 0, high: 1_000_000_000_000))
    }
    func flag(_ name: String) -> InputField { InputField(name: SchemaOption(id: name, chinese: ""), kind: .boolean) }
    func option(_ name: String, _ options: [String]) -> InputField {
        InputField(
            name: SchemaOption(id: name, chinese: ""), kind: .option(options.map { SchemaOption(id: $0, chinese: "") }))
    }
    return InputSchema(
        fields: [
            number("star", 0), flag("license"), flag("fire_safety"), number("env_penalties", 0),
            number("open_months", 0),
            number("area_m2", 1), number("electricity_kwh", 0), number("gas_m3", 0), number("heat_gj", 1),
            number("renewable_pct", 2),
            number("led_pct", 1), flag("bms"), flag("heat_recovery"), flag("submetering"), number("water_m3", 1),
            number("guest_nights", 0),
            number("low_flow_pct", 1), flag("rainwater"), number("greywater_pct", 1), flag("linen_reuse"),
            number("waste_kg", 1),
            number("food_waste_g", 1), number("sorting_pct", 1), flag("no_disposables"), flag("refill"),
            option("refrigerant", ["R290", "CO2", "NH3", "R1234yf", "R32", "R410A", "R134a", "R22", "other"]),
            number("co2e_kg", 1),
            number("ev_chargers", 0), number("parking_spaces", 0),
            option("transport", ["metro", "bus", "shuttle", "none"]),
            number("training_h", 1), option("policy", ["certified", "published", "draft", "none"]), flag("disclosure"),
            option("cert", ["platinum", "gold", "silver", "none"]), number("offset_pct", 2), flag("innovation"),
        ], evidenceKinds: [], claims: [])
}()
