import ArgumentParser
import Diagnostics
import ExactNumbers
import Foundation

extension MessageLanguage: ExpressibleByArgument {}

/// The language that people read: said, or else of the locale.
struct LanguageOption: ParsableArguments {
    @Option(help: ArgumentHelp("Language of messages, zh or en (default: the locale's).", valueName: "zh|en"))
    var language: MessageLanguage?

    var chosen: MessageLanguage { LanguageOption.choose(language) }

    /// What was asked for, or else the language of the locale.
    static func choose(_ language: MessageLanguage?) -> MessageLanguage {
        if let language { return language }
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.hasPrefix("zh") ? .zh : .en
    }
}

/// Where norms are found by id.
struct RulesOption: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the norms that are named by id.", valueName: "folder"))
    var rules = "rules"
}

/// The machine's date, the only place where a clock is read.
func today() -> CalendarDay {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDay(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        ?? CalendarDay(number: 0)
}
