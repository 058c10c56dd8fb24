import Diagnostics
import ExactNumbers
import HTTPTypes
import LowCarbonRules
import RuleCompiler
import RuleProgram
import SceneData

/// How a caller wants a scene read.
struct SceneQuery: Sendable {
    var language: MessageLanguage
    /// Day of assessment, whatever the scene says.
    var asOf: CalendarDay?
    var isRenewal = false
    /// The machine's day, for scenes that say none.
    var today: CalendarDay

    /// What the address says.
    ///
    /// - Throws: `Problem` for a day that is none.
    init(_ query: String, language: MessageLanguage, today: CalendarDay) throws(Problem) {
        self.language = language
        self.today = today
        let form = FormData(encoded: query)
        if let text = form["as_of"] {
            guard let day = CalendarDay(text) else {
                throw .parameter(
                    "as_of", text, wanted: Message(zh: "日期，如 2026-10-01", en: "a date such as 2026-10-01"))
            }
            asOf = day
        }
        isRenewal = form["renewal"] == "true" || form["renewal"] == "1"
    }
}

/// A scene with the version of the norm that counts on its day.
struct ReadScene: Sendable {
    var version: ServedVersion
    var input: SceneInput
    var day: CalendarDay { CalendarDay(number: input.record.asOf) }
}

/// Reads scenes that come in by request.
struct SceneDesk: Sendable {
    let catalogue: NormCatalogue

    /// The version for a day.
    func version(_ id: String, on day: CalendarDay, isRenewal: Bool) throws(Problem) -> ServedVersion {
        guard let version = catalogue.version(of: id, on: day, isRenewal: isRenewal) else {
            throw .unknownNorm(id, known: catalogue.ids)
        }
        return version
    }

    /// The one scene in `bytes`, laid out for the version that counts on its day.
    ///
    /// - Throws: `Problem` if there is no such norm, or no scene in it, or it is packed. A scene with data errors is given back with them.
    func read(
        _ bytes: [UInt8], _ format: SceneFormat, norm id: String, _ query: SceneQuery
    ) throws(Problem) -> ReadScene {
        let first = try version(id, on: query.asOf ?? query.today, isRenewal: query.isRenewal)
        let scene = try read(bytes, format, first, query)
        guard query.asOf == nil, let day = scene.asOf,
            let other = catalogue.version(of: id, on: day, isRenewal: query.isRenewal), other.version != first.version
        else { return ReadScene(version: first, input: scene) }
        return ReadScene(version: other, input: try read(bytes, format, other, query))
    }

    /// The one scene in `bytes`, laid out for a version whatever the day.
    func read(
        _ bytes: [UInt8], _ format: SceneFormat, _ version: ServedVersion, _ query: SceneQuery
    ) throws(Problem) -> SceneInput {
        guard CompressionKind(firstBytes: bytes) == nil else { throw .packed }
        var options = SceneReadingOptions()
        options.unpacks = false
        options.defaultAsOf = query.today
        options.fixedAsOf = query.asOf
        options.ignoredFields = ["norm", "language", "lang", "version"]
        let reader: SceneReader
        do throws(SceneFileError) {
            reader = try SceneReader(
                bytes: bytes, format: format, file: "", schema: version.compiled.program.schema, options: options)
        } catch {
            throw Problem(
                .badRequest, .unreadable, title: Message(zh: "读不出场景", en: "no scene could be read"),
                detail: error.errors.first?.message,
                faults: error.errors.map { Faults.fault($0, version, query.language) })
        }
        var scene = SceneInput(schema: version.compiled.program.schema)
        // A body of nothing but white space would be a data error of a scene that nobody sent.
        let isBlank = bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard !isBlank, reader.next(into: &scene) else {
            throw Problem(
                .badRequest, .unreadable, title: Message(zh: "没有场景", en: "there is no scene"),
                detail: Message(
                    zh: "请以 JSON 发送一个场景：{\"answers\": {\"输入\": 值}}",
                    en: "send one scene as JSON: {\"answers\": {\"input\": value}}"))
        }
        return scene
    }
}

/// Data errors as faults of a problem document.
enum Faults {
    static func fault(_ error: DataError, _ version: ServedVersion, _ language: MessageLanguage) -> Problem.Fault {
        let top = error.input.prefix { $0 != "[" && $0 != "." }
        let name = version.form(language).questions.first { $0.id == top }?.name
        return Problem.Fault(
            field: error.input, name: name, code: error.code.description, detail: error.message[language],
            value: error.value.isEmpty ? nil : error.value)
    }
}
