/// How a file is compressed.
public enum CompressionKind: String, Sendable, CaseIterable {
    case gzip
    case zstd

    /// By the ending of a file name; nil if it has neither `.gz` nor `.zst`.
    public init?(fileName: String) {
        let name = fileName.lowercased()
        if name.hasSuffix(".gz") {
            self = .gzip
        } else if name.hasSuffix(".zst") {
            self = .zstd
        } else {
            return nil
        }
    }

    /// By the first bytes of a file; nil if they are those of neither.
    public init?(firstBytes bytes: [UInt8]) {
        if bytes.count >= 3, bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 0x08 {
            self = .gzip
        } else if bytes.count >= 4, bytes[0] == 0x28, bytes[1] == 0xB5, bytes[2] == 0x2F, bytes[3] == 0xFD {
            self = .zstd
        } else if bytes.count >= 4, bytes[0] & 0xF0 == 0x50, bytes[1] == 0x2A, bytes[2] == 0x4D, bytes[3] == 0x18 {
            self = .zstd
        } else {
            return nil
        }
    }

    /// The name without the ending that tells of compression.
    public static func stripped(_ fileName: String) -> String {
        guard CompressionKind(fileName: fileName) != nil, let dot = fileName.lastIndex(of: ".") else { return fileName }
        return String(fileName[..<dot])
    }
}
