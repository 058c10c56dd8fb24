import Diagnostics
import RuleProgram

/// Reads one scene of JSON from its tokens.
final class JSONSceneParser {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let builder: SceneBuilder
    let topGuess = KeyGuess()
    let answerGuess = KeyGuess()
    let partGuess = KeyGuess()
    let indexer = JSONIndexer()

    init(builder: SceneBuilder) { self.builder = builder }

    /// Reads a scene whose text was not indexed yet. The scene must have begun.
    func read(_ bytes: Bytes, into scene: inout SceneInput) {
        if let fault = indexer.index(bytes) {
            report(JSONSceneParser.explain(fault, bytes), bytes, into: &scene)
            return
        }
        read(JSONWalker(bytes: bytes, offsets: indexer.offsets), into: &scene)
    }

    /// Reads a scene by the tokens of its text.
    func read(_ walker: JSONWalker, into scene: inout SceneInput) {
        var walker = walker
        do throws(JSONFault) {
            try top(&walker, into: &scene)
            guard walker.isAtEnd else { throw JSONFault(reason: .trailing, offset: walker.offset) }
        } catch {
            report(error, walker.bytes, into: &scene)
        }
    }

    /// Reads a list from text of its own (a cell of a CSV) that stands at `offset` of the scene.
    func readList(_ input: Int, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        if let fault = indexer.index(bytes) {
            var found = JSONSceneParser.explain(fault, bytes)
            found.offset = 0
            reportCell(found, bytes, at: offset, into: &scene)
            return
        }
        var walker = JSONWalker(bytes: bytes, offsets: indexer.offsets)
        do throws(JSONFault) {
            try list(input, &walker, at: offset, into: &scene)
            guard walker.isAtEnd else { throw JSONFault(reason: .trailing, offset: walker.offset) }
        } catch {
            reportCell(error, bytes, at: offset, into: &scene)
        }
    }

    private func reportCell(_ fault: JSONFault, _ bytes: Bytes, at offset: Int, into scene: inout SceneInput) {
        builder.fail(
            fault.code, at: offset, value: Excerpt.of(bytes),
            fault.message(bytes, depthLimit: builder.options.depthLimit), into: &scene)
    }

    func report(_ fault: JSONFault, _ bytes: Bytes, into scene: inout SceneInput) {
        builder.fail(
            fault.code, at: fault.offset, fault.message(bytes, depthLimit: builder.options.depthLimit), into: &scene)
    }

