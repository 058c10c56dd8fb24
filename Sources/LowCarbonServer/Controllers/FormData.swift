/// Names and values of a query or a form, in order.
struct FormData: Sendable {
    private(set) var pairs: [(name: String, value: String)]
    /// The values that are not empty, by name.
    private var values: [String: [String]] = [:]

    init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs
        for (name, value) in pairs where !value.isEmpty { values[name, default: []].append(value) }
    }

    init(encoded: String) { self.init(FormData.pairs(encoded)) }

    /// The last value of a name that is not empty.
    subscript(_ name: String) -> String? { values[name]?.last }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    mutating func append(_ name: String, _ value: String) {
        pairs.append((name, value))
        if !value.isEmpty { values[name, default: []].append(value) }
    }

    /// Numbers of the entries that a list has here, `q.LIST.NUMBER.FIELD`; nil for one that is not written as a number is.
    func rows(of list: String) -> [(name: String, row: Int?)] {
        let prefix = "q.\(list)."
        return pairs.filter { $0.name.hasPrefix(prefix) && !$0.value.isEmpty }.map { pair in
            let text = pair.name.dropFirst(prefix.count).prefix { $0 != "." }
            return (pair.name, Int(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil })
        }
    }

    /// The pairs with a value, encoded for an address.
    var encoded: String {
        pairs.filter { !$0.value.isEmpty }.map { FormData.escaped($0.name) + "=" + FormData.escaped($0.value) }
            .joined(separator: "&")
    }

    /// How many pairs there are.
    static func count(_ text: String) -> Int {
        text.isEmpty ? 0 : text.utf8.reduce(1) { $1 == UInt8(ascii: "&") ? $0 + 1 : $0 }
    }

    /// - Parameter start: gives only the pairs whose names begin so.
    static func pairs(_ text: String, beginning start: String = "") -> [(name: String, value: String)] {
        text.utf8.split(separator: UInt8(ascii: "&")).compactMap { part in
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard start.isEmpty || part.first == start.utf8.first || part.first == UInt8(ascii: "%") else { return nil }
            let name = unescaped(halves[0])
            guard name.hasPrefix(start) else { return nil }
            return (name, halves.count > 1 ? unescaped(halves[1]) : "")
        }
    }

    private static func unescaped(_ bytes: Substring.UTF8View.SubSequence) -> String {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                result.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), rest.count >= 2,
                let high = hex(rest[rest.startIndex]), let low = hex(rest[rest.index(after: rest.startIndex)])
            {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): return byte - UInt8(ascii: "A") + 10
        default: return nil
        }
    }

    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.append(byte)
            case UInt8(ascii: " "): result.append(UInt8(ascii: "+"))
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
