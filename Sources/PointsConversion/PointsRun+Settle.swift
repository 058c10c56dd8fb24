import Diagnostics
import ExactNumbers

/// One run over files of acts.
struct PointsRun {
    private let request: PointsRequest
    private let write: (String) -> Void
    private var ledger: PointsLedger
    private var table: LedgerTable
    private var summary = LedgerSummary()
    private var notices: [String] = []
    private var sceneWithoutLabels = false

    init(
        _ request: PointsRequest, _ schemes: [PointsScheme], _ labels: LabelTable?, _ write: @escaping (String) -> Void
    ) {
        self.request = request
        self.write = write
        ledger = PointsLedger(schemes: schemes, labels: labels)
        table = LedgerTable(language: request.language)
    }

    mutating func settle(_ start: PointsOutcome) -> PointsOutcome {
        var outcome = start
        var readers: [(path: String, reader: ActReader)] = []
        for file in request.acts {
            let name = request.acts.count > 1 ? file.path : nil
            let reader = ActReader(bytes: file.bytes, format: ActReader.format(of: file.path), file: name)
            if let problem = reader.headerProblem {
                outcome.notices.append("\(file.path):1: \(problem.message[request.language])")
            }
            readers.append((file.path, reader))
        }
        let isRestored = restore(&outcome)
        guard isRestored, readers.allSatisfy({ $0.reader.headerProblem == nil }) else { return outcome }
        if request.format == .csv { write(LedgerLine.csvHeader + "\n") }
        if request.sortsByTime {
            settleSorted(&readers)
        } else {
            for index in readers.indices {
                while let act = readers[index].reader.next() { settle(act) }
            }
        }
        if request.format == .table { write(table.text + "\n" + summary.text(request.language)) }
        for (path, reader) in readers where !reader.unknownFields.isEmpty {
            notices.append("\(path): \(unknown(reader.unknownFields)[request.language])")
        }
        if sceneWithoutLabels {
            notices.append(
                Message(
                    zh: "有的行为写了场景却没有倍率，也没有给出标识文件：按无标识计",
                    en:
                        "some acts name a scene but no multiplier, and no labels were given: they count as without a label"
                )[
                    request.language])
        }
        outcome.notices += notices
        outcome.summary = summary
        outcome.exitCode = summary.refused > 0 ? 1 : 0
        return outcome
    }

    private mutating func restore(_ outcome: inout PointsOutcome) -> Bool {
        var isSound = true
        for file in request.earlier {
            var lines = LineWalker(file.bytes)
            while let line = lines.next() {
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                do throws(Refusal) {
                    try ledger.restore(json: line)
                } catch {
                    isSound = false
                    outcome.notices.append("\(file.path):\(lines.number): \(error.message[request.language])")
                }
            }
        }
        return isSound
    }

    private mutating func settle(_ act: ActRecord) {
        if !ledger.hasLabels, act.scene != nil, act.multiplier == nil { sceneWithoutLabels = true }
        let line = ledger.apply(act)
        summary.add(line)
        switch request.format {
        case .table: table.add(line)
        case .jsonLines: write(line.json + "\n")
        case .csv: write(line.csv(request.language) + "\n")
        }
    }

    /// By time, then id; acts without a readable time come last, in the order of the files.
    private mutating func settleSorted(_ readers: inout [(path: String, reader: ActReader)]) {
        var acts: [(act: ActRecord, time: ActTime?, order: Int)] = []
        for index in readers.indices {
            while let act = readers[index].reader.next() {
                acts.append((act, act.time.flatMap { ActTime($0) }, acts.count))
            }
        }
        acts.sort { a, b in
            switch (a.time, b.time) {
            case (let x?, let y?) where x != y: return x < y
            case (_?, nil): return true
            case (nil, _?): return false
            default:
                let (x, y) = (a.act.act ?? "", b.act.act ?? "")
                return a.time != nil && x != y ? x < y : a.order < b.order
            }
        }
        for item in acts { settle(item.act) }
    }

    private func unknown(_ names: [String]) -> Message {
        let known = ActField.allCases.flatMap { [$0.rawValue, $0.chinese] }
        let shown = names.map { name in
            Message(
                zh: "`\(name)`" + (closestMatch(of: name, among: known).map { "（是否 `\($0)`？）" } ?? ""),
                en: "`\(name)`" + (closestMatch(of: name, among: known).map { " (did you mean `\($0)`?)" } ?? ""))
        }
        return Message(
            zh: "这些字段不被使用：" + shown.map(\.zh).joined(separator: "、"),
            en: "these fields are not used: " + shown.map(\.en).joined(separator: ", "))
    }
}
