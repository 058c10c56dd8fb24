import Diagnostics
import ExactNumbers
import RuleProgram
import Testing

@testable import SceneData

/// Inputs that the published files can answer.
let building = InputSchema(
    fields: [
        number("floor_area", "建筑面积", 1, 1, 20_000_000, "m2"),
        number("electricity", "年用电量", 0, 0, 1_000_000_000, "kWh/a", usual: (10_000, 50_000_000), evidence: true),
        number("gas", "年用气量", 0, 0, 1_000_000_000, "kWh/a"),
        number("heat", "年用热量", 0, 0, 1_000_000_000, "kWh/a"),
        number("energy_star", "能源之星", 0, 1, 100, ""),
        number("rooms", "客房数", 0, 1, 5000, ""),
        number("led", "LED占比", 1, 0, 1000, "%"),
        number("occupancy", "入住率", 1, 0, 1000, "%"),
        number("air_conditioned_share", "空调面积占比", 1, 0, 1000, "%"),
        number("year", "数据年份", 0, 2000, 2100, ""),
        InputField(name: SchemaOption(id: "name", chinese: "名称"), kind: .text([])),
        InputField(name: SchemaOption(id: "solar", chinese: "光伏"), kind: .boolean),
    ],
    evidenceKinds: [SchemaOption(id: "metered", chinese: "计量")], claims: [SchemaOption(id: "E1", chinese: "能耗强度")])

private func number(
    _ id: String, _ chinese: String, _ scale: Int, _ low: Int128, _ high: Int128, _ unit: String,
    usual: (Int128, Int128)? = nil,
    evidence: Bool = false
) -> InputField {
    InputField(
        name: SchemaOption(id: id, chinese: chinese), kind: .number(scale: scale, low: low, high: high), unit: unit,
        takesEvidence: evidence, usualLow: usual?.0, usualHigh: usual?.1)
}

/// The constants of the data's README.
func factor(_ from: String, _ to: String) -> (numerator: Int128, denominator: Int128)? {
    switch (from, to) {
    case ("ft2", "m2"): (9_290_304, 100_000_000)
    case ("kBtu/a", "kWh/a"): (29_307_107, 100_000_000)
    case ("therm/a", "kWh/a"): (29_307_107, 1_000_000)
    default: nil
    }
}

func bound(_ text: String, schema: InputSchema = building) -> (map: BoundColumnMap?, codes: [String]) {
    var bag = DiagnosticBag()
    let map = ColumnMap.load(Array(text.utf8), file: SourceID(0), into: &bag)?.bind(
        to: schema, norm: SchemaOption(id: "building", chinese: "建筑"), conversion: factor, into: &bag)
    return (map, bag.diagnostics.map(\.code.id))
}

func mapped(_ csv: String, _ map: String) throws -> (scenes: [SceneInput], reader: SceneReader) {
    let map = try #require(bound(map).map)
    let reader = try SceneReader(bytes: Array(csv.utf8), format: .csv, file: "t.csv", schema: building, map: map)
    return (Array(reader), reader)
}

@Suite struct ColumnMapTests {
    @Test func conversion() throws {
        let (found, reader) = try mapped(
            "nr,kind,area,kBtu,share\n1,Hotel,\"1,000\",\"3,412\",61%\n2, Hotel ,-1,n/a,0.5 %\n3,Office,9,9,9\n\n,,,,\n4,Hotel,\"12,34\",1.5,x\n",
            """
            map: m
            scene: nr
            csv: {thousands: ",", not_available: [n/a]}
            where: {column: kind, is: Hotel}
            columns:
              floor_area: {from: area, unit: ft2, round: half up, negative: error}
              electricity: {from: kBtu, unit: kBtu/a}
              led: share
            """)
        #expect(reader.rowsFiltered == 1)
        #expect(reader.rowsBlank == 1)
        #expect(found.map(\.id) == ["1", "2", "4"])
        #expect(found[0].record.values[0] == 929)
        #expect(found[0].codes == ["LC0731"])
        #expect(found[0].record.values[6] == 610)
        #expect(found[1].codes == ["LC0732"])
        #expect(found[1].record.values[6] == 5)
        #expect(found[2].codes == ["LC0712", "LC0731", "LC0712"])
        #expect(found[2].errors[0].place == DataPlace(file: "t.csv", row: 5, line: 7, column: 10, columnName: "area"))
    }

    @Test func sumsAndBlanks() throws {
        func heat(_ cells: String, _ treatment: String) throws -> String {
            let (found, _) = try mapped("a,b\n\(cells)\n", "map: m\ncolumns: {heat: {sum: [a, b], \(treatment)}}")
            return found.first?.outline.split(separator: ",", omittingEmptySubsequences: false).dropFirst(3).first.map(
                String.init) ?? "none"
        }
        #expect(try heat("1,2", "zero: keep") == "3")
        #expect(try heat("1.5,2.5", "zero: keep") == "4")
        #expect(try heat("1,", "zero: keep") == "-")
        #expect(try heat("1,", "blank: zero") == "1")
        #expect(try heat("1,", "blank: zero in sum") == "1")
        #expect(try heat("0,0", "zero: missing, blank: zero in sum") == "-")
        #expect(try heat("5,-2", "negative: missing, blank: zero in sum") == "5")
        #expect(try heat("5,-2", "negative: keep") == "3")
        #expect(try heat("5,9999", "missing: [9999], blank: zero in sum") == "5")
        #expect(try heat("5,9999.0", "missing: [9999], blank: zero in sum") == "5")
    }

