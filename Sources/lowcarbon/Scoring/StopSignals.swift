import Foundation
import SceneData

/// Ctrl-C and SIGTERM end a run after whole rows; the second one ends it at once.
enum StopSignals {
    static func install() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in
                StopRequest.make()
                signal(SIGINT, SIG_DFL)
                signal(SIGTERM, SIG_DFL)
            }
        }
        // A file that may not grow any more is an error of writing, to be told in words.
        signal(SIGXFSZ, SIG_IGN)
    }
}
