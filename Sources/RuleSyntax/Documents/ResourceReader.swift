import Diagnostics

/// Reads the files that stand beside a document. The parser itself does no input or output.
public struct ResourceReader {
    /// A file that was read.
    public struct Resource: Sendable {
        public var bytes: [UInt8]
        public var file: SourceID
        public init(bytes: [UInt8], file: SourceID) {
            self.bytes = bytes
            self.file = file
        }
    }

    private let read: (String) -> Resource?

    /// `read` gets a path relative to the document, never absolute and never with `..`, and returns nil if there is no such
    /// file.
    public init(_ read: @escaping (String) -> Resource?) { self.read = read }

    /// Has no files.
    public static var none: ResourceReader { ResourceReader { _ in nil } }

    func callAsFunction(_ path: String) -> Resource? { read(path) }
}