    @Test func decimalCommaAndValues() throws {
        let (found, _) = try mapped(
            "area;pv;day\n1.234,5;ja;2020-02-29T00:00:00\n1 234;nein;\n7;?;2020-02-30\n",
            """
            map: m
            as_of: {column: day}
            csv: {delimiter: ";", thousands: ".", decimal: ","}
            columns:
              floor_area: area
              solar: {from: pv, values: {ja: true, nein: false, "?": missing}}
            """)
        #expect(found.map { $0.record.values[0] } == [12345, 0, 70])
        #expect(found.map { $0.record.values[11] } == [1, 0, 0])
        #expect(found.map { $0.record.states[11] } == [.known, .known, .unknown])
        #expect(found.map(\.codes) == [[], ["LC0712"], ["LC0723"]])
        #expect(found[0].asOf?.description == "2020-02-29")
    }

    @Test func encodings() throws {
        let map = try #require(bound("map: m\nscene: 名\ncsv: {encoding: gbk}\ncolumns: {floor_area: 面积}").map)
        var options = SceneReadingOptions()
        for size in [1, 3, 1 << 20] {
            options.blockBytes = size
            let bytes: [UInt8] = [
                0xC3, 0xFB, 0x2C, 0xC3, 0xE6, 0xBB, 0xFD, 0x0A, 0xBE, 0xC6, 0x2C, 0x37, 0x0A, 0xFF, 0x2C, 0x38,
            ]
            let reader = try SceneReader(
                bytes: bytes, format: .csv, file: "t", schema: building, options: options, map: map)
            let found = Array(reader)
            #expect(found.map(\.id) == ["酒", "\u{FFFD}"])
            #expect(found.map { $0.record.values[0] } == [70, 80])
        }
    }

    @Test func missingColumn() throws {
        let map = try #require(bound("map: m\ncolumns: {floor_area: aera, heat: nothing}").map)
        let error = #expect(throws: SceneFileError.self) {
            _ = try SceneReader(
                bytes: Array("area,b,b\n1,2,3\n".utf8), format: .csv, file: "t", schema: building, map: map)
        }
        #expect(error?.errors.map(\.code.id) == ["LC0733", "LC0733"])
        #expect(error?.errors.first?.message.en.contains("did you mean `area`?") == true)
    }

    @Test(arguments: [
        ("columns: {}", "LC0950"), ("map: m", "LC0950"), ("map: m\ncolumns: []", "LC0950"),
        ("map: m\ncolums: {floor_area: a}", "LC0951"),
        ("map: m\ncolumns: {floor_area: {from: a, rounding: up}}", "LC0951"),
        ("map: m\ncolumns: {floor_area: {from: a, round: upp}}", "LC0952"),
        ("map: m\nas_of: tomorrow\ncolumns: {floor_area: a}", "LC0952"),
        ("map: m\ncsv: {skip_rows: -1}\ncolumns: {floor_area: a}", "LC0952"),
        ("map: m\ncolumns: {flor_area: a}", "LC0953"),
        ("map: m\ncolumns: {floor_area: {from: a, unit: kWh}}", "LC0954"),
        ("map: m\ncolumns: {floor_area: a}\nconstants: {solar: maybe}", "LC0955"),
        ("map: m\ncolumns: {solar: {from: a, values: {x: maybe}}}", "LC0955"),
        ("map: m\ncolumns: {solar: {from: a, unit: m2}}", "LC0956"),
        ("map: m\ncolumns: {floor_area: a, 建筑面积: b}", "LC0957"), ("map: m\n映射: n\ncolumns: {floor_area: a}", "LC0957"),
        ("map: m\nnorm: shop\ncolumns: {floor_area: a}", "LC0958"),
        ("map: m\ncolumns: {floor_area: {unit: m2}}", "LC0950"),
    ])
    func wrongMap(_ text: String, _ code: String) {
        var wanted = [code]
        if text.contains("colums") { wanted.append("LC0950") }
        let (map, codes) = bound(text)
        #expect(codes == wanted, "\(text)")
        #expect(map == nil)
    }

    @Test func conversionIsExact() {
        for _ in 0..<3000 {
            let mantissa = Int128.random(in: -10_000_000_000...10_000_000_000)
            let value = ExactDecimal(mantissa: mantissa, scale: Int.random(in: 0...6))
            guard let ratio = BoundColumnMap.Ratio(.random(in: 1...100_000_000), .random(in: 1...100_000_000)) else {
                continue
            }
            let scale = Int.random(in: 0...4)
            // mantissa × num × 10^scale ÷ (den × 10^value.scale), floored by hand.
            let top = mantissa * ratio.numerator * .powerOfTen(scale)
            let bottom = ratio.denominator * .powerOfTen(value.scale)
            let floor = top >= 0 || top % bottom == 0 ? top / bottom : top / bottom - 1
            let got = MappedNumber.convert(
                value, by: ratio, scale: scale, rounding: ColumnMap.Rounding(places: nil, mode: .floor))
            #expect(got == .success(floor))
            let exact = MappedNumber.convert(value, by: ratio, scale: scale, rounding: nil)
            #expect(exact == (top % bottom == 0 ? .success(top / bottom) : .failure(.notExact)))
        }
    }
}
