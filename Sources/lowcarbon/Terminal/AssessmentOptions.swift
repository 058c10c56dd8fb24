import ArgumentParser
import Diagnostics
import ExactNumbers
import SceneData

/// When scenes are assessed, and as what.
struct AssessmentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Day of assessment, or the field that holds it (default: the scenes' own, else today).",
            valueName: "date|field:name"))
    var asOf: String?

    @Flag(help: "Renewals, not first applications: decides the version of the norm during a transition.")
    var renewal = false

    @Option(help: ArgumentHelp("Column map for a CSV as published.", valueName: "file"))
    var map: String?

    /// How scene files are to be read.
    func reading(_ language: MessageLanguage) throws -> SceneReadingOptions {
        var options = SceneReadingOptions()
        options.defaultAsOf = today()
        guard let asOf else { return options }
        if asOf.hasPrefix("field:") {
            options.asOfField = String(asOf.dropFirst(6))
        } else if let day = CalendarDay(asOf) {
            options.defaultAsOf = day
            options.fixedAsOf = day
        } else {
            throw ValidationError(
                language == .zh
                    ? "--as-of 要一个日期，如 2026-10-01，或 field:名称；`\(asOf)` 都不是"
                    : "--as-of takes a date such as 2026-10-01, or field:NAME; `\(asOf)` is neither")
        }
        return options
    }
}
