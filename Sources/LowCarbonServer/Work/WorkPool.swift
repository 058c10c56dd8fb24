import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// The threads for work that can last over a millisecond, so that those that serve sockets never wait for it: a few workers, a
/// queue of limited length, and a limited time in it.
final class WorkPool: Sendable {
    private struct Job: Sendable {
        /// Does the work; what it returns hands the result on.
        var perform: @Sendable () -> @Sendable () -> Void
        var refuse: @Sendable () -> Void
    }

    private struct State {
        var running = 0
        /// In the order they came; empty while a worker is free.
        var waiting: [(number: UInt64, job: Job)] = []
        var lastNumber: UInt64 = 0
    }

    private enum Admission {
        case started
        case queued(UInt64)
        case refused
    }

    private let workers: Int
    private let length: Int
    private let time: TimeAmount
    private let pause: TimeAmount
    private let state = Mutex(State())

    init(_ limits: ServiceLimits) {
        workers = max(1, limits.workers)
        length = limits.queueLength
        time = limits.queueTime
        pause = limits.refusalPause
    }

    /// What `body` returns, computed by a worker.
    ///
    /// - Throws: `Problem.busy` if no worker came to it in time, or what `body` throws.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            admit(
                Job(
                    perform: {
                        do {
                            let result = try body()
                            return { continuation.resume(returning: result) }
                        } catch {
                            return { continuation.resume(throwing: error) }
                        }
                    },
                    refuse: { [time] in continuation.resume(throwing: Problem.busy(retryAfter: time)) }))
        }
    }

    private func admit(_ job: Job) {
        let admission = state.withLock { state -> Admission in
            if state.running < workers {
                state.running += 1
                return .started
            }
            guard state.waiting.count < length else { return .refused }
            state.lastNumber &+= 1
            state.waiting.append((state.lastNumber, job))
            return .queued(state.lastNumber)
        }
        switch admission {
        case .started: Thread.detachNewThread { self.work(from: job) }
        case .queued(let number):
            _ = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: time) { self.expire(number) }
        case .refused:
            _ = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: pause) { [refuse = job.refuse] in refuse()
            }
        }
    }

    /// A worker, which is there while there is work: its first job, then what waits, until nothing does.
    private func work(from first: Job) {
        var next: Job? = first
        while let job = next {
            let deliver = job.perform()
            // First free the place, then answer: who asks again at once must find it free.
            next = state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.running -= 1
                    return nil
                }
                return state.waiting.removeFirst().job
            }
            deliver()
        }
    }

    private func expire(_ number: UInt64) {
        let job = state.withLock { state -> Job? in
            guard let place = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            return state.waiting.remove(at: place).job
        }
        job?.refuse()
    }
}
