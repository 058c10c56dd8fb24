import CLibYAML
import Diagnostics

/// One libyaml event with byte offsets instead of marks.
struct YAMLEvent {
    struct Properties {
        var anchor: Bool
        var tag: String?
    }
    enum Kind {
        case streamStart, streamEnd
        case documentStart(directives: Bool)
        case documentEnd
        case alias
        case scalar(text: [UInt8], style: YAMLNode.ScalarStyle, Properties)
        case sequenceStart(flow: Bool, Properties)
        case mappingStart(flow: Bool, Properties)
        case collectionEnd
    }
    var kind: Kind
    var start: Int
    var end: Int
}

/// What libyaml said when it stopped.
struct YAMLSyntaxProblem {
    var problem: String
    var context: String
    /// Byte offsets; `contextOffset` is nil where libyaml names no context.
    var offset: Int
    var contextOffset: Int?
}

/// Runs libyaml's event parser over a text and owns its memory.
struct EventReader: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let index: CodePointIndex

    /// `bytes` is valid UTF-8; the first `base` of them (a byte order mark) are passed over. Nil where memory is short.
    init?(bytes: [UInt8], base: Int) {
        index = CodePointIndex(bytes: bytes, base: base)
        input = .allocate(capacity: max(1, bytes.count - base))
        _ = input.initialize(from: bytes[base...])
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            input.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, UnsafePointer(input.baseAddress), bytes.count - base)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    enum Step {
        case event(YAMLEvent)
        case problem(YAMLSyntaxProblem)
    }

    /// The next event. Not to be called again after a problem or the end of the stream.
    func next() -> Step {
        var raw = yaml_event_t()
        guard yaml_parser_parse(parser, &raw) == 1 else { return .problem(problem()) }
        defer { yaml_event_delete(&raw) }
        return .event(
            YAMLEvent(
                kind: EventReader.kind(of: raw), start: index.byteOffset(raw.start_mark.index),
                end: index.byteOffset(raw.end_mark.index)))
    }

    private func problem() -> YAMLSyntaxProblem {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "out of memory"
        let context = state.context.map { String(cString: $0) } ?? ""
        return YAMLSyntaxProblem(
            problem: problem, context: context, offset: index.byteOffset(state.problem_mark.index),
            contextOffset: context.isEmpty ? nil : index.byteOffset(state.context_mark.index))
    }

    private static func kind(of raw: yaml_event_t) -> YAMLEvent.Kind {
        switch raw.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT:
            let start = raw.data.document_start
            return .documentStart(
                directives: start.version_directive != nil || start.tag_directives.start != start.tag_directives.end)
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias
        case YAML_SCALAR_EVENT:
            let scalar = raw.data.scalar
            let text = Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            return .scalar(
                text: text, style: style(scalar.style), properties(anchor: scalar.anchor, tag: scalar.tag))
        case YAML_SEQUENCE_START_EVENT:
            let start = raw.data.sequence_start
            return .sequenceStart(
                flow: start.style == YAML_FLOW_SEQUENCE_STYLE, properties(anchor: start.anchor, tag: start.tag))
        case YAML_MAPPING_START_EVENT:
            let start = raw.data.mapping_start
            return .mappingStart(
                flow: start.style == YAML_FLOW_MAPPING_STYLE, properties(anchor: start.anchor, tag: start.tag))
        default: return .collectionEnd
        }
    }

    private static func properties(
        anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?
    ) -> YAMLEvent.Properties {
        YAMLEvent.Properties(
            anchor: anchor != nil,
            tag: tag.map { String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) })
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.ScalarStyle {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
