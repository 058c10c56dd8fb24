import Synchronization

/// Set when a run is asked to stop; a read that waits for its source then ends.
public enum StopRequest {
    private static let flag = Atomic<Bool>(false)

    public static var isMade: Bool { flag.load(ordering: .relaxed) }

    /// May be called from a signal handler.
    public static func make() { flag.store(true, ordering: .relaxed) }
}
