import CSimdJSON

/// Finds the tokens of JSON text.
final class JSONIndexer {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Why text is no JSON, found before its grammar is looked at.
    enum Fault {
        case notUTF8, unclosedString, controlCharacter, empty, noMemory
    }

    private let handle: OpaquePointer?
    /// Rising byte offsets of the tokens of the text indexed last.
    private(set) var offsets = UnsafeBufferPointer<UInt32>(start: nil, count: 0)

    init() { handle = csj_indexer_create() }

    deinit { csj_indexer_destroy(handle) }

    /// Nil if all is well; `offsets` then hold until the next call.
    func index(_ bytes: Bytes) -> Fault? {
        offsets = UnsafeBufferPointer(start: nil, count: 0)
        guard let handle else { return .noMemory }
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return .empty }
        var found: UnsafePointer<UInt32>?
        var count = 0
        switch Int(csj_index(handle, start, bytes.count, &found, &count)) {
        case Int(CSJ_OK):
            offsets = UnsafeBufferPointer(start: found, count: count)
            return nil
        case Int(CSJ_BAD_UTF8): return .notUTF8
        case Int(CSJ_UNCLOSED_STRING): return .unclosedString
        case Int(CSJ_CONTROL_CHARACTER): return .controlCharacter
        case Int(CSJ_EMPTY): return .empty
        default: return .noMemory
        }
    }
}

/// UTF-8 checks.
enum TextCheck {
    static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        return csj_is_utf8(start, bytes.count)
    }

    /// Offset of the first byte that is not UTF-8; the count if all is.
    static func firstBadByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var low = 0
        while low < bytes.count {
            let byte = bytes[low]
            let width = byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
            guard width > 0, low + width <= bytes.count else { return low }
            if width > 1, !isUTF8(UnsafeBufferPointer(rebasing: bytes[low..<(low + width)])) { return low }
            low += width
        }
        return low
    }
}
