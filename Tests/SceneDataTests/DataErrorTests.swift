import Diagnostics
import Testing

@testable import SceneData

@Suite struct DataErrorTests {
    /// One wrong answer each: the JSON, the code, a piece of the English message.
    static let cases: [(String, String, String)] = [
        ("{\"flor_area\":1}", "LC0710", "did you mean `floor_area`?"),
        ("{\"建筑面\":1}", "LC0710", "did you mean `建筑面积`?"),
        ("{\"star\":\"four\",\"星级\":\"four\"}", "LC0711", "answered twice"),
        ("{\"id\":\"a\",\"scene\":\"b\"}", "LC0711", "given twice"),
        ("{\"floor_area\":true}", "LC0712", "takes a number and got `true`"),
        ("{\"floor_area\":{\"a\":1}}", "LC0712", "takes a number and got `{…}`"),
        ("{\"floor_area\":[1]}", "LC0712", "got `[…]`"),
        ("{\"floor_area\":\"1,250\"}", "LC0712", "write `1250`"),
        ("{\"floor_area\":\"1250 m2\"}", "LC0712", "write the number alone, its unit is m2"),
        ("{\"air_conditioned\":1}", "LC0712", "takes true or false and got `1`"),
        ("{\"remark\":5}", "LC0712", "a text in quotes"),
        ("{\"floor_area\":0}", "LC0713", "outside of its range 0.1 – 2000000 m2"),
        ("{\"electricity\":15300000000}", "LC0713", "was it entered in Wh/a instead of kWh/a?"),
        ("{\"first_awarded\":\"1800-01-01\"}", "LC0713", "outside of its range 1900-01-01 – 2199-12-31"),
        ("{\"floor_area\":1.25}", "LC0714", "more than 1 decimal place: round it"),
        ("{\"electricity\":0.5}", "LC0714", "takes whole numbers"),
        ("{\"star\":\"fuor\"}", "LC0715", "did you mean `four`?"),
        ("{\"star\":\"luxury\"}", "LC0715", "it takes `three`, `four`, `five`"),
        ("{\"first_awarded\":\"2024/1/5\"}", "LC0716", "write the date as `2024-01-05`"),
        ("{\"first_awarded\":\"2023-02-29\"}", "LC0716", "a day that exists"),
        ("{\"refrigeration\":[{},{},{},{},{}]}", "LC0717", "at most 3 entries"),
        ("{\"refrigeration\":[{},{},{\"charge\":-1}]}", "LC0713", "`refrigeration[3].charge` is `-1`"),
        (
            "{\"refrigeration\":[{\"chrage\":1}]}", "LC0710",
            "`refrigeration[1]` has no field named `chrage`: did you mean `charge`?"
        ),
        ("{\"refrigeration\":[{\"charge\":1,\"充注量\":1}]}", "LC0711", "`refrigeration[1].charge` is answered twice"),
        ("{\"refrigeration\":[7]}", "LC0712", "takes a record"),
        ("{\"star\":\"not applicable\"}", "LC0718", "may not be answered not applicable"),
        ("{\"floor_area\":123456789012345678901234567890123456789}", "LC0719", "longer than 38 digits"),
        ("{\"floor_area\":1e400}", "LC0719", "longer than 38 digits"),
        ("{\"evidence\":{\"electricity\":\"meterd\"}}", "LC0720", "did you mean `metered`?"),
        ("{\"not_applicable\":[\"E9\"]}", "LC0722", "did you mean `E1`?"),
        ("{\"as_of\":\"2026-13-01\"}", "LC0723", "write a day that exists"),
        ("{\"id\":true}", "LC0724", "write it in quotes"),
        ("{\"answers\":7}", "LC0707", "takes an object"),
    ]

    @Test(arguments: cases.indices) func wrongAnswer(_ index: Int) throws {
        let (text, code, message) = Self.cases[index]
        let found = try scenes(text)
        #expect(found.count == 1)
        #expect(found[0].codes == [code], "\(text)")
        let english = found[0].errors.first?.message.en ?? ""
        #expect(english.contains(message), "\(english)")
        #expect(found[0].errors.first?.message.zh.isEmpty == false)
        // Plain words of YAML are texts, so two of the mistakes are none there; doubled keys of one spelling are the loader's.
        if index != Self.cases.count - 2, !text.contains("remark") {
            #expect(try scenes(text, .yaml).map(\.codes) == [[code]], "YAML: \(text)")
        }
    }

