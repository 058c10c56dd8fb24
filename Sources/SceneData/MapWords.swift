import ExactNumbers

/// The words of a column map, in both languages.
enum MapWords {
    static let zero: [(String, ColumnMap.Treatment)] = [
        ("keep", .keep), ("保留", .keep), ("missing", .missing), ("缺失", .missing),
    ]
    static let negative: [(String, ColumnMap.Treatment)] = [
        ("keep", .keep), ("保留", .keep), ("missing", .missing), ("缺失", .missing), ("error", .refuse), ("错误", .refuse),
    ]
    static let blank: [(String, ColumnMap.Blank)] = [
        ("missing", .missing), ("缺失", .missing), ("zero", .zero), ("零", .zero), ("zero in sum", .zeroInSum),
        ("合计中为零", .zeroInSum),
    ]
    static let modes: [(String, RoundingMode)] =
        RoundingMode.allCases.map { ($0.rawValue, $0) } + [
            ("四舍五入", .halfUp), ("四舍六入五成双", .halfEven), ("五舍六入", .halfDown), ("向零", .down), ("离零", .up), ("向下", .floor),
            ("向上", .ceiling),
        ]
    /// Character sets by the names people use, and what the system calls them; empty for UTF-8.
    static let encodings: [(String, String)] = [
        ("utf-8", ""), ("utf8", ""), ("cp1252", "CP1252"), ("windows-1252", "CP1252"), ("latin-1", "ISO-8859-1"),
        ("iso-8859-1", "ISO-8859-1"), ("gbk", "GB18030"), ("gb2312", "GB18030"), ("gb18030", "GB18030"),
        ("big5", "BIG5"),
        ("shift_jis", "SHIFT_JIS"),
    ]
    static let delimiters: [(String, UInt8)] = [
        (",", UInt8(ascii: ",")), (";", UInt8(ascii: ";")), ("|", UInt8(ascii: "|")), ("tab", 0x09), ("\t", 0x09),
        ("制表符", 0x09),
    ]
    static let thousands: [(String, UInt8)] = [
        (",", UInt8(ascii: ",")), (".", UInt8(ascii: ".")), ("'", UInt8(ascii: "'")), (" ", 0x20), ("space", 0x20),
        ("空格", 0x20),
    ]
    static let decimals: [(String, UInt8)] = [(".", UInt8(ascii: ".")), (",", UInt8(ascii: ","))]
    /// Answers of `values` that are no answers.
    static let missing = ["missing", "缺失"]
}
