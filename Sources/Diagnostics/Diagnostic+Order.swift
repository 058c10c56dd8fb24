extension Diagnostic {
    /// By file, place, severity, code and text: a total order, so that the same findings always print the same.
    public static func inOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
        if left.span.file != right.span.file { return left.span.file < right.span.file }
        if left.span.start != right.span.start { return left.span.start < right.span.start }
        if left.span.end != right.span.end { return left.span.end < right.span.end }
        if left.severity != right.severity { return left.severity.rank < right.severity.rank }
        if left.code != right.code { return left.code.id < right.code.id }
        if left.message.en != right.message.en { return left.message.en < right.message.en }
        return left.message.zh < right.message.zh
    }
}

extension Diagnostic.Severity {
    /// 0 for errors, the gravest.
    var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .note: 2
        }
    }
}

extension Sequence where Element == Diagnostic {
    /// Sorted by file and place; what is said twice in the very same way is kept once.
    public func sortedAndUnique() -> [Diagnostic] {
        let sorted = self.enumerated().sorted { left, right in
            if Diagnostic.inOrder(left.element, right.element) { return true }
            if Diagnostic.inOrder(right.element, left.element) { return false }
            return left.offset < right.offset
        }
        var result: [Diagnostic] = []
        for (_, diagnostic) in sorted {
            var index = result.count - 1
            var isRepeated = false
            while index >= 0, !Diagnostic.inOrder(result[index], diagnostic) {
                if result[index] == diagnostic { isRepeated = true }
                index -= 1
            }
            if !isRepeated { result.append(diagnostic) }
        }
        return result
    }
}

extension DiagnosticBag {
    /// The findings sorted by file and place, each once.
    public var sorted: [Diagnostic] { diagnostics.sortedAndUnique() }
}