    @Test func placeOfAnError() throws {
        let found = try scenes("{}\n{\"名\":1,\"star\":\"x\"}")
        #expect(found[1].errors.map(\.place.line) == [2, 2])
        #expect(found[1].errors.map(\.place.column) == [2, 15])
        let rows = try scenes("id,star\na,four\nb,\"fo\nur\"\n", .csv)
        #expect(rows[1].errors.first?.place == DataPlace(file: "test", row: 2, line: 3, column: 4, columnName: "star"))
    }

    @Test func unusualIsWarnedOf() throws {
        let found = try scenes("{\"electricity\":60000000,\"floor_area\":2.5}")
        #expect(found[0].errors.isEmpty)
        #expect(found[0].warnings.map(\.code.id) == ["LC0730", "LC0730"])
        #expect(
            found[0].warnings[0].message.en.contains(
                "a thousandth of it would be within the usual: was it entered in Wh/a instead of kWh/a?"))
        #expect(found[0].warnings[0].message.zh.contains("是否以 Wh/a 而不是 kWh/a 填写"))
        #expect(found[0].warnings[1].message.en.contains("a thousand times it would be within the usual"))
    }

    @Test func evidenceWithoutEffectIsWarnedOf() throws {
        let found = try scenes("{\"evidence\":{\"star\":\"metered\"}}")
        #expect(found[0].errors.isEmpty)
        #expect(found[0].warnings.map(\.code.id) == ["LC0721"])
    }

    @Test func errorsAreLimited() throws {
        let keys = (0..<3000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let found = try scenes("{\(keys)}")
        #expect(found[0].errors.count == 21)
        #expect(found[0].errors.last?.code.id == "LC0708")
        #expect(found[0].errors.last?.message.en.contains("2980") == true)
    }

    @Test func tooLargeASceneIsPassedOver() throws {
        var options = SceneReadingOptions()
        options.sceneByteLimit = 1000
        options.blockBytes = 128
        let long = "{\"id\":\"x\",\"remark\":\"" + String(repeating: "x", count: 5000) + "\"}"
        let lines = try scenes("{\"id\":\"a\"}\n\(long)\n{\"id\":\"b\"}\n", options: options)
        #expect(lines.map(\.codes) == [[], ["LC0706"], []])
        #expect(lines.map(\.id) == ["a", "#2", "b"])
        #expect(lines[2].line == 3)
        let array = try scenes("[{\"id\":\"a\"},\n\(long),\n{\"id\":\"b\"}]\n", .json, options: options)
        #expect(array.map(\.codes) == [[], ["LC0706"], []])
        options.cellByteLimit = 500
        let rows = try scenes(
            "id,remark\na,b\nx," + String(repeating: "x", count: 5000) + "\ny,\"" + String(repeating: "x", count: 5000)
                + "\"\nb,c\n", .csv,
            options: options)
        #expect(rows.map(\.id) == ["a", "#2", "#3", "b"])
        #expect(rows.map(\.line) == [2, 3, 4, 5])
    }

    @Test func table() throws {
        let scene = try scenes("{\"id\":\"=1+1\",\"floor_area\":\"1,250\",\"floor_area\":2}")[0]
        let table = DataErrorTable(language: .en)
        #expect(table.header.hasPrefix("file,scene,"))
        #expect(
            table.lines(for: scene)
                == "test,'=1+1,1,1,27,,error,LC0712,floor_area,\"1,250\",\"`floor_area` is `1,250`, with separators: write `1250`\"\n"
                + "test,'=1+1,1,1,35,,error,LC0711,floor_area,,`floor_area` is answered twice: keep one of the answers\n"
        )
    }

    @Test func everyCodeHasItsPage() {
        for code in DiagnosticCode.sceneDataCodes {
            let page =
                contents(packageRoot + "/docs/diagnostics/\(code.id).md").map { String(decoding: $0, as: UTF8.self) }
                ?? ""
            #expect(page.hasPrefix("# \(code.id) · \(code.title.zh) · \(code.title.en)\n"), "\(code.id)")
            for heading in ["## 说明 · Summary", "## 错 · Wrong", "## 对 · Right", "## 原因 · Why"] {
                #expect(page.contains(heading), "\(code.id) \(heading)")
            }
        }
        #expect(Set(DiagnosticCode.sceneDataCodes).count == DiagnosticCode.sceneDataCodes.count)
    }
}
