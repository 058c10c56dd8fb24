import Testing

/// Each case is a part of the small norm, the codes expected at its markers in order, and words that the first message holds.
struct MarkedCase: Sendable, CustomTestStringConvertible {
    var title: String
    var text: String
    var codes: [String]
    var says = ""

    init(_ title: String, _ codes: [String], says: String = "", _ text: String) {
        (self.title, self.text, self.codes, self.says) = (title, text, codes, says)
    }

    var testDescription: String { title }
}

@Suite("Findings at their places")
struct MarkerTests {
    @Test(
        arguments: MarkedCase.names + MarkedCase.units + MarkedCase.tables + MarkedCase.scores + MarkedCase.ranges
            + MarkedCase.keys)
    func findings(_ marked: MarkedCase) throws {
        let found = try markedFindings(marked.text).sorted { $0.marker < $1.marker }
        #expect(found.map(\.code) == marked.codes, "\(found)")
        #expect(found.map(\.marker) == Array(found.indices.map { $0 + 1 }), "\(found)")
        if !marked.says.isEmpty { #expect(found.first?.message.contains(marked.says) ?? false, "\(found)") }
    }
}

/// A section of one criterion that is met as `condition` says.
func met(_ condition: String) -> String {
    "sections:\n  energy:\n    points: 10\n    criteria:\n      E1: {points: 10, met: '\(condition)'}"
}

/// A section of one criterion with `lines` as its method.
func scored(_ lines: String) -> String {
    let method = lines.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n")
    return "sections:\n  energy:\n    points: 10\n    criteria:\n      E1:\n        points: 10\n" + method
}
