import Diagnostics

/// One thing that is wrong (or unlikely) in the data of one scene, with its place.
public struct DataError: Error, Sendable, Equatable {
    public var code: DiagnosticCode
    /// The input it is about, as a path in the norm's English names (`refrigeration[3].charge`); empty if about the scene as a whole.
    public var input: String
    /// The same path in the norm's Chinese names.
    public var inputChinese: String
    /// What is wrong and how to mend it.
    public var message: Message
    public var place: DataPlace
    /// The value as written, shortened and without control characters; empty if none.
    public var value: String

    public init(
        _ code: DiagnosticCode, input: String = "", inputChinese: String = "", message: Message, place: DataPlace,
        value: String = ""
    ) {
        self.code = code
        self.input = input
        self.inputChinese = inputChinese.isEmpty ? input : inputChinese
        self.message = message
        self.place = place
        self.value = value
    }
}

/// Where in a file of scenes something stands.
public struct DataPlace: Sendable, Equatable {
    public var file: String
    /// Number of the record: the first scene (of a CSV: the first row after the header) is 1. 0 if about the whole file.
    public var row: Int
    /// Line in the file, from 1; 0 if not known.
    public var line: Int
    /// Character in the line, from 1; 0 if not known.
    public var column: Int
    /// The header of the CSV column, if it is one.
    public var columnName: String

    public init(file: String, row: Int = 0, line: Int = 0, column: Int = 0, columnName: String = "") {
        self.file = file
        self.row = row
        self.line = line
        self.column = column
        self.columnName = columnName
    }
}

extension DataPlace: CustomStringConvertible {
    /// `scenes.csv:12:3`.
    public var description: String {
        guard line > 0 else { return file }
        return column > 0 ? "\(file):\(line):\(column)" : "\(file):\(line)"
    }
}
