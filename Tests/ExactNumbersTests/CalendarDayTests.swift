import ExactNumbers
import Testing

/// The calendar against counting day by day.
struct CalendarDayTests {
    /// All days of 1896 to 2104, with the leap days of 1900, 2000 and 2100 among them.
    @Test func everyDayOfTwoCenturies() throws {
        var number = try #require(CalendarDay(year: 1896, month: 1, day: 1)).number
        for year in 1896...2104 {
            let hasLeapDay = year % 4 == 0 && year != 1900 && year != 2100
            for (index, days) in [31, hasLeapDay ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...days {
                    let made = CalendarDay(year: year, month: index + 1, day: day)
                    let parts = CalendarDay(number: number).components
                    if made?.number != number || parts != (year, index + 1, day) {
                        Issue.record(
                            "\(year)-\(index + 1)-\(day): \(String(describing: made?.number)), \(number) is \(parts)")
                    }
                    number += 1
                }
                #expect(CalendarDay(year: year, month: index + 1, day: days + 1) == nil)
            }
        }
        #expect(CalendarDay(year: 1970, month: 1, day: 1)?.number == 0)
    }

    /// What four digits of a year can write, and the week that the first and last of these days lie in.
    @Test func knownDays() {
        #expect(CalendarDay("0000-01-01") == .first)
        #expect(CalendarDay("9999-12-31") == .last)
        #expect(CalendarDay.first.adding(months: CalendarDay.knownMonths) > .last)
        #expect(!CalendarDay.first.adding(days: -1).isKnown && !CalendarDay.last.adding(days: 1).isKnown)
        #expect(CalendarDay.usual.lowerBound.description == "1900-01-01")
        #expect(CalendarDay.usual.upperBound.description == "2199-12-31")
    }

    /// A month later is the same day of the next month, or its last.
    @Test func monthsAndBack() throws {
        for start in ["2024-01-31", "2023-01-31", "2000-02-29", "2024-02-29", "1999-12-31", "2024-03-30"] {
            let day = try #require(CalendarDay(start))
            let from = day.components
            for months in -30...30 {
                let later = day.adding(months: months)
                let to = later.components
                let index = from.year * 12 + from.month - 1 + months
                #expect((to.year, to.month) == (index / 12, index % 12 + 1), "\(start) \(months)")
                #expect(to.day == min(from.day, CalendarDay.daysIn(month: to.month, year: to.year)))
            }
        }
    }
}
