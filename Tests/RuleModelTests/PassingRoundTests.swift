import RuleModel
import Testing

/// LC0619 against the rule said by brute force: some value of the range, rounded by definition, lies beyond it.
@Suite("Roundings that pass their bound")
struct PassingRoundTests {
    /// Rounded by the definition of the mode; values are thousandths.
    private static func rounded(_ value: Int, places: Int, _ mode: String) -> Int {
        let unit = [1000, 100, 10, 1][places]
        let size = abs(value)
        let rest = size % unit
        let towards = size - rest
        let away = rest == 0 ? towards : towards + unit
        let isNegative = value < 0
        let result: Int
        switch mode {
        case "down": result = towards
        case "up": result = away
        case "floor": result = isNegative ? away : towards
        case "ceiling": result = isNegative ? towards : away
        case "half up": result = 2 * rest >= unit ? away : towards
        case "half down": result = 2 * rest > unit ? away : towards
        default:
            result = 2 * rest > unit || (2 * rest == unit && towards / unit % 2 == 1) ? away : towards
        }
        return isNegative ? -result : result
    }

    private static func text(_ thousandths: Int) -> String {
        let digits = String(abs(thousandths))
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return (thousandths < 0 ? "-" : "") + padded.dropLast(3) + "." + padded.suffix(3)
    }

    private func errors(_ text: String) -> [Finding] { findings(text).filter(\.isError) }

    private static let modes = ["half up", "half even", "half down", "down", "up", "floor", "ceiling"]
    private static let maxima = [4000, 4500, 5500, 4400, 4600, 4250, 4350, 4050, 4995, 500, 250, 12_345]
    private static let minima = [-4500, -3500, -4000, -4400, -4600, -2501, -5, 0, 500, 1500, 2500, 4600, 1250, 4995]

    @Test("every place, mode and number of places", arguments: RoundingPlace.allCases)
    func refusedExactlyWhereAValuePasses(_ place: RoundingPlace) throws {
        var (refused, accepted) = (0, 0)
        for end in place == .rangeStart ? Self.minima : Self.maxima {
            let range = place == .rangeStart ? end...30_000 : 0...end
            for mode in Self.modes {
                for places in 0...3 {
                    let passes = range.contains { !range.contains(Self.rounded($0, places: places, mode)) }
                    let text = place.norm(end: Self.text(end), places: places, mode: mode)
                    let found = errors(text)
                    #expect(found.map(\.code) == (passes ? ["LC0619"] : []), "\(end) \(mode) \(places): \(found)")
                    if passes { refused += 1 } else { accepted += 1 }
                }
            }
        }
        #expect(refused > 50 && accepted > 50)
    }

    @Test("what the message names fits", arguments: RoundingPlace.allCases)
    func fixesFit(_ place: RoundingPlace) throws {
        for end in place == .rangeStart ? Self.minima : Self.maxima {
            for mode in Self.modes {
                let text = place.norm(end: Self.text(end), places: 1, mode: mode)
                guard let found = findings(text).first(where: { $0.code == "LC0619" }) else { continue }
                let quoted = found.message.split(separator: "`", omittingEmptySubsequences: false)
                let named = stride(from: 5, to: quoted.count, by: 2).map { String(quoted[$0]) }
                let places = named.filter { $0.hasPrefix("round: ") }.compactMap { Int($0.dropFirst(7)) }
                let ends = named.filter { !$0.hasPrefix("round: ") }
                #expect(!places.isEmpty && !ends.isEmpty, "\(found)")
                for other in places {
                    let mended = place.norm(end: Self.text(end), places: other, mode: mode)
                    #expect(errors(mended) == [], "\(found)")
                }
                for other in ends {
                    let mended = place.norm(end: other, places: 1, mode: mode)
                    #expect(errors(mended) == [], "\(found)")
                }
            }
        }
    }

    @Test func theNearestIsNamed() throws {
        func message(_ end: String, _ places: Int, _ mode: String) -> String {
            findings(RoundingPlace.sectionPoints.norm(end: end, places: places, mode: mode)).first?.message ?? ""
        }
        #expect(
            message("4.5", 0, "half up").contains(
                "takes the section's points of 4.5 up to 5; write `4` or `5` for it, or `round: 1`"))
        #expect(message("4.6", 0, "half down").contains("write `5` for it, or `round: 1`"))
        #expect(message("4.2", 0, "up").contains("write `4` for it, or `round: 1`"))
        #expect(message("0.5", 0, "half up").contains("write `1` for it, or `round: 1`"))
        #expect(message("4.45", 1, "half up").contains("write `4.4` or `4.5` for it, or `round: 0` or `round: 2`"))
    }
}
