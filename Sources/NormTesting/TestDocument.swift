import Diagnostics
import RuleSyntax
import YAMLTree

/// A file of rule tests as written.
public struct TestDocument: Sendable {
    /// Id of the norm under test.
    public var norm: Located<String>
    public var version: Located<String>?
    public var bases: [String: SceneChange] = [:]
    public var cases: [TestCase] = []
    public var span: Span
}

/// A scene: a base or a file, and what is changed in it.
public struct SceneChange: Sendable {
    public var base: Located<String>?
    public var scene: Located<String>?
    public var asOf: YAMLNode?
    public var answers: [YAMLNode.Entry] = []
    public var evidence: [YAMLNode.Entry] = []
    public var claims: [YAMLNode] = []
    public var span: Span
}

/// One case: a scene and what should come of it. A row of a table is a case too.
public struct TestCase: Sendable {
    public var name: String
    public var scene: SceneChange
    public var expectations: [Expectation]
    public var span: Span
}

/// One expected result.
public struct Expectation: Sendable {
    /// What a test says something about.
    public enum Target: Sendable, Equatable {
        case status, grade, score, multiplier, bonus
        case criterion(String)
        case section(String)
        case gate(String)
    }
    public var target: Target
    public var value: Located<String>
    /// The key or heading that names the target.
    public var targetSpan: Span
}
