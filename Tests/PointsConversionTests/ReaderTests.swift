import Diagnostics
import ExactNumbers
import Testing

@testable import PointsConversion

@Suite struct ReaderTests {
    private func records(_ text: String, _ format: ActReader.Format = .jsonLines) -> [ActRecord] {
        var reader = ActReader(bytes: Array(text.utf8), format: format)
        var records: [ActRecord] = []
        while let record = reader.next() { records.append(record) }
        return records
    }

    @Test func numbersKeepEveryDigit() {
        let found = records(#"{"act":1,"grams":12345678901.123456,"multiplier":1.10}"#)
        #expect(found.first?.act == "1")
        #expect(found.first?.grams == "12345678901.123456")
        #expect(found.first?.multiplier == "1.10")
    }

    @Test func badLinesSpoilOnlyThemselves() {
        let found = records(
            """
            \u{FEFF}{"act":"1"}
            {"act":"2"

            [1]
            {"act":"3","act":"4"}
            {"act":{"a":1}}
            {"act":"5","编号":"6"}
            {"act":"7"} x
            {"act":"8","grams":01}
            {"act":"9","grams":null}\r
            {"act":"\\u5c71\\uD83D\\uDE00"}
            """)
        #expect(found.map(\.line) == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11])
        #expect(found.map { $0.problem != nil } == [false, true, true, true, true, true, true, true, false, false])
        #expect(found.last?.act == "山😀")
        #expect(found[8].grams == nil)
    }

    @Test func bytesOfNoTextSpoilOnlyTheirLine() {
        var reader = ActReader(
            bytes: Array(#"{"act":""#.utf8) + [0xFF, 0xFE] + Array("\"}\n{\"act\":\"2\"}".utf8), format: .jsonLines)
        #expect(reader.next()?.problem?.message.en == "byte 12: the text is not UTF-8")
        #expect(reader.next()?.act == "2")
    }

    @Test func deepNestingIsRefused() {
        let found = records(String(repeating: "[", count: 100_000))
        #expect(found.first?.problem?.message.en.contains("nested too deep") == true)
    }

    @Test func commaSeparated() {
        let found = records(
            """
            \u{FEFF}编号,user,行为,time,克数,备注
            a,"u ""1"", x",公交, 2026-07-01T00:00:00Z ,1.5,
            b,"open,bus,2026-07-01T00:00:00Z,1,
            c,u,bus,2026-07-01T00:00:00Z,1
            d,"u"x,bus,2026-07-01T00:00:00Z,1,
            e,u,bus,2026-07-01T00:00:00Z,,
            """, .csv)
        #expect(found.map { $0.problem == nil } == [true, false, false, false, true])
        #expect(found.first?.user == "u \"1\", x")
        #expect(found.first?.time == "2026-07-01T00:00:00Z")
        #expect(found.last?.grams == nil)
    }

    @Test func headersAreChecked() {
        func problem(_ text: String) -> String? {
            ActReader(bytes: Array(text.utf8), format: .csv).headerProblem?.message.en
        }
        #expect(problem("") == "the file is empty")
        #expect(problem("act,user,behaviour,time\n") == "column `grams` is missing")
        #expect(problem("act,编号,user,behaviour,time,grams\n") == "two columns are headed `编号`")
        #expect(problem("act,user,behaviour,time,grams") == nil)
    }

    @Test func times() {
        func day(_ text: String, _ zone: FixedOffset = .beijing) -> String? { ActTime(text)?.day(at: zone).description }
        #expect(day("2026-06-30T16:00:00Z") == "2026-07-01")
        #expect(day("2026-06-30T15:59:59.999999999999Z") == "2026-06-30")
        #expect(day("2026-07-01T00:30:00+08:00", .utc) == "2026-06-30")
        #expect(day("2026-07-01t00:30:00.5-03:30", .utc) == "2026-07-01")
        #expect(day("2016-12-31T23:59:60Z", .utc) == "2016-12-31")
        #expect(day("1969-12-31T23:59:59Z", .utc) == "1969-12-31")
        for bad in [
            "", "2026-07-01", "2026-07-01T00:00:00", "2026-07-01T24:00:00Z", "2026-02-30T00:00:00Z",
            "2026-07-01T00:60:00Z", "2026-06-30T23:59:60+08:00",
            "2026-07-01T00:00:61Z", "2026-07-01T00:00:00.Z", "2026-07-01T00:00:00+0800", "2026-07-01T00:00:00+24:00",
            "2026-07-01T00:00:00Z ", "２026-07-01T00:00:00Z",
        ] { #expect(ActTime(bad) == nil, "\(bad)") }
    }

    @Test func labelsSayWhereTheyAreWrong() {
        let reader = LabelReader(
            bytes: Array(
                """
                {"scene":"a","schedule":[{"from":"2026-01-01","to":"2025-01-01","multiplier":1}]}
                {"schedule":[]}
                {"scene":"b","schedule":[{"from":"2026-01-01","multiplier":"x"},{"from":"x","multiplier":1},{"from":"2026-01-01"}]}
                {"scene":"c","from":"2026-01-01","to":null,"multiplier":1.2}
                """.utf8), format: .jsonLines)
        #expect(reader.problems.map(\.line) == [1, 2, 3, 3, 3])
        #expect(reader.labels.last?.entries.first?.value == .factor(ExactDecimal(mantissa: 12, scale: 1)))
    }

    @Test func digests() {
        #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.hex(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    @Test func fractionsAsText() {
        func text(_ n: Int128, _ d: Int128) -> String { PointsFraction(numerator: n, denominator: d).description }
        #expect(text(525, 10) == "52.5")
        #expect(text(-9, 10) == "-0.9")
        #expect(text(250, 3) == "250/3")
        #expect(text(6, 3) == "2")
        #expect(text(0, 7) == "0")
    }
}
