import Dispatch
import HTTPTypes
import NIOCore
import SceneData
import Testing

@testable import LowCarbonServer

@Suite struct WorkPoolTests {
    private static func limits(workers: Int, queue: Int, milliseconds: Int64) -> ServiceLimits {
        var limits = ServiceLimits()
        limits.workers = workers
        limits.queueLength = queue
        limits.queueTime = .milliseconds(milliseconds)
        limits.refusalPause = .milliseconds(1)
        return limits
    }

    private func holding(_ pool: WorkPool, workers: Int = 1, _ body: () async throws -> Void) async throws {
        try await Self.holding(pool, workers: workers, body)
    }

    /// Holds every worker of a pool while `body` runs.
    static func holding(_ pool: WorkPool, workers: Int = 1, _ body: () async throws -> Void) async throws {
        let gate = DispatchSemaphore(value: 0)
        let held = Shared(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<workers {
                group.addTask {
                    try await pool.run {
                        held.withLock { $0 += 1 }
                        gate.wait()
                    }
                }
            }
            while held.withLock({ $0 }) < workers { try await Task.sleep(for: .milliseconds(1)) }
            let result: Result<Void, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            for _ in 0..<workers { gate.signal() }
            try await group.waitForAll()
            try result.get()
        }
    }

    private func status(_ pool: WorkPool) async -> Int? {
        do {
            try await pool.run {}
            return 200
        } catch { return (error as? Problem)?.status.code }
    }

    @Test func itReturnsAndThrowsWhatTheWorkDoes() async throws {
        struct Mistake: Error {}
        let pool = WorkPool(ServiceLimits())
        #expect(try await pool.run { 6 * 7 } == 42)
        await #expect(throws: Mistake.self) { try await pool.run { throw Mistake() } }
        #expect(await status(pool) == 200)
    }

    @Test func noMoreWorkersThanSaid() async throws {
        let pool = WorkPool(Self.limits(workers: 2, queue: 64, milliseconds: 60_000))
        let running = Shared((now: 0, most: 0, total: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await pool.run {
                        running.withLock {
                            $0.now += 1
                            $0.most = max($0.most, $0.now)
                            $0.total += 1
                        }
                        busy(.milliseconds(2))
                        running.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(running.withLock { $0.total } == 40)
        #expect(running.withLock { $0.most } == 2)
    }

    /// Three of eight wait for the worker, however long; the others are refused while it is held.
    @Test func aFullQueueRefuses() async throws {
        let pool = WorkPool(Self.limits(workers: 1, queue: 3, milliseconds: 3_600_000))
        let results = Shared<[Int?]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await holding(pool) {
                for _ in 0..<8 {
                    group.addTask {
                        let status = await status(pool)
                        results.withLock { $0.append(status) }
                    }
                }
                while results.withLock({ $0.count }) < 5 { try await Task.sleep(for: .milliseconds(1)) }
                #expect(results.withLock { $0 } == [503, 503, 503, 503, 503])
            }
            try await group.waitForAll()
        }
        #expect(results.withLock { $0.suffix(3) } == [200, 200, 200])
    }

    /// Who asks again and again is answered no faster than that.
    @Test func aRefusalIsHeldBack() async throws {
        var limits = Self.limits(workers: 1, queue: 0, milliseconds: 3_600_000)
        limits.refusalPause = .milliseconds(150)
        let pool = WorkPool(limits)
        try await holding(pool) {
            let start = ContinuousClock.now
            #expect(await status(pool) == 503)
            #expect(await status(pool) == 503)
            #expect(ContinuousClock.now - start >= .milliseconds(300))
        }
        #expect(await status(pool) == 200)
    }

    @Test func aLongWaitEnds() async throws {
        let pool = WorkPool(Self.limits(workers: 1, queue: 3, milliseconds: 100))
        try await holding(pool) {
            let start = ContinuousClock.now
            #expect(await status(pool) == 503)
            #expect(ContinuousClock.now - start >= .milliseconds(100))
        }
        #expect(await status(pool) == 200)
    }

    @Test func whatWaitsIsDoneInItsOrder() async throws {
        let pool = WorkPool(Self.limits(workers: 1, queue: 8, milliseconds: 60_000))
        let order = Shared<[Int]>([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await holding(pool) {
                for number in 0..<5 {
                    group.addTask { try await pool.run { order.withLock { $0.append(number) } } }
                    try await Task.sleep(for: .milliseconds(30))
                }
            }
            try await group.waitForAll()
        }
        #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
    }

    /// With every worker held, what is long is refused with words and a time; what is short is answered.
    @Test func theServiceAnswersWhileTheWorkersAreHeld() async throws {
        let service = ServiceHarness.service(limits: Self.limits(workers: 1, queue: 0, milliseconds: 2_000))
        let scene = Array("{\"answers\":{\"star\":\"four\"}}".utf8)
        let long = [
            (HTTPRequest.Method.get, "/check/hotel"), (.get, "/check/hotel/report"), (.post, "/check/hotel/import"),
            (.post, "/v1/norms/hotel/bounds"), (.post, "/v1/norms/hotel/ask"), (.post, "/v1/norms/hotel/path"),
            (.post, "/v1/norms/hotel/evaluate?explain=true"), (.post, "/v1/norms/hotel/evaluate?explain=0&explain=1"),
            (.get, "/v1/norms/hotel"), (.get, "/norms/hotel"),
        ]
        try await holding(service.pool) {
            for (method, path) in long {
                let answer = try await ServiceHarness.send(
                    method, path, body: method == .post ? scene : nil, to: service)
                #expect(answer.status == 503, "\(path)")
                #expect(answer.header("Retry-After") == "2")
                #expect(try answer.json()["title"] as? String == "服务繁忙")
                #expect(try answer.json()["type"] as? String == "urn:lowcarbonrules:problem:busy")
            }
            let english = try await ServiceHarness.send(
                .get, "/check/hotel/report?lang=en", [.accept: "text/html"], to: service)
            #expect(english.status == 503 && english.header("Retry-After") == "2")
            #expect(english.text.contains("the service is busy"))
            let packed = try await ServiceHarness.send(
                .post, "/v1/norms/hotel/evaluate", [.contentEncoding: "gzip"], body: PackedBodyTests.pack(scene, .gzip),
                to: service)
            #expect(packed.status == 503)
            let large = scene + [UInt8](repeating: 32, count: service.limits.lightBytes)
            #expect(
                try await ServiceHarness.send(.post, "/v1/norms/hotel/evaluate", body: large, to: service).status == 503
            )
            let far = "/v1/norms/hotel/evaluate?x=" + String(repeating: "a", count: service.limits.lightBytes)
            #expect(try await ServiceHarness.send(.post, far, body: scene, to: service).status == 503)
            for query in ["", "?explain=false", "?explain=", "?explain=true&explain=0"] {
                #expect(
                    try await ServiceHarness.send(
                        .post, "/v1/norms/hotel/evaluate" + query, body: scene, to: service
                    ).status == 200, "\(query)")
            }
            for path in ["/healthz", "/", "/v1/norms"] {
                #expect(try await ServiceHarness.send(.get, path, to: service).status == 200)
            }
        }
        for (method, path) in long where path != "/check/hotel/import" {
            #expect(
                try await ServiceHarness.send(method, path, body: method == .post ? scene : nil, to: service).status
                    == 200)
        }
    }
}

private func busy(_ time: Duration) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {}
}