    /// Finds the place of a fault that was found without one.
    static func explain(_ fault: JSONIndexer.Fault, _ bytes: Bytes) -> JSONFault {
        switch fault {
        case .empty: return JSONFault(reason: .empty, offset: 0)
        case .noMemory: return JSONFault(reason: .noMemory, offset: 0)
        case .notUTF8: return JSONFault(reason: .notUTF8, offset: TextCheck.firstBadByte(bytes))
        case .unclosedString, .controlCharacter:
            var opening: Int?
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if let start = opening {
                    if byte == UInt8(ascii: "\\") {
                        index += 1
                    } else if byte == UInt8(ascii: "\"") {
                        opening = nil
                    } else if byte < 0x20 {
                        let isLineEnd = byte == 0x0A || byte == 0x0D
                        return JSONFault(reason: .controlCharacter, offset: isLineEnd ? start : index)
                    }
                } else if byte == UInt8(ascii: "\"") {
                    opening = index
                }
                index += 1
            }
            return JSONFault(reason: .unclosedString, offset: opening ?? 0)
        }
    }

    private func top(_ walker: inout JSONWalker, into scene: inout SceneInput) throws(JSONFault) {
        guard walker.head == UInt8(ascii: "{") else {
            if walker.isAtEnd { throw JSONFault(reason: .empty, offset: 0) }
            let offset = walker.offset
            try walker.skip(depth: builder.options.depthLimit)
            builder.fail(
                .sceneShape, at: offset,
                Message(zh: "场景应为对象 `{…}`：输入名称和答案", en: "a scene is an object `{…}` of input names and answers"),
                into: &scene)
            return
        }
        let layout = builder.layout
        let depth = builder.options.depthLimit - 1
        try members(&walker, names: layout.topNames, guess: topGuess, inAnswers: false, into: &scene) {
            (key, name, offset, walker, scene) throws(JSONFault) in
            guard self.builder.claimKey(key, name: name, at: offset, into: &scene) else {
                try walker.skip(depth: depth)
                return
            }
            switch key {
            case SceneLayout.Key.id:
                try self.scalar(&walker, into: &scene) { self.builder.setID($0, $1, at: $2, into: &$3) }
            case SceneLayout.Key.asOf:
                try self.scalar(&walker, into: &scene) { self.builder.setAsOf($0, $1, at: $2, into: &$3) }
            case SceneLayout.Key.answers:
                try self.object(name, &walker, into: &scene) { (walker, scene) throws(JSONFault) in
                    try self.members(
                        &walker, names: layout.answerNames, guess: self.answerGuess, inAnswers: true, into: &scene
                    ) {
                        (_, _, _, walker, _) throws(JSONFault) in try walker.skip(depth: depth - 1)
                    }
                }
            case SceneLayout.Key.evidence:
                try self.object(name, &walker, into: &scene) { (walker, scene) throws(JSONFault) in
                    try self.evidence(&walker, into: &scene)
                }
            case SceneLayout.Key.claims: try self.claims(name, &walker, into: &scene)
            default: try walker.skip(depth: depth)
            }
        }
    }

    /// Reads the members of an object: inputs at once, other keys through `other`.
    @inline(__always)
    private func members(
        _ walker: inout JSONWalker, names: ByteTable, guess: KeyGuess, inAnswers: Bool, into scene: inout SceneInput,
        other: (Int, String, Int, inout JSONWalker, inout SceneInput) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        walker.next += 1
        if walker.head == UInt8(ascii: "}") {
            walker.next += 1
            return
        }
        var place = KeyGuess.start
        repeat {
            if usualMembers(&walker, guess: guess, place: &place, into: &scene) { continue }
            if walker.head == UInt8(ascii: "}") {
                throw JSONFault(reason: .trailingComma, offset: Int(walker.offsets[walker.next - 1]) - walker.origin)
            }
            guard walker.head == UInt8(ascii: "\"") else { throw walker.fault(.keyNotText) }
            let token = try walker.string()
            let name = walker.slice(token)
            let found = guess.find(name, place: &place, in: names)
            if let key = found, key >= 0 {
                try walker.colon()
                try answer(key, keyAt: token.start - 1, &walker, into: &scene)
                continue
            }
            let text = try JSONText.unescaped(name, at: token.start)
            try walker.colon()
            let key = found ?? text.withUnsafeBufferPointer { names.find($0) }
            if let key, key >= 0 {
                try answer(key, keyAt: token.start - 1, &walker, into: &scene)
            } else if let key {
                try other(key, String(decoding: text, as: UTF8.self), token.start - 1, &walker, &scene)
            } else {
                builder.unknownName(
                    String(decoding: text, as: UTF8.self), at: token.start - 1, inAnswers: inAnswers, into: &scene)
                try walker.skip(depth: builder.options.depthLimit - 2)
            }
        } while try walker.another(closing: UInt8(ascii: "}"))
    }

    /// The value of a key that takes an object.
    private func object(
        _ name: String, _ walker: inout JSONWalker, into scene: inout SceneInput,
        _ body: (inout JSONWalker, inout SceneInput) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        if walker.head == UInt8(ascii: "{") {
            try body(&walker, &scene)
            return
        }
        let offset = walker.offset
        let isNull = walker.head == UInt8(ascii: "n")
        try walker.skip(depth: builder.options.depthLimit - 1)
        if !isNull {
            builder.wrongShape(name, wanted: Message(zh: "对象 `{…}`", en: "an object `{…}`"), at: offset, into: &scene)
        }
    }

    private func evidence(_ walker: inout JSONWalker, into scene: inout SceneInput) throws(JSONFault) {
        walker.next += 1
        if walker.head == UInt8(ascii: "}") {
            walker.next += 1
            return
        }
        repeat {
            guard walker.head == UInt8(ascii: "\"") else { throw walker.fault(.keyNotText) }
            let token = try walker.string()
            let name = try JSONText.unescaped(walker.slice(token), at: token.start)
            try walker.colon()
            guard let input = name.withUnsafeBufferPointer({ builder.layout.answerNames.find($0) }) else {
                builder.unknownName(
                    String(decoding: name, as: UTF8.self), at: token.start - 1, inAnswers: true, into: &scene)
                try walker.skip(depth: builder.options.depthLimit - 2)
                continue
            }
            try scalar(&walker, into: &scene) { self.builder.evidence(input, $0, $1, at: $2, into: &$3) }
        } while try walker.another(closing: UInt8(ascii: "}"))
    }

    private func claims(_ name: String, _ walker: inout JSONWalker, into scene: inout SceneInput) throws(JSONFault) {
        guard walker.head == UInt8(ascii: "[") else {
            let offset = walker.offset
            let isNull = walker.head == UInt8(ascii: "n")
            try walker.skip(depth: builder.options.depthLimit - 1)
            if !isNull {
                builder.wrongShape(name, wanted: Message(zh: "列表 `[…]`", en: "a list `[…]`"), at: offset, into: &scene)
            }
            return
        }
        walker.next += 1
        if walker.head == UInt8(ascii: "]") {
            walker.next += 1
            return
        }
        repeat {
            try scalar(&walker, into: &scene) { self.builder.claim($0, $1, at: $2, into: &$3) }
        } while try walker.another(closing: UInt8(ascii: "]"))
    }
}
