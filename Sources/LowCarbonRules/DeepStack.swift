import Foundation

/// Runs work that goes down deep trees on a stack that is large enough for the deepest one the checker lets through.
package enum DeepStack {
    private final class Box<Value>: @unchecked Sendable {
        var value: Value?
    }

    /// The result of `body`, run on a thread of its own while the caller waits.
    package static func run<Value>(_ body: @escaping () -> Value) -> Value {
        let box = Box<Value>()
        nonisolated(unsafe) let work = body
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            box.value = work()
            done.signal()
        }
        thread.stackSize = 1 << 30
        thread.start()
        done.wait()
        guard let value = box.value else { return body() }
        return value
    }
}
