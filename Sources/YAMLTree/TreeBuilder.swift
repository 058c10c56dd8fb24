import Diagnostics

/// Builds nodes from events with a stack of its own: depth costs no stack frames.
struct TreeBuilder {
    struct Frame {
        enum Shape { case mapping, sequence }
        var shape: Shape
        var isFlow: Bool
        var start: Int
        var end: Int
        /// True where this collection stands as a key, which is refused.
        var isKey: Bool
        var items: [YAMLNode] = []
        var entries: [YAMLNode.Entry] = []
        var key: Key?
        /// End of the last key or value; what follows up to the next key may hold a `?`.
        var gapStart: Int
        /// In a flow mapping: the keys without a colon.
        var loose: [Range<Int>] = []
        /// Keys seen, compared by canonical equivalence (as after NFC).
        var seen: [String: Range<Int>] = [:]

        var wantsKey: Bool { shape == .mapping && key == nil }
    }

    struct Key {
        var text: String
        var range: Range<Int>
        var style: YAMLNode.ScalarStyle
        /// False for a key that was refused: its value is read and left out.
        var isKept: Bool
    }

    let text: YAMLText
    let limits: YAMLLimits
    var findings: [Diagnostic] = []
    /// True once nodes no longer say what the author wrote.
    var isDamaged = false
    var stack: [Frame] = []
    /// What is wrong with a root that is one text; said only if nothing explains it better.
    var rootFinding: Diagnostic?
    private var root: YAMLNode?
    private var nodes = 0
    private var documents = 0
    private var flowDepth = 0
    /// True once nothing more is to be read or said.
    private(set) var isStopped = false

    init(text: YAMLText, limits: YAMLLimits) {
        self.text = text
        self.limits = limits
    }

    /// Reads all events; nil where there is no usable document.
    mutating func run(_ reader: borrowing EventReader) -> YAMLNode? {
        while !isStopped {
            switch reader.next() {
            case .problem(let problem):
                let finding = YAMLSyntaxErrors(text: text).diagnose(problem)
                if !isExplained(finding) { report(finding) }
                rootFinding = nil
                isDamaged = true
                isStopped = true
            case .event(let event):
                if case .streamEnd = event.kind { isStopped = true } else { handle(event) }
            }
        }
        if documents == 0, findings.isEmpty { rootFinding = emptyFile(0..<0) }
        if let rootFinding, documents < 2 { findings.append(rootFinding) }
        return root
    }

    /// True where a refused alias or tag on the same line is what the syntax error comes from.
    private func isExplained(_ finding: Diagnostic) -> Bool {
        guard let last = findings.last, last.code == .anchorOrAlias || last.code == .tag else { return false }
        return text.line(at: last.span.start) == text.line(at: finding.span.start)
    }

    func emptyFile(_ range: Range<Int>) -> Diagnostic {
        text.error(.emptyFile, range, zh: "文件里没有内容；请写出规则", en: "the file is empty; write the rules into it")
    }

    /// Adds a finding; gives up after too many.
    mutating func report(_ finding: Diagnostic) {
        guard !isStopped else { return }
        findings.append(finding)
        guard findings.count >= limits.findings else { return }
        stop(
            text.error(
                .tooManyFindings, finding.span.start..<finding.span.end,
                zh: "问题已达 \(limits.findings) 处，其余不再列出；请先改这些",
                en: "\(limits.findings) findings so far, the rest is not shown; mend these first"))
    }

    /// Adds a last finding and reads no further.
    mutating func stop(_ finding: Diagnostic) {
        findings.append(finding)
        isDamaged = true
        isStopped = true
    }

    private mutating func handle(_ event: YAMLEvent) {
        let range = event.start..<max(event.start, event.end)
        switch event.kind {
        case .streamStart, .streamEnd, .documentEnd: break
        case .documentStart(let directives): startDocument(range, directives: directives)
        case .alias:
            refuseAlias(range)
            guard count(range) else { return }
            if let top = stack.indices.last, stack[top].wantsKey {
                stack[top].key = Key(text: "", range: range, style: .plain, isKept: false)
            } else {
                place(scalar([], range, .plain))
            }
        case .scalar(let value, let style, let properties):
            refuse(properties, range)
            guard count(range), checkLength(value, range) else { return }
            place(scalar(value, range, style))
        case .sequenceStart(let flow, let properties): open(.sequence, flow: flow, properties, range)
        case .mappingStart(let flow, let properties): open(.mapping, flow: flow, properties, range)
        case .collectionEnd: close(range)
        }
    }

