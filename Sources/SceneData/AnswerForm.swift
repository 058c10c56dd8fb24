/// How an answer is written.
enum AnswerForm: UInt8 {
    /// A number of JSON, its grammar checked.
    case number
    /// A string of JSON or a quoted scalar of YAML.
    case string
    case yes
    case no
    case null
    /// A plain scalar of YAML.
    case plain
    /// A cell of a CSV.
    case cell
}

/// What an answer says.
enum Decoded {
    case known(Int128)
    case missing
    case notApplicable
    case failed(AnswerFault)
}

/// Why an answer cannot be taken.
enum AnswerFault: UInt8, Error {
    case wrongType, notANumber, numberTooLong, tooManyDecimals, outOfRange, notAnOption, notADate, notApplicableRefused
}
