import ExactNumbers
import Foundation

/// What day it is: the machine's, or one that is given.
public struct DayClock: Sendable {
    /// Today.
    public let today: @Sendable () -> CalendarDay

    public init(_ today: @escaping @Sendable () -> CalendarDay) { self.today = today }

    /// The machine's date.
    public static let machine = DayClock {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return CalendarDay(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
            ?? CalendarDay(number: 0)
    }

    /// Always the same day.
    public static func fixed(_ day: CalendarDay) -> DayClock { DayClock { day } }
}
