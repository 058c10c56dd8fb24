import Diagnostics
import Foundation
import RuleProgram
import Testing

@testable import SceneData

/// Files cut into blocks and compressed files.
@Suite struct BlockTests {
    /// The scenes read block by block, each block by a parser of its own, from `start` on.
    static func blocks(
        _ bytes: [UInt8], _ format: SceneFormat, _ options: SceneReadingOptions, from start: BlockPosition? = nil
    ) throws -> (scenes: [[SceneInput]], ends: [BlockPosition]) {
        let plan = try BlockPlan(
            source: MemorySource(bytes), format: format, file: "test", schema: hotel, options: options, map: nil)
        let splitter = try #require(plan.splitter)
        if let start { try splitter.skip(to: start) }
        var found: [[SceneInput]] = []
        var ends: [BlockPosition] = []
        let block = SceneBlock()
        while splitter.next(into: block) {
            let parser = try #require(plan.makeParser())
            parser.begin(block)
            var scene = SceneInput(schema: hotel)
            var inside: [SceneInput] = []
            while parser.next(into: &scene) { inside.append(scene) }
            found.append(inside)
            ends.append(block.next)
        }
        return (found, ends)
    }

    static let texts: [(String, SceneFormat)] = [
        (RobustnessTests.json, .jsonLines), (RobustnessTests.csv, .csv),
        ("id,star\r\na,four\r\n\r\nb,five\r\n,\r\nc,nix\r\nd,\"four\"\r\ne,four,\r\n", .csv),
        ("id,star\na,four\nb,\"fi\nve\"\n\n\nc,\"four\nd,four\ne,five\nf,\"three\"x\ng,three", .csv),
        ("id,star\ra,four\r\rb,five\rc,\"four\"\r", .csv), ("\u{FEFF}{\"id\":\"a\"}\n\n{\n{\"id\":\"d\"}", .jsonLines),
    ]

