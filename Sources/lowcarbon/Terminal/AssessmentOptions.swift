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

    @Option(
        help: ArgumentHelp(
            "Character set of a CSV: utf-8, gb18030 (gbk), cp1252, latin-1, big5, shift_jis.", valueName: "name"))
    var encoding: String?

    @Option(help: ArgumentHelp("Rows of a CSV before its header.", valueName: "number"))
    var skipRows: Int?

    @Option(help: ArgumentHelp("What stands between the cells of a CSV: , ; | or tab.", valueName: "character"))
    var delimiter: String?

    @Option(
        help: ArgumentHelp(
            "What stands between groups of three digits in a CSV: , . ' or space.", valueName: "character"))
    var thousands: String?

    @Option(help: ArgumentHelp("What stands before the decimals in a CSV: . or ,", valueName: "character"))
    var decimal: String?

    @Option(
        help: ArgumentHelp("A cell of a CSV that stands for no value, as N/A; may be given again.", valueName: "text"))
    var notAvailable: [String] = []

    /// How scene files are to be read.
    func reading(_ language: MessageLanguage) throws -> SceneReadingOptions {
        var options = SceneReadingOptions()
        options.defaultAsOf = today()
        options.csv = try csv(language)
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

    /// How a CSV is written.
    private func csv(_ language: MessageLanguage) throws -> CSVOptions {
        var options = CSVOptions()
        func found<Value>(_ option: String, _ said: String, _ value: Value?, _ known: String) throws -> Value {
            if let value { return value }
            throw ValidationError(
                language == .zh
                    ? "--\(option) 可用 \(known)，而非 `\(said)`" : "--\(option) takes \(known), not `\(said)`")
        }
        if let encoding {
            options.encoding = try found(
                "encoding", encoding, CSVOptions.encoding(named: encoding),
                CSVOptions.encodingNames.joined(separator: " "))
        }
        if let skipRows {
            options.skipRows = try found(
                "skip-rows", String(skipRows), (0...10_000).contains(skipRows) ? skipRows : nil, "0 – 10000")
        }
        if let delimiter {
            options.delimiter = try found("delimiter", delimiter, CSVOptions.delimiter(named: delimiter), ", ; | tab")
        }
        if let thousands {
            options.thousands = try found(
                "thousands", thousands, CSVOptions.thousands(named: thousands), ", . ' space")
        }
        if let decimal { options.decimal = try found("decimal", decimal, CSVOptions.decimal(named: decimal), ". ,") }
        if let thousands = options.thousands, thousands == options.decimal ?? UInt8(ascii: ".") {
            throw ValidationError(
                language == .zh
                    ? "千分位与小数点是同一个字符：请写明 --decimal"
                    : "--thousands and the decimal point are the same character: say --decimal too")
        }
        options.notAvailable = notAvailable
        return options
    }
}
