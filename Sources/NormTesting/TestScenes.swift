import Diagnostics
import ExactNumbers
import LowCarbonRules
import RuleCompiler
import RuleProgram
import RuleSyntax
import SceneData
import YAMLTree

/// Builds the scenes of the cases.
struct TestScenes {
    private let document: TestDocument
    private let schema: InputSchema
    private let files: FileAccess
    private let folder: String
    private let reader: SceneNodeReader
    private let names: Set<String>
    private let claims: Set<String>
    private var loaded: [String: YAMLNode] = [:]

    init(_ document: TestDocument, _ norm: CompiledNorm, files: FileAccess, folder: String) {
        self.document = document
        schema = norm.program.schema
        self.files = files
        self.folder = folder
        reader = SceneNodeReader(schema: schema)
        names = Set(schema.fields.flatMap { [$0.name.id, $0.name.chinese] }.filter { !$0.isEmpty })
        claims = Set(schema.claims.flatMap { [$0.id, $0.chinese] }.filter { !$0.isEmpty })
    }

    /// Reports names in bases that the norm does not have, once.
    mutating func checkBases(into bag: inout DiagnosticBag) {
        for base in document.bases.sorted(by: { $0.value.span.start < $1.value.span.start }) {
            checkNames(base.value, into: &bag)
        }
    }

    /// Reads the scene of a case; false, with a finding, where it cannot be used.
    mutating func read(_ test: TestCase, into scene: inout SceneInput, _ bag: inout DiagnosticBag) -> Bool {
        guard checkNames(test.scene, into: &bag), let node = node(test.scene, depth: 0, into: &bag) else {
            return false
        }
        reader.read(node, into: &scene)
        let expectsInvalid = test.expectations.contains {
            $0.target == .status && TestWords.status($0.value.value) == .invalid
        }
        if let error = scene.errors.first, !expectsInvalid {
            let more = scene.errors.count - 1
            bag.add(
                Diagnostic(
                    .invalidCase, .error,
                    Message(
                        zh: "用例 `\(test.name)` 的答案有误：\(error.message.zh)",
                        en: "answers of `\(test.name)`: \(error.message.en)"),
                    at: place(of: error, in: test),
                    notes: more > 0 ? [Message(zh: "另有 \(more) 处错误", en: "\(more) more")] : []))
            return false
        }
        if scene.asOf == nil {
            bag.add(
                Diagnostic(
                    .noDay, .error,
                    Message(
                        zh: "用例 `\(test.name)` 没有评价日：请写 `评价日: 2026-10-01`",
                        en: "`\(test.name)` names no day of assessment: write `as_of: 2026-10-01`"), at: test.span))
            return false
        }
        return true
    }

    /// The answer that is wrong, if the case itself gives it.
    private func place(of error: DataError, in test: TestCase) -> Span {
        test.scene.answers.last { $0.key == error.input || $0.key == error.inputChinese }?.value.span ?? test.span
    }

    private mutating func node(_ change: SceneChange, depth: Int, into bag: inout DiagnosticBag) -> YAMLNode? {
        var start: YAMLNode?
        if let base = change.base {
            guard let inner = document.bases[base.value], depth < 8 else {
                let near = closestMatch(of: base.value, among: document.bases.keys.sorted())
                bag.add(
                    Diagnostic(
                        .unknownBase, .error,
                        Message(
                            zh: "没有名为 `\(base.value)` 的基准场景" + (near.map { "，是不是 `\($0)`？" } ?? "：请在 `基准` 下写出"),
                            en: "there is no base scene `\(base.value)`"
                                + (near.map { ", did you mean `\($0)`?" } ?? ": write it under `base`")), at: base.span)
                )
                return nil
            }
            guard let node = node(inner, depth: depth + 1, into: &bag) else { return nil }
            start = node
        } else if let scene = change.scene {
            guard let node = file(scene, into: &bag) else { return nil }
            start = node
        }
        var overlay = SceneOverlay()
        overlay.asOf = change.asOf
        overlay.answers = change.answers
        overlay.evidence = change.evidence
        overlay.claims = change.claims
        return overlay.applied(to: start, schema: schema)
    }

    private mutating func file(_ name: Located<String>, into bag: inout DiagnosticBag) -> YAMLNode? {
        if let known = loaded[name.value] { return known }
        let path = name.value.hasPrefix("/") ? name.value : folder + "/" + name.value
        guard let bytes = files.read(path) else {
            bag.add(
                Diagnostic(
                    .unreadableScene, .error,
                    Message(
                        zh: "读不到场景文件 `\(path)`：路径从测试文件所在的文件夹算起",
                        en: "cannot read the scene file `\(path)`: paths start from the folder of the tests"),
                    at: name.span))
            return nil
        }
        var inner = DiagnosticBag()
        let root = YAMLLoader.load(bytes, file: SourceID(0), into: &inner)
        guard let root, !inner.hasErrors, case .mapping = root.content else {
            let reason = inner.diagnostics.first { $0.severity == .error }?.message
            bag.add(
                Diagnostic(
                    .unreadableScene, .error,
                    Message(
                        zh: "场景文件 `\(path)` 不能用：\(reason?.zh ?? "应是一个场景")",
                        en: "the scene file `\(path)` cannot be used: \(reason?.en ?? "it holds no single scene")"),
                    at: name.span))
            return nil
        }
        loaded[name.value] = root
        return root
    }

    @discardableResult
    private func checkNames(_ change: SceneChange, into bag: inout DiagnosticBag) -> Bool {
        var isSound = true
        for entry in change.answers + change.evidence where !names.contains(entry.key) {
            isSound = false
            TestWords.reportUnknown(
                entry.key, Message(zh: "输入", en: "input"), names, at: entry.keySpan, into: &bag)
        }
        for claim in change.claims {
            guard case .scalar(let scalar) = claim.content, !claims.contains(scalar.text) else { continue }
            isSound = false
            TestWords.reportUnknown(
                scalar.text, Message(zh: "可声明不适用的评分项", en: "criterion that may be claimed not applicable"), claims,
                at: claim.span, into: &bag)
        }
        return isSound
    }
}
