import ExactNumbers
import RuleProgram
import SceneData

/// What a file says of a scene besides its answers.
public struct SceneHead: Sendable {
    /// The name the file gives it; `#12` for the twelfth scene if it gives none.
    public var id: String
    /// Day of the assessment.
    public var day: CalendarDay
    /// Not empty: the scene is invalid.
    public var errors: [DataError]
    /// Likely slips; they never change a result.
    public var warnings: [DataError]

    /// That of a scene as read.
    public init(_ scene: borrowing SceneInput) {
        id = scene.id
        day = CalendarDay(number: scene.record.asOf)
        errors = scene.errors
        warnings = scene.warnings
    }
}

/// Which inputs a scene does not answer, a bit an input.
enum InputBits {
    /// Words that a scene takes.
    static func words(_ schema: InputSchema) -> Int { (schema.fields.count + 63) / 64 }

    /// Appends the words of a scene.
    static func append(_ states: [ValueState], to words: inout [UInt64]) {
        states.withUnsafeBufferPointer { states in
            var first = 0
            while first < states.count {
                var bits: UInt64 = 0
                for index in first..<min(first + 64, states.count) where states[index] == .unknown {
                    bits |= 1 << UInt64(index - first)
                }
                words.append(bits)
                first += 64
            }
        }
    }

    /// Calls `body` with each input whose bit is set, in order.
    @inline(__always)
    static func forEach(_ words: [UInt64], _ body: (Int) -> Void) {
        for index in words.indices {
            var left = words[index]
            while left != 0 {
                body(index * 64 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
    }
}
