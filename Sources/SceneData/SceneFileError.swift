/// A file of scenes (or its column map) cannot be used at all: nothing was read from it.
public struct SceneFileError: Error, Sendable, Equatable {
    /// At least one.
    public var errors: [DataError]

    public init(_ errors: [DataError]) { self.errors = errors }
}
