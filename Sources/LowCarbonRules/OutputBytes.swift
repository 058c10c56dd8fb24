import ExactNumbers

/// Text on its way out: bytes in storage that grows and is kept, so that writing a result allocates nothing.
public struct OutputBytes: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    public private(set) var count = 0

    public init() {
        capacity = 4096
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// What was written; valid until the next change.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Empties it, keeping the storage.
    public mutating func removeAll() { count = 0 }

    /// Drops what was written after the first `count` bytes.
    public mutating func truncate(to count: Int) { self.count = max(0, min(self.count, count)) }

    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity &- count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }

    @inline(__always)
    mutating func byte(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count &+= 1
    }

    /// Appends bytes.
    public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let from = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).update(from: from, count: bytes.count)
        count &+= bytes.count
    }

    /// Appends what others hold.
    mutating func append(_ bytes: borrowing OutputBytes) {
        append(UnsafeBufferPointer(start: bytes.base, count: bytes.count))
    }

    /// Appends bytes.
    public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    /// Appends a text as it is.
    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    @inline(__always)
    mutating func raw(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        reserve(length)
        (base + count).update(from: text.utf8Start, count: length)
        count &+= length
    }

    /// A string of JSON, in its quotes.
    public mutating func jsonString(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            reserve(bytes.count * 6 + 2)
            var at = base + count
            at.pointee = UInt8(ascii: "\"")
            at += 1
            for byte in bytes {
                if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                    at.pointee = byte
                    at += 1
                } else if byte >= 0x20 {
                    at.pointee = UInt8(ascii: "\\")
                    at[1] = byte
                    at += 2
                } else {
                    for (index, character) in [0x5C, 0x75, 0x30, 0x30, OutputBytes.hex(byte >> 4)].enumerated() {
                        at[index] = UInt8(character)
                    }
                    at[5] = OutputBytes.hex(byte & 15)
                    at += 6
                }
            }
            at.pointee = UInt8(ascii: "\"")
            count = at + 1 - base
        }
    }

    private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 87 + digit }

    /// A cell of a CSV (RFC 4180), in quotes where it has to be.
    public mutating func csvCell(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var isPlain = true
            for byte in bytes where byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { isPlain = false }
            if isPlain { return append(bytes) }
            byte(UInt8(ascii: "\""))
            for character in bytes {
                if character == 0x22 { byte(0x22) }
                byte(character)
            }
            byte(UInt8(ascii: "\""))
        }
    }

    /// `mantissa × 10^-scale` without the zeros at the end of its fraction, but with at least `places` decimal places.
    @inline(__always)
    mutating func decimal(_ mantissa: Int64, scale: Int, places: Int) {
        reserve(64 + places)
        var rest = mantissa.magnitude
        var scale = scale
        while scale > places {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            rest = quotient
            scale &-= 1
        }
        var at = base + count
        if mantissa < 0 {
            at.pointee = UInt8(ascii: "-")
            at += 1
        }
        var digits = 1
        var bound: UInt64 = 10
        while digits < 20, rest >= bound {
            digits &+= 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        digits = max(digits, scale &+ 1)
        let length = scale > 0 ? digits &+ 1 : digits
        var index = length &- 1
        var left = digits
        while left > 0 {
            if scale > 0, digits &- left == scale {
                at[index] = UInt8(ascii: ".")
                index &-= 1
            }
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            at[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
            rest = quotient
            index &-= 1
            left &-= 1
        }
        at += length
        for _ in 0..<max(0, places &- scale) {
            if scale == 0, at == base + count + length + (mantissa < 0 ? 1 : 0) {
                at.pointee = UInt8(ascii: ".")
                at += 1
            }
            at.pointee = UInt8(ascii: "0")
            at += 1
        }
        count = at - base
    }
}