    /// A block read alone gives what it gives within the whole, and a reader that begins anew at its end goes on the same way.
    @Test(arguments: texts.indices)
    func everyBlockCanBeBegunAnew(_ index: Int) throws {
        let (text, format) = Self.texts[index]
        let whole = try scenes(text, format)
        for size in [1, 2, 3, 7, 16, 40, 1000] {
            var options = SceneReadingOptions()
            options.blockBytes = size
            let (found, ends) = try Self.blocks(Array(text.utf8), format, options)
            let all = found.flatMap { $0 }
            #expect(all.map(\.outline) == whole.map(\.outline), "\(size)")
            #expect(all.map(\.errors) == whole.map(\.errors), "\(size)")
            #expect(all.map(\.row) == whole.map(\.row), "\(size)")
            #expect(all.map(\.line) == whole.map(\.line), "\(size)")
            for (place, end) in ends.enumerated() {
                let (rest, restEnds) = try Self.blocks(Array(text.utf8), format, options, from: end)
                #expect(restEnds == Array(ends[(place + 1)...]), "\(size) from \(end)")
                #expect(
                    rest.flatMap { $0 }.map(\.outline) == found[(place + 1)...].flatMap { $0 }.map(\.outline),
                    "\(size) from \(end)")
            }
        }
    }

    @Test func longLinesAreDroppedInPieces() throws {
        let long = String(repeating: "x", count: 500)
        for (text, format) in [
            ("{\"id\":\"a\"}\n{\"id\":\"\(long)\"}\n{\"id\":\"c\"}\n", SceneFormat.jsonLines),
            ("id,remark\na,x\nb,\(long)\nc,x\n", .csv), ("id,remark\na,x\nb,\"\(long)\nc,x\n", .csv),
        ] {
            var options = SceneReadingOptions()
            options.sceneByteLimit = 100
            options.cellByteLimit = 300
            for size in [1, 10, 64, 1 << 20] {
                options.blockBytes = size
                let found = try scenes(text, format, options: options)
                #expect(found.map(\.id) == ["a", "#2", "c"], "\(format) \(size)")
                #expect(found.map(\.line) == (format == .csv ? [2, 3, 4] : [1, 2, 3]))
                #expect(found.map(\.codes)[1].count == 1, "\(found.map(\.codes))")
            }
        }
    }

    // MARK: compression

    static func packed(_ text: String, _ kind: CompressionKind, pieces: Int = 1) -> [UInt8] {
        let bytes = Array(text.utf8)
        let packer = BlockCompressor(kind)
        var result: [UInt8] = []
        let step = bytes.count / pieces + 1
        for start in stride(from: 0, to: bytes.count, by: step) {
            let piece = Array(bytes[start..<min(bytes.count, start + step)])
            #expect(piece.withUnsafeBufferPointer { packer.compress($0, into: &result) })
        }
        return result
    }

    static let lines = (0..<200).map { "{\"id\":\"s\($0)\",\"floor_area\":\($0 * 7 + 10).5}\n" }.joined()

    @Test(arguments: CompressionKind.allCases, [1, 2, 9])
    func compressedFilesAreReadAsTheirText(_ kind: CompressionKind, _ pieces: Int) throws {
        let whole = try scenes(Self.lines)
        for size in [7, 100, 1 << 20] {
            var options = SceneReadingOptions()
            options.blockBytes = size
            let found = try scenes(Self.packed(Self.lines, kind, pieces: pieces), .jsonLines, options: options)
            #expect(found.map(\.outline) == whole.map(\.outline))
        }
    }

    /// `{"id":"a"}\n` as another gzip wrote it, and as a zstd frame put together by hand from its specification.
    @Test func filesOfTheUsualToolsAreRead() throws {
        let gzip: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 0xFF, 0xAB, 0x56, 0xCA, 0x4C, 0x51, 0xB2, 0x52, 0x4A, 0x54, 0xAA, 0xE5, 2,
            0, 0x5F, 0xB2, 0x98, 0xDD, 0x0B, 0, 0, 0,
        ]
        #expect(try scenes(gzip + gzip + [0, 0, 0], .jsonLines).map(\.id) == ["a", "a"])
        let text = Array("{\"id\":\"a\"}\n".utf8)
        // One frame with a raw block, no checksum.
        let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x0B, 0x59, 0, 0] + text
        #expect(try scenes(zstd + zstd, .jsonLines).map(\.id) == ["a", "a"])
    }

    /// Cut anywhere, a compressed file loses only what was cut off, and says so; no half record counts.
    @Test(arguments: CompressionKind.allCases)
    func cutFilesSayWhere(_ kind: CompressionKind) throws {
        let packed = Self.packed(Self.lines, kind, pieces: 3)
        let whole = try scenes(Self.lines)
        for cut in stride(from: 5, to: packed.count, by: 1) {
            let found = try scenes(Array(packed[..<cut]), .jsonLines)
            let last = try #require(found.last)
            if last.codes == ["LC0740"] {
                #expect(last.errors[0].message.en.contains("byte \(cut)"))
                #expect(last.errors[0].message.zh.contains("第 \(cut) 字节"))
                #expect(found.dropLast().map(\.outline) == whole.prefix(found.count - 1).map(\.outline))
            } else {
                // Cut between two members: nobody can tell that there was another.
                #expect(found.dropLast().allSatisfy { $0.isValid })
            }
        }
    }

    @Test(arguments: CompressionKind.allCases)
    func damagedFilesSayWhere(_ kind: CompressionKind) throws {
        let packed = Self.packed(Self.lines, kind)
        var told = 0
        for place in stride(from: 20, to: packed.count, by: 3) {
            var damaged = packed
            damaged[place] ^= 0x55
            let found = try scenes(damaged, .jsonLines)
            if found.contains(where: { $0.codes.contains("LC0740") }) { told += 1 }
        }
        // zstd frames carry no checksum here, so some changes of letters pass.
        #expect(told > 0)
        if kind == .gzip { #expect(told == (packed.count - 20 + 2) / 3) }
        let trailing = try scenes(packed + Array("garbage".utf8), .jsonLines)
        #expect(trailing.count == 201)
        #expect(trailing.last?.codes == ["LC0740"])
    }

    /// A file that unpacks to much more than it holds is read a block at a time.
    @Test func bombsAreReadInBlocks() throws {
        var packed: [UInt8] = []
        let zeros = [UInt8](repeating: 0x20, count: 8 << 20)
        #expect(zeros.withUnsafeBufferPointer { BlockCompressor(.gzip).compress($0, into: &packed) })
        let many = (0..<4).flatMap { _ in packed }
        let found = try scenes(many, .jsonLines)
        #expect(found.map(\.codes) == [["LC0706"]])
    }

    // MARK: the mess of real CSV

    @Test func separatorsTokensAndTitles() throws {
        var options = SceneReadingOptions()
        options.csv.skipRows = 2
        options.csv.delimiter = UInt8(ascii: ";")
        options.csv.thousands = UInt8(ascii: ".")
        options.csv.decimal = UInt8(ascii: ",")
        options.csv.notAvailable = ["N/A", "无"]
        let text =
            "Report;;\n\"of\n2025\";;\nid;floor_area;electricity;occupancy;star\na;1.234,5;1.000.000;85,5 %;N/A\n"
            + "b;无;12.34;;five\n"
        let found = try scenes(text, .csv, options: options)
        #expect(found.map(\.id) == ["a", "b"])
        #expect(found.map(\.codes) == [[], ["LC0712"]])
        #expect(found[0].record.values[..<3] == [12345, 1_000_000, 855])
        #expect(found[0].record.states[3] == .unknown)
        #expect(found[1].record.states[0] == .unknown)
    }

    @Test(arguments: [1, 2, 5, 64, 1 << 20])
    func charactersOfOtherSets(_ size: Int) throws {
        // 编号,星级 / 酒店,四星 in GBK, and é in cp1252.
        let gbk: [UInt8] =
            [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xD0, 0xC7, 0xBC, 0xB6, 0x0A]
            + [0xBE, 0xC6, 0xB5, 0xEA, 0x2C, 0xCB, 0xC4, 0xD0, 0xC7, 0x0A]
        var options = SceneReadingOptions()
        options.blockBytes = size
        options.csv.encoding = CSVOptions.encoding(named: "gbk")
        let found = try scenes(gbk, .csv, options: options)
        #expect(found.map(\.id) == ["酒店"])
        #expect(found[0].record.values[3] == 1)
        options.csv.encoding = CSVOptions.encoding(named: "CP1252")
        let caffe = Array("id,star\nCaf".utf8) + [0xE9] + Array(",five\n".utf8)
        #expect(try scenes(caffe, .csv, options: options).map(\.id) == ["Café"])
        options.csv.encoding = nil
        #expect(try scenes(caffe, .csv, options: options).map(\.codes) == [["LC0705"]])
        #expect(throws: SceneFileError.self) { try scenes(gbk, .csv, options: options) }
    }
}