    private mutating func startDocument(_ range: Range<Int>, directives: Bool) {
        documents += 1
        if documents > 1 {
            stop(
                text.error(
                    .severalDocuments, range, zh: "一个文件只能有一份文档；请把 `---` 之后的内容移到另一个文件",
                    en: "one file holds one document; move what follows `---` to a file of its own"))
        } else if directives {
            isDamaged = true
            report(
                text.error(
                    .directive, text.rest(from: range.lowerBound), zh: "规则文件不用 YAML 指令；请删除以 `%` 开头的行",
                    en: "rule files have no YAML directives; delete the line that begins with `%`"))
        }
    }

    private mutating func count(_ range: Range<Int>) -> Bool {
        nodes += 1
        if nodes > limits.nodes {
            stop(
                text.error(
                    .tooManyNodes, range, zh: "文件里的键和值超过 \(limits.nodes) 个；请拆成几个文件，或把大表放进 `csv` 文件",
                    en:
                        "more than \(limits.nodes) keys and values; split the file, or move large tables to a `csv` file"
                ))
        }
        return !isStopped
    }

    private mutating func open(
        _ shape: Frame.Shape, flow: Bool, _ properties: YAMLEvent.Properties, _ range: Range<Int>
    ) {
        refuse(properties, range)
        guard count(range) else { return }
        if stack.count >= limits.depth {
            return stop(
                text.error(
                    .tooDeep, range.lowerBound..<min(range.lowerBound + 1, text.bytes.count),
                    zh: "嵌套超过 \(limits.depth) 层；请减少层次",
                    en: "nested deeper than \(limits.depth) levels; use fewer levels"))
        }
        let isKey = stack.last?.wantsKey ?? false
        if isKey { refuseCollectionKey(range) }
        if flow { flowDepth += 1 }
        stack.append(
            Frame(
                shape: shape, isFlow: flow, start: range.lowerBound, end: range.upperBound, isKey: isKey,
                gapStart: range.lowerBound))
    }

    private mutating func close(_ range: Range<Int>) {
        guard var frame = stack.popLast() else { return }
        if frame.isFlow {
            flowDepth -= 1
            if range.lowerBound < range.upperBound { frame.end = range.upperBound }
        }
        if frame.isKey {
            if !stack.isEmpty {
                stack[stack.count - 1].key = Key(
                    text: "", range: frame.start..<frame.end, style: .plain, isKept: false)
            }
            return
        }
        checkFlow(frame)
        let content: YAMLNode.Content = frame.shape == .mapping ? .mapping(frame.entries) : .sequence(frame.items)
        let span = text.span(frame.start..<max(frame.start, frame.end))
        place(YAMLNode(content, span: span, isFlow: frame.isFlow))
    }

    private func scalar(_ value: [UInt8], _ range: Range<Int>, _ style: YAMLNode.ScalarStyle) -> YAMLNode {
        let map = ScalarMapper.map(value, range, style, in: text)
        var end = range.upperBound
        if style == .literal || style == .folded {
            end = map.sourceEnd
            while end > range.lowerBound, text.isBreak(end - 1) { end -= 1 }
        }
        let scalar = YAMLNode.Scalar(
            text: String(decoding: value, as: UTF8.self), style: style, map: map, inFlow: flowDepth > 0)
        return YAMLNode(.scalar(scalar), span: text.span(range.lowerBound..<max(end, range.lowerBound)))
    }

    /// Puts a finished node where it belongs: as key, value, item or root.
    private mutating func place(_ node: YAMLNode) {
        guard !isStopped else { return }
        guard let top = stack.indices.last else {
            if case .scalar(let scalar) = node.content { refuseRoot(scalar, node.span) }
            root = node
            return
        }
        if case .scalar(let scalar) = node.content { checkText(scalar, node.span) }
        stack[top].end = max(stack[top].end, node.span.end)
        defer { if !stack.isEmpty { stack[top].gapStart = stack[top].end } }
        switch stack[top].shape {
        case .sequence: stack[top].items.append(node)
        case .mapping:
            if let key = stack[top].key {
                stack[top].key = nil
                guard key.isKept else { return }
                stack[top].entries.append(
                    YAMLNode.Entry(
                        key: key.text, keySpan: text.span(key.range), keyStyle: key.style, value: node))
            } else if case .scalar(let scalar) = node.content {
                stack[top].key = checkedKey(scalar, node.span, frame: top)
            }
        }
    }
}
