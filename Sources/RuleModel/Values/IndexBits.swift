/// A set of small numbers, one bit each, so that what thousands of facts read of each other stays small.
public struct IndexBits: Sendable, Equatable, Sequence, ExpressibleByArrayLiteral {
    /// Without zero words at the end, so that equal sets are equal.
    private var words: [UInt64] = []

    public init() {}

    public init(arrayLiteral elements: Int...) {
        for element in elements { insert(element) }
    }

    /// Adds a number from 0 on.
    public mutating func insert(_ index: Int) {
        let word = index / 64
        if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(index % 64)
    }

    /// Adds the numbers of `other`.
    public mutating func formUnion(_ other: IndexBits) {
        if other.words.count > words.count { words += Array(repeating: 0, count: other.words.count - words.count) }
        for (index, word) in other.words.enumerated() { words[index] |= word }
    }

    /// True if the number is in the set.
    public func contains(_ index: Int) -> Bool {
        index / 64 < words.count && words[index / 64] & (1 << UInt64(index % 64)) != 0
    }

    /// In ascending order.
    public func makeIterator() -> AnyIterator<Int> {
        var (word, rest) = (0, words.first ?? 0)
        return AnyIterator {
            while rest == 0 {
                word += 1
                guard word < words.count else { return nil }
                rest = words[word]
            }
            let bit = rest.trailingZeroBitCount
            rest &= rest - 1
            return word * 64 + bit
        }
    }
}
