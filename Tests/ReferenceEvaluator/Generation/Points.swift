/// A number of points that a norm writes: whole ones, and hundredths beside them.
struct Points: Sendable {
    var hundredths: Int

    init(hundredths: Int) { self.hundredths = hundredths }
    init(_ whole: Int) { hundredths = whole * 100 }

    var whole: Int { hundredths / 100 }

    /// `4`, `4.5` or `4.25`.
    var text: String {
        let part = hundredths % 100
        if part == 0 { return "\(whole)" }
        return part % 10 == 0 ? "\(whole).\(part / 10)" : "\(whole).\(part < 10 ? "0" : "")\(part)"
    }

    /// Whether rounding to `places` by `mode` takes it further from 0, or if it is a `minimum` towards 0: such a `round` is refused.
    func passes(_ mode: String, places: Int, minimum: Bool = false) -> Bool {
        let unit = [100, 10, 1][min(places, 2)]
        let rest = hundredths % unit
        guard rest != 0 else { return false }
        let goesUp: Bool
        switch mode {
        case "down", "floor": goesUp = false
        case "up", "ceiling": goesUp = true
        case "half up": goesUp = 2 * rest >= unit
        case "half down": goesUp = 2 * rest > unit
        default: goesUp = 2 * rest > unit || (2 * rest == unit && hundredths / unit % 2 == 1)
        }
        return goesUp != minimum
    }
}
