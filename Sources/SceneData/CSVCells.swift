/// What the cells of a flat CSV say in its own way: no value, and numbers with separators.
final class CSVCells {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    private let dialect: CSVDialect
    private let notAvailable: ByteTable?
    /// True if numbers may be written otherwise than with a decimal point alone.
    let hasOwnNumbers: Bool

    init(_ dialect: CSVDialect) {
        self.dialect = dialect
        hasOwnNumbers = dialect.thousands != nil || dialect.decimal != UInt8(ascii: ".")
        notAvailable = dialect.notAvailable.isEmpty ? nil : ByteTable(dialect.notAvailable.map { ($0, 0) })
    }

    /// True if the trimmed cell stands for no value.
    func isMissing(_ bytes: Bytes) -> Bool { notAvailable?.find(bytes) != nil }

    /// Hands on the cell with a decimal point and no separators; false if its separators stand in the wrong places.
    func withNumber(_ bytes: Bytes, _ body: (Bytes) -> Void) -> Bool {
        var isPlain = dialect.decimal == UInt8(ascii: ".")
        for byte in bytes where byte == dialect.thousands { isPlain = false }
        if isPlain {
            body(bytes)
            return true
        }
        guard let digits = dialect.plainNumber(bytes) else { return false }
        digits.withUnsafeBufferPointer(body)
        return true
    }
}
