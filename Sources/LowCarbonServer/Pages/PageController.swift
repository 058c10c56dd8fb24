import Hummingbird

struct PageController<Context: RequestContext>: Sendable {
    let desk: SceneDesk
    let limits: ServiceLimits
    let clock: DayClock
    let pages: PageWriter
    func addRoutes(to router: Router<Context>) {}
}
