/// How a CSV is written.
public struct CSVDialect: Sendable, Equatable {
    /// Character set, by the name the system knows it by; nil for UTF-8.
    public var encoding: String?
    /// Records before the header.
    public var skipRows = 0
    public var delimiter = UInt8(ascii: ",")
    /// Character between groups of three digits, taken out of numbers; nil if none is allowed.
    public var thousands: UInt8?
    public var decimal = UInt8(ascii: ".")
    /// Texts that stand for no value, besides the empty cell.
    public var notAvailable: [String] = []

    public init() {}

    /// The same with what the caller says.
    func with(_ options: CSVOptions) -> CSVDialect {
        var result = self
        if let encoding = options.encoding { result.encoding = encoding.isEmpty ? nil : encoding }
        if let skipRows = options.skipRows { result.skipRows = skipRows }
        if let delimiter = options.delimiter { result.delimiter = delimiter }
        if let thousands = options.thousands { result.thousands = thousands }
        if let decimal = options.decimal { result.decimal = decimal }
        result.notAvailable += options.notAvailable
        return result
    }

    /// A number without its separators and with a decimal point; nil if the separators do not stand before groups of three.
    func plainNumber(_ text: some Collection<UInt8>) -> [UInt8]? {
        if decimal != UInt8(ascii: "."), thousands != UInt8(ascii: "."), text.contains(UInt8(ascii: ".")) { return nil }
        if let thousands, text.contains(thousands), !hasGroups(text, thousands) { return nil }
        var digits: [UInt8] = []
        for byte in text where byte != thousands { digits.append(byte == decimal ? UInt8(ascii: ".") : byte) }
        return digits
    }

    private func hasGroups(_ text: some Collection<UInt8>, _ separator: UInt8) -> Bool {
        let whole = text.prefix { $0 != decimal }
        let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
        let fraction = text.dropFirst(whole.count)
        func digits(_ group: some Collection<UInt8>) -> Int { group.filter { $0 &- UInt8(ascii: "0") <= 9 }.count }
        return !fraction.contains(separator) && groups.dropFirst().allSatisfy { digits($0) == 3 }
            && (1...3).contains(groups.first.map { digits($0) } ?? 0)
    }
}

/// What the caller says of a CSV; nil and empty leave it as it is.
public struct CSVOptions: Sendable, Equatable {
    /// As the system knows it; empty for UTF-8.
    public var encoding: String?
    public var skipRows: Int?
    public var delimiter: UInt8?
    public var thousands: UInt8?
    public var decimal: UInt8?
    public var notAvailable: [String] = []

    public init() {}

    /// The system's name of a character set that people name (`gbk`, `cp1252`), empty for UTF-8; nil if it is not known.
    public static func encoding(named name: String) -> String? {
        MapWords.encodings.first { $0.0 == name.lowercased() }?.1
    }

    /// Names of character sets that may be said.
    public static var encodingNames: [String] { MapWords.encodings.map(\.0) }

    /// The character between fields that an option names; nil where it names none.
    public static func delimiter(named name: String) -> UInt8? {
        MapWords.delimiters.first { $0.0 == name.lowercased() }?.1
    }

    /// The character between groups of digits that an option names; nil where it names none.
    public static func thousands(named name: String) -> UInt8? {
        MapWords.thousands.first { $0.0 == name.lowercased() }?.1
    }

    /// The decimal sign that an option names; nil where it names none.
    public static func decimal(named name: String) -> UInt8? { MapWords.decimals.first { $0.0 == name }?.1 }
}
