import Diagnostics

/// A file of scenes (or its column map) cannot be used at all: nothing was read from it.
public struct SceneFileError: Error, Sendable, Equatable {
    /// At least one.
    public var errors: [DataError]

    public init(_ errors: [DataError]) { self.errors = errors }

    static func unreadable(_ file: String, _ message: Message, code: DiagnosticCode = .fileUnreadable) -> SceneFileError
    {
        SceneFileError([DataError(code, message: message, place: DataPlace(file: file))])
    }
}
