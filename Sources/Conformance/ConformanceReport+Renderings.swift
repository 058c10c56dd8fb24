import Foundation

extension ConformanceReport {
    private typealias Line = (name: String, tally: Tally)

    private var sections: [(title: String, lines: [Line])] {
        func lines(_ tallies: [String: Tally]) -> [Line] {
            tallies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
        return [
            ("category", lines(byCategory)), ("source", lines(bySource)), ("profile", lines(byProfile)),
            ("wanted", lines(wantedByCategory) + [("all", wanted)]), ("times of day", [("all", timesOfDay)]),
        ]
    }

    private var codesByFrequency: [(key: String, value: (all: Int, wanted: Int))] {
        codes.sorted { $0.value.all == $1.value.all ? $0.key < $1.key : $0.value.all > $1.value.all }
    }

    /// For people at a terminal.
    public var text: String {
        var result = ""
        func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
            let space = String(repeating: " ", count: max(0, width - text.count))
            return left ? text + space : space + text
        }
        for section in sections {
            result += padded(section.title, 24, left: true)
            result += ["same", "refused", "different"].map { padded($0, 11) }.joined() + "\n"
            for line in section.lines {
                let counts = [line.tally.same, line.tally.refused, line.tally.different]
                result += padded("  " + line.name, 24, left: true) + counts.map { padded("\($0)", 11) }.joined()
                result += padded(ConformanceReport.share(line.tally.same, of: line.tally.total), 10) + "\n"
            }
        }
        result += "refused by code:"
        for (code, count) in codesByFrequency {
            result += " \(code) \(count.all)"
        }
        result += "\n\(all.total) records: \(all.same) same, \(all.refused) refused, \(all.different) different"
        result += all.deviations > 0 ? ", \(all.deviations) of them listed deviations\n" : "\n"
        return result
    }

    /// One object, names in order.
    public var json: String {
        func object(_ tally: Tally) -> [String: Int] {
            [
                "same": tally.same, "refused": tally.refused, "different": tally.different,
                "deviations": tally.deviations,
            ]
        }
        let value: [String: Any] = [
            "all": object(all), "wanted": object(wanted), "times_of_day": object(timesOfDay),
            "category": byCategory.mapValues(object), "source": bySource.mapValues(object),
            "profile": byProfile.mapValues(object), "wanted_category": wantedByCategory.mapValues(object),
            "codes": codes.mapValues(\.all),
        ]
        let data =
            (try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]))
            ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// The tables of `docs/feel-profile.md`.
    public var markdown: String {
        var result = "| records | same | refused | different | same |\n| --- | ---: | ---: | ---: | ---: |\n"
        func row(_ name: String, _ tally: Tally) {
            result += "| \(name) | \(tally.same) | \(tally.refused) | \(tally.different) |"
            result += " \(ConformanceReport.share(tally.same, of: tally.total)) |\n"
        }
        row("**what a norm should say**", wanted)
        for (name, tally) in wantedByCategory.sorted(by: { $0.key < $1.key }) { row(name, tally) }
        row("with times of day", timesOfDay)
        for (name, tally) in byProfile.sorted(by: { $0.key < $1.key }) { row("profile \(name), all", tally) }
        for (name, tally) in bySource.sorted(by: { $0.key < $1.key }) { row("source \(name), all", tally) }
        row("all", all)
        result +=
            "\nOf what a norm should say, \(inputsAsConstants) records are the same only with their inputs written into the norm.\n"
        result += "\n| refused by | what a norm should say | all |\n| --- | ---: | ---: |\n"
        for (code, count) in codesByFrequency { result += "| \(code) | \(count.wanted) | \(count.all) |\n" }
        return result
    }
}
