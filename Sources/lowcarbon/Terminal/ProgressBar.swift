import Diagnostics

/// How far long work has come: shown at a terminal only, from the second second on.
struct ProgressBar {
    private let language: MessageLanguage
    private let start = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private var count = 0

    init(language: MessageLanguage) { self.language = language }

    /// One more scene; `share` of the file is read.
    mutating func advance(_ share: Double?) {
        count += 1
        guard count % 1024 == 0, Console.isInteractiveError else { return }
        let now = ContinuousClock.now
        if now - (shown ?? start) < .milliseconds(shown == nil ? 1000 : 200) { return }
        shown = now
        let seconds = Double((now - start).components.seconds) + Double((now - start).components.attoseconds) / 1e18
        let rate = Int(Double(count) / max(seconds, 0.001))
        var text = language == .zh ? "\(count) 个场景，每秒 \(rate) 个" : "\(count) scenes, \(rate) a second"
        if let share, share > 0 {
            let width = 24
            let full = Int(share * Double(width))
            let left = Int(seconds * (1 - share) / share)
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
            text =
                "\(bar) \(Int(share * 100)) %  " + text
                + (language == .zh ? "，还要约 \(left) 秒" : ", about \(left) s left")
        }
        Console.status(text)
    }

    mutating func finish() {
        if shown != nil { Console.status("") }
    }
}
