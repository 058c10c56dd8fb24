import Diagnostics
import RuleProgram

extension JSONSceneParser {
    /// Hands a scalar to `take`; of a list or an object it is said that a scalar is wanted.
    func scalar(
        _ walker: inout JSONWalker, into scene: inout SceneInput,
        _ take: (AnswerForm, Bytes, Int, inout SceneInput) -> Void
    ) throws(JSONFault) {
        let offset = walker.offset
        switch walker.head {
        case UInt8(ascii: "\""):
            let token = try walker.string()
            let bytes = walker.slice(token)
            if JSONText.hasEscape(bytes) {
                let text = try JSONText.unescaped(bytes, at: token.start)
                text.withUnsafeBufferPointer { take(.string, $0, offset, &scene) }
            } else {
                take(.string, bytes, offset, &scene)
            }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try walker.skip(depth: builder.options.depthLimit - 2)
            builder.fail(
                .sceneShape, at: offset, Message(zh: "此处应为单个值", en: "a single value is wanted here"), into: &scene)
        default:
            let (form, token) = try walker.scalar()
            take(form, walker.slice(token), offset, &scene)
        }
    }

    /// The answer of an input.
    @inline(__always)
    func answer(_ input: Int, keyAt: Int, _ walker: inout JSONWalker, into scene: inout SceneInput)
        throws(JSONFault)
    {
        guard builder.claimInput(input, at: keyAt, into: &scene) else {
            try walker.skip(depth: builder.options.depthLimit - 2)
            return
        }
        let offset = walker.offset
        switch walker.head {
        case UInt8(ascii: "\""):
            let token = try walker.string()
            let bytes = walker.slice(token)
            if JSONText.hasEscape(bytes) {
                let text = try JSONText.unescaped(bytes, at: token.start)
                text.withUnsafeBufferPointer { builder.answer(input, .string, $0, at: offset, into: &scene) }
            } else {
                builder.answer(input, .string, bytes, at: offset, into: &scene)
            }
        case UInt8(ascii: "["):
            try list(input, &walker, at: nil, into: &scene)
        case UInt8(ascii: "{"):
            try walker.skip(depth: builder.options.depthLimit - 2)
            builder.wrongAnswerShape(input, value: "{…}", at: offset, into: &scene)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            let number = try walker.number()
            let bytes = walker.slice(number.token)
            let field = builder.layout.fields + input
            if number.isShort, field.pointee.kind == .number, field.pointee.role == .none {
                builder.answerShort(input, number.mantissa, number.places, bytes, at: offset, into: &scene)
            } else {
                builder.answer(input, .number, bytes, at: offset, into: &scene)
            }
        default:
            let (form, token) = try walker.scalar()
            builder.answer(input, form, walker.slice(token), at: offset, into: &scene)
        }
    }

    /// A list of records. `cellOffset`: the place to name for everything in it, where the list stands in a cell.
    @inline(never)
    func list(
        _ input: Int, _ walker: inout JSONWalker, at cellOffset: Int?, into scene: inout SceneInput
    ) throws(JSONFault) {
        let offset = cellOffset ?? walker.offset
        guard builder.layout.fields[input].kind == .list, walker.head == UInt8(ascii: "[") else {
            try walker.skip(depth: builder.options.depthLimit - 2)
            builder.wrongAnswerShape(input, value: "[…]", at: offset, into: &scene)
            return
        }
        walker.next += 1
        if walker.head == UInt8(ascii: "]") {
            walker.next += 1
            builder.endList(input, into: &scene)
            return
        }
        repeat {
            let at = cellOffset ?? walker.offset
            guard builder.beginElement(of: input, at: at, into: &scene) != nil else {
                try walker.skip(depth: builder.options.depthLimit - 3)
                continue
            }
            if walker.head == UInt8(ascii: "{") {
                try record(input, &walker, at: cellOffset, into: &scene)
            } else if builder.layout.listFields[input].count == 1, walker.head != UInt8(ascii: "[") {
                try scalar(&walker, into: &scene) {
                    self.builder.answerPart(input, 0, $0, $1, at: cellOffset ?? $2, into: &$3)
                }
            } else {
                try walker.skip(depth: builder.options.depthLimit - 3)
                builder.elementNotRecord(input, at: at, into: &scene)
            }
        } while try walker.another(closing: UInt8(ascii: "]"))
        builder.endList(input, into: &scene)
    }

    func record(
        _ input: Int, _ walker: inout JSONWalker, at cellOffset: Int?, into scene: inout SceneInput
    ) throws(JSONFault) {
        walker.next += 1
        if walker.head == UInt8(ascii: "}") {
            walker.next += 1
            return
        }
        guard let names = builder.layout.listNames[input] else {
            throw walker.fault(.unexpected)
        }
        repeat {
            guard walker.head == UInt8(ascii: "\"") else { throw walker.fault(.keyNotText) }
            let token = try walker.string()
            let name = walker.slice(token)
            var part = names.find(name)
            if part == nil {
                let text = try JSONText.unescaped(name, at: token.start)
                part = text.withUnsafeBufferPointer { names.find($0) }
                if part == nil {
                    builder.unknownPart(
                        String(decoding: text, as: UTF8.self), of: input, at: cellOffset ?? token.start - 1,
                        into: &scene)
                }
            }
            try walker.colon()
            guard let part else {
                try walker.skip(depth: builder.options.depthLimit - 4)
                continue
            }
            try scalar(&walker, into: &scene) {
                self.builder.answerPart(input, part, $0, $1, at: cellOffset ?? $2, into: &$3)
            }
        } while try walker.another(closing: UInt8(ascii: "}"))
    }
}
