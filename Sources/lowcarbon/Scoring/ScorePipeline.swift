import Foundation
import SceneData

/// Scores the blocks of one file, on this thread or on several, and hands them on in the order of the file. At most two blocks a
/// thread are under way, so memory does not grow with the file.
final class ScorePipeline: @unchecked Sendable {
    enum Ending {
        case finished
        /// The user asked to stop.
        case stopped
        case failed(OutputFailure)
    }

    private let reader: SceneBlockReader
    private let keeper: ResultKeeper
    private let input: Int
    private let condition = NSCondition()
    private let reading = NSLock()
    private var free: [ScoredBlock]
    private var ready: [Int: ScoredBlock] = [:]
    private var nextRead = 0
    private var nextWrite = 0
    private var isAtEnd = false
    private var isWriting = false
    private var stops = false
    private var running = 0
    private var failure: OutputFailure?
    private var scenes = 0
    private(set) var brokenOff: String?

    init(_ reader: SceneBlockReader, keeper: ResultKeeper, input: Int, threads: Int) {
        self.reader = reader
        self.keeper = keeper
        self.input = input
        free = (0..<(threads == 1 ? 1 : threads * 2 + 1)).map { _ in ScoredBlock() }
    }

    /// Runs until the file ends, the output fails or the user stops it.
    func run(_ workers: [ScoreWorker], onThisThread: Bool, bar: inout ProgressBar) -> Ending {
        if onThisThread, let worker = workers.first {
            worker.open(reader)
            while let scored = take() {
                worker.score(scored)
                deliver(scored)
                bar.show(scenes: keeper.count, share: reader.progress)
            }
            return ending
        }
        running = workers.count
        for worker in workers {
            let lane = Lane(worker: worker)
            let thread = Thread { self.work(lane.worker) }
            thread.stackSize = 8 << 20
            thread.start()
        }
        condition.lock()
        while running > 0 {
            _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
            bar.show(scenes: scenes, share: reader.progress)
            // A thread that waits for its source (a pipe) may never come back.
            if StopRequest.isMade, !isWriting, !condition.wait(until: Date(timeIntervalSinceNow: 1)), !isWriting {
                break
            }
        }
        stops = true
        condition.unlock()
        return ending
    }

    private struct Lane: @unchecked Sendable {
        let worker: ScoreWorker
    }

    private var ending: Ending {
        if let failure { return .failed(failure) }
        return StopRequest.isMade && !isAtEnd ? .stopped : .finished
    }

    private func work(_ worker: ScoreWorker) {
        worker.open(reader)
        while let scored = take() {
            worker.score(scored)
            deliver(scored)
        }
        condition.lock()
        running -= 1
        condition.broadcast()
        condition.unlock()
    }

    /// A block to score; nil when there is no more to do.
    private func take() -> ScoredBlock? {
        condition.lock()
        while free.isEmpty, !stops { condition.wait() }
        let found = stops || StopRequest.isMade ? nil : free.popLast()
        condition.unlock()
        guard let scored = found else { return nil }
        scored.clear()
        reading.lock()
        defer { reading.unlock() }
        guard !isAtEnd, !StopRequest.isMade else { return nil }
        guard reader.next(into: scored.block), !(scored.block.isBrokenOff && StopRequest.isMade) else {
            isAtEnd = !StopRequest.isMade
            return nil
        }
        scored.sequence = nextRead
        nextRead += 1
        return scored
    }

    /// Hands the block on when its turn comes; whoever hands on takes along what waits behind.
    private func deliver(_ scored: ScoredBlock) {
        condition.lock()
        defer { condition.unlock() }
        ready[scored.sequence] = scored
        if isWriting { return }
        isWriting = true
        while !stops, let next = ready.removeValue(forKey: nextWrite) {
            nextWrite += 1
            condition.unlock()
            var problem: OutputFailure?
            do throws(OutputFailure) { try keeper.accept(next, input: input) } catch { problem = error }
            condition.lock()
            if let problem {
                failure = problem
                stops = true
            }
            if let words = next.brokenOff { brokenOff = words }
            scenes = keeper.count
            free.append(next)
            condition.broadcast()
        }
        isWriting = false
    }
}
