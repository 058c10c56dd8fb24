import RuleProgram

extension JSONSceneParser {
    /// Reads members as programs write them: known keys in the order of the scene before, no white space, values that are taken as they
    /// are. Stops before the first member that is anything else; `place` stays that of the next key. True if the object's end was
    /// reached: then its bracket is the next token.
    @inline(__always)
    func usualMembers(
        _ walker: inout JSONWalker, guess: KeyGuess, place: inout Int, into scene: inout SceneInput
    ) -> Bool {
        guard let bytes = walker.bytes.baseAddress, let offsets = walker.offsets.baseAddress else { return false }
        let count = walker.offsets.count
        let origin = walker.origin
        let fields = builder.layout.fields
        let (values, states, seen) = (builder.values, builder.states, builder.seenInputs)
        let generation = builder.generation
        var next = walker.next
        // A member is a key, a colon, a value and what follows it.
        while next &+ 4 <= count {
            let at = Int(offsets[next]) &- origin
            let colon = Int(offsets[next &+ 1]) &- origin
            let key = guess.usual(bytes + at, colon &- at, place: place)
            guard key > KeyGuess.none, bytes[colon] == UInt8(ascii: ":") else { break }
            let start = Int(offsets[next &+ 2]) &- origin
            let end = Int(offsets[next &+ 3]) &- origin
            let following = bytes[end]
            guard following == UInt8(ascii: ",") || following == UInt8(ascii: "}") else { break }
            if key >= 0 {
                let field = fields + key
                guard seen[key] != generation, field.pointee.role == .none else { break }
                let value = UnsafeBufferPointer(start: bytes + start, count: end &- start)
                switch JSONSceneParser.usual(field, value) {
                case .value(let number):
                    values[key] = Int128(number)
                    states[key] = .known
                case .null: break
                case .unusual:
                    walker.next = next
                    return false
                }
                seen[key] = generation
            } else {
                let value = UnsafeBufferPointer(start: bytes + start, count: end &- start)
                guard name(key, value, at: start, into: &scene) else { break }
            }
            place = KeyGuess.place(of: key)
            next &+= 4
            if following == UInt8(ascii: "}") {
                walker.next = next &- 1
                return true
            }
        }
        walker.next = next
        return false
    }

    /// The name or day of the scene as a plain string; false, and nothing done, if it is anything else.
    @inline(never)
    private func name(
        _ key: Int, _ value: Bytes, at offset: Int, into scene: inout SceneInput
    ) -> Bool {
        guard key == SceneLayout.Key.id || key == SceneLayout.Key.asOf, builder.seenKeys[-key] != builder.generation,
            let text = JSONSceneParser.plainString(value)
        else { return false }
        builder.seenKeys[-key] = builder.generation
        if key == SceneLayout.Key.id {
            builder.setID(.string, text, at: offset, into: &scene)
        } else {
            builder.setAsOf(.string, text, at: offset, into: &scene)
        }
        return true
    }

    private enum Usual {
        case value(Int64)
        case null
        case unusual
    }

    @inline(__always)
    private static func usual(_ field: UnsafePointer<HotField>, _ value: Bytes) -> Usual {
        guard let start = value.baseAddress else { return .unusual }
        let first = start.pointee
        if first == UInt8(ascii: "n") { return isWord(start, value.count, null) ? .null : .unusual }
        switch field.pointee.kind {
        case .number:
            guard let number = usualNumber(field, start, value.count) else { return .unusual }
            return .value(number)
        case .boolean:
            if isWord(start, value.count, yes) { return .value(1) }
            guard value.count == 5, first == UInt8(ascii: "f"), isWord(start + 1, 4, alse) else { return .unusual }
            return .value(0)
        case .option:
            guard let text = plainString(value) ?? wholeNumber(value),
                let index = field.pointee.texts?._withUnsafeGuaranteedRef({ $0.find(text) })
            else { return .unusual }
            return .value(Int64(index))
        case .date, .text, .list: return .unusual
        }
    }

    /// A number that fits the field's scale and range, and is not unlikely.
    @inline(__always)
    private static func usualNumber(
        _ field: UnsafePointer<HotField>, _ start: UnsafePointer<UInt8>, _ count: Int
    ) -> Int64? {
        guard count <= 18, field.pointee.isNarrow else { return nil }
        let negative = start.pointee == UInt8(ascii: "-")
        var index = negative ? 1 : 0
        let whole = index
        var mantissa: Int64 = 0
        while index < count {
            let digit = start[index] &- UInt8(ascii: "0")
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ Int64(digit)
            index &+= 1
        }
        guard index > whole, index == whole &+ 1 || start[whole] != UInt8(ascii: "0") else { return nil }
        var places = 0
        if index < count {
            guard start[index] == UInt8(ascii: "."), index &+ 1 < count else { return nil }
            places = count &- index &- 1
            index &+= 1
            while index < count {
                let digit = start[index] &- UInt8(ascii: "0")
                if digit > 9 { return nil }
                mantissa = mantissa &* 10 &+ Int64(digit)
                index &+= 1
            }
        }
        var missing = field.pointee.scale &- places
        guard missing >= 0 else { return nil }
        if negative { mantissa = 0 &- mantissa }
        while missing > 0 {
            let (scaled, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            mantissa = scaled
            missing &-= 1
        }
        return mantissa >= field.pointee.usualLow64 && mantissa <= field.pointee.usualHigh64 ? mantissa : nil
    }

    /// What stands between the quotes of a string without escapes that ends where the value does.
    @inline(__always)
    private static func plainString(_ value: Bytes) -> Bytes? {
        guard let start = value.baseAddress, value.count >= 2, start.pointee == UInt8(ascii: "\""),
            start[value.count &- 1] == UInt8(ascii: "\"")
        else { return nil }
        var index = 1
        while index < value.count &- 1 {
            if start[index] == UInt8(ascii: "\\") { return nil }
            index &+= 1
        }
        return Bytes(start: start + 1, count: value.count &- 2)
    }

    /// Digits that stand for an option named so.
    @inline(__always)
    private static func wholeNumber(_ value: Bytes) -> Bytes? {
        guard value.count == 1 || (value.count < 18 && value[0] != UInt8(ascii: "0")) else { return nil }
        for byte in value where byte &- UInt8(ascii: "0") > 9 { return nil }
        return value
    }

    /// `null`, `true` and `alse` as numbers, the first letter lowest.
    private static var null: UInt32 { 0x6C6C_756E }
    private static var yes: UInt32 { 0x6575_7274 }
    private static var alse: UInt32 { 0x6573_6C61 }

    @inline(__always)
    private static func isWord(_ start: UnsafePointer<UInt8>, _ count: Int, _ word: UInt32) -> Bool {
        count == 4 && UInt32(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)) == word
    }
}
