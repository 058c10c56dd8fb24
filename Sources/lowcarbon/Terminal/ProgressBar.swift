import Diagnostics

/// How far long work has come: shown at a terminal only, from the second second on.
struct ProgressBar {
    private let language: MessageLanguage
    private let start = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private let isWanted = Console.isInteractiveError
    /// Scenes and share of the file that an earlier run had done.
    private var done: (scenes: Int, share: Double)?

    init(language: MessageLanguage) { self.language = language }

    /// Seconds since the work began.
    var seconds: Double {
        let passed = (ContinuousClock.now - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }

    /// So many scenes are scored; `share` of the file is read.
    mutating func show(scenes: Int, share: Double?) {
        guard isWanted else { return }
        let now = ContinuousClock.now
        if now - (shown ?? start) < .milliseconds(shown == nil ? 1000 : 200) { return }
        shown = now
        let before = done ?? (0, 0)
        let rate = Int(Double(scenes - before.scenes) / max(seconds, 0.001))
        var text = language == .zh ? "\(scenes) 个场景，每秒 \(rate) 个" : "\(scenes) scenes, \(rate) a second"
        if let share, share > before.share {
            let width = 24
            let full = Int(share * Double(width))
            let left = Int(seconds * (1 - share) / (share - before.share))
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
            text =
                "\(bar) \(Int(share * 100)) %  " + text
                + (language == .zh ? "，还要约 \(left) 秒" : ", about \(left) s left")
        }
        Console.status(text)
    }

    /// What is done before the work begins.
    mutating func begin(scenes: Int, share: Double?) { done = (scenes, share ?? 0) }

    mutating func finish() {
        if shown != nil { Console.status("") }
    }
}
