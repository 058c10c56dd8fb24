import Diagnostics
import ExactNumbers

/// Reads labels: JSON Lines with a `schedule` per scene, as `lowcarbon score --format json` writes them, or a CSV table with
/// one stretch per row: scene, behaviour, from, to, multiplier.
///
/// Labels decide what is paid, so a line that cannot be read is a finding about the whole file.
public struct LabelReader: Sendable {
    /// A line that cannot be used.
    public struct Problem: Sendable, Equatable {
        public var line: Int
        public var message: Message
        init(_ line: Int, zh: String, en: String) {
            self.line = line
            message = Message(zh: zh, en: en)
        }
    }

    public private(set) var labels: [SceneLabel] = []
    public private(set) var problems: [Problem] = []

    public init(bytes: [UInt8], format: ActReader.Format) {
        switch format {
        case .jsonLines: readJSON(bytes)
        case .csv: readCSV(bytes)
        }
    }

    public var table: LabelTable { LabelTable(labels) }

    private static let any: Set<String> = ["", "-", "*"]
    private static let suspended: Set<String> = ["suspended", "暂停"]

    private mutating func readJSON(_ bytes: [UInt8]) {
        var lines = LineWalker(bytes)
        while let line = lines.next() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            let number = lines.number
            switch ExactJSONParser.parse(line) {
            case .failure(let failure):
                problems.append(
                    Problem(
                        number, zh: "第 \(failure.offset + 1) 字节：\(failure.zh)",
                        en: "byte \(failure.offset + 1): \(failure.en)"))
            case .success(let value): read(value, line: number)
            }
        }
    }

    private mutating func read(_ value: ExactJSON, line: Int) {
        guard let scene = (value["scene"] ?? value["场景"] ?? value["id"])?.text, !scene.isEmpty else {
            problems.append(Problem(line, zh: "缺少“场景”", en: "`scene` is missing"))
            return
        }
        let stretches: [ExactJSON]
        if case .array(let items)? = value["schedule"] ?? value["日程"] {
            stretches = items
        } else if value["from"] != nil || value["起始"] != nil {
            stretches = [value]
        } else {
            problems.append(Problem(line, zh: "`\(scene)` 缺少 `schedule`", en: "`\(scene)` has no `schedule`"))
            return
        }
        var entries: [SceneLabel.Entry] = []
        for stretch in stretches {
            let entry = LabelReader.entry(
                from: (stretch["from"] ?? stretch["起始"])?.text, to: (stretch["to"] ?? stretch["截至"])?.text,
                behaviour: (stretch["behaviour"] ?? stretch["行为"])?.text,
                multiplier: (stretch["multiplier"] ?? stretch["倍率"])?.text)
            switch entry {
            case .success(let entry): entries.append(entry)
            case .failure(let refusal): problems.append(Problem(line, zh: refusal.message.zh, en: refusal.message.en))
            }
        }
        guard !entries.isEmpty else { return }
        var norm: [String] = []
        for name in ["norm", "version", "digest"] {
            if let text = value[name]?.text { norm.append(text) }
        }
        labels.append(
            SceneLabel(
                scene: scene, id: (value["label"] ?? value["标识"])?.text,
                norm: norm.isEmpty ? nil : norm.joined(separator: " "), entries: entries))
    }

    private mutating func readCSV(_ bytes: [UInt8]) {
        var lines = LineWalker(bytes)
        guard let first = lines.next(), case .success(let header) = CSVLine.split(first) else {
            problems.append(Problem(1, zh: "没有表头", en: "there is no header"))
            return
        }
        func column(_ names: String...) -> Int? { header.firstIndex { names.contains($0) } }
        guard let scene = column("scene", "场景"), let from = column("from", "起始"),
            let multiplier = column("multiplier", "倍率")
        else {
            problems.append(
                Problem(1, zh: "表头应有“场景”“起始”“倍率”", en: "the header needs `scene`, `from` and `multiplier`"))
            return
        }
        let to = column("to", "截至")
        let behaviour = column("behaviour", "行为")
        let label = column("label", "标识")
        let norm = column("norm", "规范")
        var order: [[String]: Int] = [:]
        while let line = lines.next() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            guard case .success(let fields) = CSVLine.split(line), fields.count == header.count, !fields[scene].isEmpty
            else {
                problems.append(Problem(lines.number, zh: "这一行与表头不符", en: "the line does not fit the header"))
                continue
            }
            let id = label.flatMap { fields[$0].isEmpty ? nil : fields[$0] }
            let entry = LabelReader.entry(
                from: fields[from], to: to.map { fields[$0] }, behaviour: behaviour.map { fields[$0] },
                multiplier: fields[multiplier])
            switch entry {
            case .failure(let refusal):
                problems.append(Problem(lines.number, zh: refusal.message.zh, en: refusal.message.en))
            case .success(let entry):
                let key = [fields[scene], id ?? ""]
                if let index = order[key] {
                    labels[index].entries.append(entry)
                } else {
                    order[key] = labels.count
                    labels.append(
                        SceneLabel(scene: fields[scene], id: id, norm: norm.map { fields[$0] }, entries: [entry]))
                }
            }
        }
    }

    private static func entry(
        from: String?, to: String?, behaviour: String?, multiplier: String?
    ) -> Result<SceneLabel.Entry, Refusal> {
        guard let from, let start = CalendarDay(from) else {
            return .failure(Refusal(.badTime, zh: "起始日期 `\(from ?? "")` 不对", en: "`\(from ?? "")` is no date to begin"))
        }
        var end: CalendarDay?
        if let to, !any.contains(to) {
            guard let day = CalendarDay(to), day >= start else {
                return .failure(Refusal(.badTime, zh: "截至日期 `\(to)` 不对", en: "`\(to)` is no date to end"))
            }
            end = day
        }
        let name = behaviour.flatMap { any.contains($0) ? nil : $0 }
        guard let multiplier, !multiplier.isEmpty else {
            return .failure(.missing(.multiplier))
        }
        if suspended.contains(multiplier) {
            return .success(SceneLabel.Entry(from: start, to: end, behaviour: name, value: .suspended))
        }
        guard let value = ExactDecimal(multiplier) else {
            return .failure(
                Refusal(.notANumber, zh: "倍率 `\(multiplier)` 不是数", en: "multiplier `\(multiplier)` is not a number"))
        }
        return .success(SceneLabel.Entry(from: start, to: end, behaviour: name, value: .factor(value)))
    }
}
