import Testing

@testable import SceneData

/// Distances of names, and that giving up early changes none that counts.
struct SuggestionTests {
    /// The definition, without any limit.
    private static func plain(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
        let (shortA, shortB) = (Array(a.dropLast()), Array(b.dropLast()))
        var cost = min(plain(shortA, b) + 1, plain(a, shortB) + 1, plain(shortA, shortB) + (x == y ? 0 : 1))
        if shortA.last == y, shortB.last == x { cost = min(cost, plain(shortA.dropLast(), shortB.dropLast()) + 1) }
        return cost
    }

    /// All pairs of words of up to four letters out of three.
    @Test func limitsLeaveDistancesAsTheyAre() {
        var words: [[Unicode.Scalar]] = [[]]
        for length in 0..<4 {
            words += words.filter { $0.count == length }.flatMap { word in ["a", "b", "节"].map { word + [$0] } }
        }
        for a in words where a.count != 1 {
            for b in words where a.count + b.count <= 7 {
                let exact = SuggestionTests.plain(a, b)
                for most in 0...4 {
                    let found = Suggestion.distance(a, b, most: most)
                    if found != (exact <= most ? exact : nil) {
                        Issue.record("\(a) \(b) \(most): \(String(describing: found)), \(exact)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ("flor_area", "floor_area"), ("FLOOR_AREA", "floor_area"), ("bdes", "beds"), ("电量", "用电量"), ("zzzzzz", nil),
        ("", nil), ("x", nil),
    ])
    func theNearestName(_ text: String, _ name: String?) {
        #expect(Suggestion.closest(to: text, among: ["floor_area", "beds", "用电量", "bed_count"]) == name)
    }
}
