import ExactNumbers
import Testing

/// Doubles that come of ranges without an end do not end the process.
struct ClampedDoubleTests {
    @Test(arguments: [
        (0.0, Int128(0)), (-0.0, 0), (0.4, 0), (2.5, 3), (-2.5, -3), (123.4 * 10, 1234), (0x1p126, 1 << 126),
        (-0x1p127, .min), (0x1p127, .max), (2e41, .max), (-2e41, .min), (.infinity, .max), (-.infinity, .min),
        (.greatestFiniteMagnitude, .max), (.nan, 0), (-.nan, 0), (.signalingNaN, 0),
    ])
    func theNearestWholeNumber(_ value: Double, _ whole: Int128) { #expect(Int128(clamping: value) == whole) }
}
