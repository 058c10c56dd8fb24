import Diagnostics
import YAMLTree

/// Text with the place of each of its bytes in the file: what a scalar, a cell or a part of one hands to the parsers.
public struct LocatedText: Sendable, Equatable {
    public var string: String
    /// Maps byte offsets of `string` (UTF-8) to the file.
    public var map: TextMap
    /// `string` starts at this offset of the mapped text.
    public var offset: Int

    public init(string: String, map: TextMap, offset: Int = 0) {
        self.string = string
        self.map = map
        self.offset = offset
    }

    /// The whole text.
    public var span: Span { map.span(offset..<(offset + string.utf8.count)) }

    /// The place of `range`, in bytes of `string`.
    public func span(_ range: Range<Int>) -> Span {
        map.span((offset + range.lowerBound)..<(offset + range.upperBound))
    }
}
