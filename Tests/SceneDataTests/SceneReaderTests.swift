import ExactNumbers
import RuleProgram
import Testing

@testable import SceneData

@Suite struct SceneReaderTests {
    static let full = "1234,500000,853,1,1,20000,2,2(0 1 | 25 -);-1,0,-1,-1,-1,-1,-1,-1;10;H1;2026-03-01"

    @Test func jsonFlat() throws {
        let text = """
            {"id":"H1","as_of":"2026-03-01","floor_area":123.4,"electricity":"500000","occupancy":85.3,"star":"four","air_conditioned":true,"first_awarded":"2024-10-04","remark":"anything","refrigeration":[{"refrigerant":"R32","charge":2.5},{"refrigerant":"R290"}],"evidence":{"electricity":"metered"},"not_applicable":["E1"]}
            """
        #expect(try scenes(text).map(\.outline) == [Self.full])
        #expect(try scenes(text, .json).map(\.outline) == [Self.full])
        #expect(try scenes("[\n\(text)\n]", .json).map(\.outline) == [Self.full])
    }

    @Test func jsonNestedAndChinese() throws {
        let text = """
            {"场景":"H1","评价日":"2026-03-01","类型":"hotel","说明":{"注":[1,{"a":"b"}]},"答案":{"建筑面积":123.40,"年用电量":5e5,"入住率":"85.3%","星级":"四星","设有空调":"是","首次授牌日期":"2024-10-04","备注":"\\u4efb\\u610f","制冷设备":[{"制冷剂":"R32","充注量":"2.5"},{"制冷剂":"R290","充注量":null}]},"佐证":{"年用电量":"计量"},"不适用":["能耗强度"]}
            """
        let found = try scenes(text)
        #expect(found.first?.errors == [])
        #expect(found.map(\.outline) == [Self.full])
    }

    @Test func yaml() throws {
        let text = """
            场景: H1
            评价日: 2026-03-01
            答案:
              floor_area: 123.4
              年用电量: 500000
              occupancy: "85.3 %"
              star: four
              设有空调: 是
              first_awarded: 2024-10-04
              remark: 'anything'
              refrigeration:
                - {refrigerant: R32, charge: 2.5}
                - refrigerant: R290
            evidence: {electricity: metered}
            not_applicable: [E1]
            """
        let found = try scenes(text, .yaml)
        #expect(found.first?.errors == [])
        #expect(found.map(\.outline) == [Self.full])
        let two = try scenes("- {scene: a, star: five}\n- {scene: b, star: fivee}\n- 7\n", .yaml)
        #expect(two.map(\.id) == ["a", "b", "#3"])
        #expect(two.map(\.codes) == [[], ["LC0715"], ["LC0707"]])
        #expect(two[1].errors.first?.place.line == 2)
        #expect(two[1].errors.first?.place.column == 20)
    }

    @Test func csv() throws {
        let text =
            "\u{FEFF}scene,as_of,floor_area (m2),年用电量,occupancy,star,air_conditioned,first_awarded,remark,refrigeration,electricity.evidence,not_applicable\r\n"
            + "H1,2026-03-01, 123.4 ,500000,85.3%,四星,1,2024-10-04,\"any \"\"thing\"\"\n\",\"[{\"\"refrigerant\"\":\"\"R32\"\",\"\"charge\"\":2.5},{\"\"refrigerant\"\":\"\"R290\"\"}]\",metered,E1\r\n"
            + ",,,,,,不适用,,,,,E1、中水\n"
        let found = try scenes(text, .csv)
        #expect(found.first?.errors == [])
        #expect(found.map(\.outline) == [Self.full, "-,-,-,-,n/a,-,-,-;-1,-1,-1,-1,-1,-1,-1,-1;11;#2;"])
        #expect(found.last?.line == 4)
    }

    @Test func missingAnswers() throws {
        let found = try scenes("{\"star\":null,\"floor_area\":\"\",\"remark\":\"\"}\n\n{}\n")
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.isValid && $0.record.states.allSatisfy { $0 == .unknown } })
        #expect(found.map(\.line) == [1, 3])
    }

    @Test func emptyListIsKnown() throws {
        let found = try scenes("{\"refrigeration\":[]}")
        #expect(found[0].record.states[7] == .known)
        #expect(found[0].record.values[7] == 0)
    }

    @Test func fieldsForNameAndDay() throws {
        var options = SceneReadingOptions()
        options.asOfField = "first_awarded"
        options.idFields = ["remark", "nr"]
        options.ignoredFields = ["extra"]
        options.defaultAsOf = CalendarDay(year: 2020, month: 1, day: 1)
        let found = try scenes(
            "{\"remark\":\"R\",\"first_awarded\":\"2024-10-04\",\"extra\":[{}]}\n{\"nr\":17}\n", options: options)
        #expect(found.map(\.id) == ["R", "17"])
        #expect(found.map(\.codes) == [[], []])
        #expect(found[0].asOf?.description == "2024-10-04")
        #expect(found[0].record.values[5] == 20000)
        #expect(found[0].record.asOf == 20000)
        #expect(found[1].asOf == nil)
        #expect(found[1].record.asOf == 18262)
    }

    @Test func sequencesOfJSON() throws {
        #expect(try scenes("{\"id\":\"a\"}\n{\n\"id\":\n\"b\"}\n", .json).map(\.id) == ["a", "b"])
        #expect(try scenes("[]", .json).isEmpty)
        #expect(try scenes("", .jsonLines).isEmpty)
        #expect(try scenes("  \n", .json).map(\.codes) == [["LC0702"]])
        let array = try scenes(
            "[{\"id\":\"a\"},{\"id\":\"b\",\"star\":01},\n{\"id\":\"c\", \"remark\": \"x},\n{\"id\":\"d\"},{\"id\":\"e\" \"star\":1}]",
            .json)
        #expect(array.map(\.codes) == [[], ["LC0702"], ["LC0702"], [], ["LC0702"]])
        #expect(array[3].id == "d")
        #expect(array.first?.id == "a")
    }

    @Test func badLineSpoilsOnlyItself() throws {
        let lines = [
            "{\"id\":\"a\"}", "{\"id\":\"b", "{\"id\":\"c\"}", "not json", "{\"id\":\"\u{FFFD}\"}", "[1]",
            "{\"id\":\"g\"}}", "{\"id\":\"h\"}",
        ]
        let found = try scenes(lines.joined(separator: "\n"))
        #expect(found.map(\.codes) == [[], ["LC0702"], [], ["LC0702"], [], ["LC0707"], ["LC0702"], []])
        #expect(found.map(\.line) == Array(1...8))
        var bytes = Array(lines.joined(separator: "\n").utf8)
        if let at = bytes.firstIndex(of: 0xEF) { bytes[at] = 0xFF }
        #expect(try scenes(bytes, .jsonLines).map(\.codes)[4] == ["LC0705"])
    }

    @Test func badRowSpoilsOnlyItself() throws {
        let rows = [
            "id,star,remark", "a,four,x", "b,\"five,x", "c,four,\"x\"y", "d,four", "e,four,\"x\"", "f,four,x,",
            "g,five,5\" pipe", "h,five,",
        ]
        let found = try scenes(rows.joined(separator: "\n"), .csv)
        #expect(found.map(\.codes) == [[], ["LC0703"], ["LC0703"], ["LC0704"], [], ["LC0704"], [], []])
        #expect(found.map(\.line) == Array(2...9))
    }
}
