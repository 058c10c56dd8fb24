extension JSONWalker {
    /// A number as read on the way: `mantissa × 10^-places`, if it is short enough for that.
    struct Number {
        var token: Token
        var mantissa: Int64 = 0
        var places = 0
        /// False: longer than 18 digits or with an exponent, to be read again from its text.
        var isShort = true
    }

    /// A number by the grammar of RFC 8259: checked and read in one pass.
    @inline(__always)
    mutating func number() throws(JSONFault) -> Number {
        let token = word()
        var result = Number(token: token)
        var index = token.start
        let negative = bytes[index] == UInt8(ascii: "-")
        if negative { index &+= 1 }
        let whole = index
        var mantissa: UInt64 = 0
        while index < token.end {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            index &+= 1
        }
        var digits = index &- whole
        guard digits > 0, digits == 1 || bytes[whole] != UInt8(ascii: "0") else {
            throw JSONFault(reason: .badNumber, offset: token.start)
        }
        if index < token.end, bytes[index] == UInt8(ascii: ".") {
            index &+= 1
            let fraction = index
            while index < token.end {
                let digit = bytes[index] &- UInt8(ascii: "0")
                if digit > 9 { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                index &+= 1
            }
            result.places = index &- fraction
            digits &+= result.places
            guard result.places > 0 else { throw JSONFault(reason: .badNumber, offset: token.start) }
        }
        if index < token.end {
            try exponent(token, from: index)
            result.isShort = false
        }
        if digits > 18 {
            result.isShort = false
        } else {
            result.mantissa = negative ? -Int64(truncatingIfNeeded: mantissa) : Int64(truncatingIfNeeded: mantissa)
        }
        return result
    }

    /// Checks `e+5` to the end of the token.
    private func exponent(_ token: Token, from start: Int) throws(JSONFault) {
        var index = start
        guard bytes[index] | 0x20 == UInt8(ascii: "e") else { throw JSONFault(reason: .badNumber, offset: token.start) }
        index += 1
        if index < token.end, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index < token.end else { throw JSONFault(reason: .badNumber, offset: token.start) }
        for byte in bytes[index..<token.end] where byte &- UInt8(ascii: "0") > 9 {
            throw JSONFault(reason: .badNumber, offset: token.start)
        }
    }
}
