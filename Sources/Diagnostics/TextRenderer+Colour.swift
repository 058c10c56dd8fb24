extension TextRenderer {
    /// What a piece of output is, for its colour.
    enum Paint {
        case severity(Diagnostic.Severity)
        case bold, gutter, label, added
    }

    func paint(_ text: String, _ paint: Paint) -> String {
        guard isColoured, !text.isEmpty else { return text }
        return "\u{1B}[\(code(paint))m\(text)\u{1B}[0m"
    }

    private func code(_ paint: Paint) -> String {
        switch paint {
        case .severity(.error): "1;31"
        case .severity(.warning): "1;33"
        case .severity(.note): "1;36"
        case .bold: "1"
        case .gutter: "34"
        case .label: "36"
        case .added: "32"
        }
    }
}
