import Diagnostics
import HTTPTypes
import Hummingbird
import HummingbirdCore
import LabelStore
import Logging
import NIOCore

/// The service: the open interface and the merchant's page over a catalogue of norms, and whatever routes are added.
public struct RuleService: Sendable {
    /// What every request carries.
    public typealias Context = BasicRequestContext
    /// Adds routes of its own below `/`.
    public typealias Routes = @Sendable (Router<Context>) -> Void

    public var catalogue: NormCatalogue
    public let limits: ServiceLimits
    public var clock: DayClock
    public var logger: Logger
    /// Where labels are recorded; without it there are no routes for labels, decisions and the feed.
    public var labels: LabelStore?
    /// Further groups of routes.
    public var further: [Routes] = []
    let pool: WorkPool
    /// What responses name as the server.
    static let name = "lowcarbon"

    public init(
        catalogue: NormCatalogue, limits: ServiceLimits = ServiceLimits(), clock: DayClock = .machine,
        logger: Logger = Logger(label: "lowcarbon")
    ) {
        self.catalogue = catalogue
        self.limits = limits
        self.clock = clock
        self.logger = logger
        pool = WorkPool(limits)
    }

    /// The routes with what stands around them.
    public func router() -> Router<Context> {
        let pages = PageWriter()
        let desk = SceneDesk(catalogue: catalogue)
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            SecurityHeaders()
            ProblemMiddleware(limits: limits, pages: pages)
            AddressCheck(limits: limits)
        }
        NormsController(desk: desk, limits: limits, clock: clock, pool: pool).addRoutes(to: router.group("v1"))
        if let labels {
            LabelsController(store: labels, desk: desk, limits: limits, clock: clock, pool: pool)
                .addRoutes(to: router.group("v1"))
        }
        PageController(desk: desk, limits: limits, clock: clock, pages: pages, pool: pool).addRoutes(to: router)
        NormPagesController(catalogue, clock: clock, pool: pool).addRoutes(to: router)
        // On a socket `HealthHandler` answers first, unless another answer is due before it.
        router.get(RouterPath(HealthHandler.path)) { _, _ in
            Response(
                status: .ok, headers: HealthHandler.fields,
                body: ResponseBody(byteBuffer: ByteBuffer(string: HealthHandler.text)))
        }
        for routes in further { routes(router) }
        return router
    }

    /// The application, ready to run on a host and port.
    ///
    /// - Parameters:
    ///   - host: address to listen on.
    ///   - port: 0 takes a free one.
    ///   - onRunning: called with the port once connections are taken.
    public func application(
        host: String, port: Int, onRunning: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(), server: HTTPServerBuilder { [limits] in GuardedChannel(limits, responder: $0) },
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: Self.name,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
            onServerRunning: { channel in onRunning(channel.localAddress?.port ?? port) }, logger: logger)
    }

    /// Serves until the process is told to stop (SIGINT, SIGTERM); what was accepted is answered first.
    public func run(host: String, port: Int, onRunning: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        try await application(host: host, port: port, onRunning: onRunning).runService()
    }
}
