import Testing

@testable import RuleModel

/// Rows as runs, and the stretches of a column, against the plainest way to work them out.
struct RowSetTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 11 ^ state << 29
        }
    }

    @Test func runsAreSets() {
        var random = Random(state: 7)
        for _ in 0..<200 {
            var (runs, other) = (RowSet(), RowSet())
            var (plain, plainOther): (Set<Int>, Set<Int>) = ([], [])
            for _ in 0..<40 {
                let row = Int.random(in: 0..<24, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0:
                    runs.remove(row)
                    plain.remove(row)
                case 1:
                    other.insert(row)
                    plainOther.insert(row)
                default:
                    runs.insert(row)
                    plain.insert(row)
                }
            }
            #expect(runs.rows == plain.sorted())
            #expect(runs.count == plain.count)
            #expect(runs.intersection(other).rows == plain.intersection(plainOther).sorted())
            #expect(zip(runs.runs, runs.runs.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    }

    @Test func stretchesHoldWhatTheirRowsAdmit() {
        var random = Random(state: 11)
        for round in 0..<200 {
            func interval() -> Interval {
                let low = Int.random(in: 0..<10, using: &random)
                let high = Int.random(in: 0..<12, using: &random)
                return Interval(
                    low: Bool.random(using: &random) ? .init(Rational(low), included: .random(using: &random)) : nil,
                    high: Bool.random(using: &random) ? .init(Rational(high), included: .random(using: &random)) : nil,
                    places: nil)
            }
            let regions: [TableDomain.Region] = (0..<6).map { _ in
                switch Int.random(in: 0..<5, using: &random) {
                case 0: return .all
                case 1: return .opaque
                default: return .intervals((0..<Int.random(in: 1...3, using: &random)).map { _ in interval() })
                }
            }
            var values: [Rational] = []
            let domain = TableDomain(
                interval: Interval(Rational(0), Rational(10), places: round % 2 == 0 ? 1 : nil), regions: regions
            ) {
                values.append($0)
                return "\($0)"
            }
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
            for (value, piece) in zip(values, domain.pieces) {
                let admitted = regions.indices.filter { row in
                    switch regions[row] {
                    case .all: return true
                    case .intervals(let list): return list.contains { $0.contains(value) }
                    case .indexes, .opaque: return false
                    }
                }
                #expect(piece.rows.rows == admitted)
            }
        }
    }
}
