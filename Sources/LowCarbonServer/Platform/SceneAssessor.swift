import Diagnostics
import ExactNumbers
import HTTPTypes
import LabelStore
import LowCarbonRules
import RuleCompiler
import RuleEngine
import RuleModel
import RuleProgram
import SceneData

/// Makes a recordable assessment of a request's body, and makes it again from a recorded one.
struct SceneAssessor: Sendable {
    let desk: SceneDesk
    let limits: ServiceLimits

    /// What a request asks for.
    struct Order: Sendable {
        var norm: String
        var body: [UInt8]
        var query: String
        var today: CalendarDay
        var language: MessageLanguage
    }

    /// Scores the body under the version that counts on its day.
    ///
    /// - Throws: `Problem` if the body is no scene, has data errors or names none.
    func assess(_ order: Order) throws(Problem) -> (assessment: Assessment, files: [NormReference.File]) {
        let query = try SceneQuery(order.query, language: order.language, today: order.today)
        let scene = try desk.read(order.body, .json, norm: order.norm, query)
        let analysis = SceneAnalysis(scene: scene, language: order.language, limits: limits)
        try analysis.demandValid()
        guard !scene.input.id.hasPrefix("#") else {
            throw Problem(
                .unprocessableContent, .scene, title: Message(zh: "场景没有编号", en: "the scene has no name"),
                detail: Message(
                    zh: "标识属于一个场景：请在正文中写 `scene`，如 {\"scene\": \"H-001\", \"answers\": {…}}；编号不以 # 开头",
                    en: "a label belongs to a scene: write `scene` in the body, as in "
                        + "{\"scene\": \"H-001\", \"answers\": {…}}; names do not begin with #"))
        }
        return (assessment(analysis, order), files(of: scene.version))
    }

    /// The result of a decision, computed from its stored body and norm alone.
    ///
    /// - Throws: `Problem` if the stored norm does not compile any more.
    func replay(_ decision: Decision, files: [NormReference.File]) throws(Problem) -> [UInt8] {
        let kept = decision.assessment
        let access = FileAccess(
            read: { path in files.first { $0.path == path }?.bytes },
            list: { folder in
                let prefix = folder + "/"
                let names = files.filter { $0.path.hasPrefix(prefix) }.compactMap {
                    $0.path.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
                }
                return names.isEmpty ? nil : Set(names).sorted()
            })
        guard let path = files.first?.path, let today = CalendarDay(kept.today),
            let loaded = NormLoader(files: access).load(path), let compiled = loaded.compiled, !loaded.hasErrors
        else {
            throw Problem(
                .internalServerError, .replay,
                title: Message(zh: "无法重算", en: "the decision cannot be computed again"),
                detail: Message(
                    zh: "存档的规范 \(kept.norm.digest) 不能用此版本的程序编译；请用作出决定时的版本重算",
                    en:
                        "the stored norm \(kept.norm.digest) does not compile with this release; use the release that decided"
                ))
        }
        let version = ServedVersion(
            id: kept.norm.id, loaded: loaded, compiled: compiled, budget: limits.analysisSteps)
        let language = kept.language == "en" ? MessageLanguage.en : .zh
        let query = try SceneQuery(kept.query, language: language, today: today)
        let input = try desk.read(try body(kept.input), .json, version, query)
        return result(
            SceneAnalysis(scene: ReadScene(version: version, input: input), language: language, limits: limits))
    }

    /// Bodies were once recorded packed, as they came.
    private func body(_ stored: [UInt8]) throws(Problem) -> [UInt8] {
        guard let kind = CompressionKind(firstBytes: stored) else { return stored }
        do throws(UnpackingError) {
            return try kind.unpacked(stored, limit: limits.storedBytes)
        } catch {
            switch error {
            case .tooLarge: throw .tooLarge(limit: limits.storedBytes)
            case .damaged(let reason): throw .damaged(reason)
            }
        }
    }

    private func result(_ analysis: SceneAnalysis) -> [UInt8] {
        JSONAnswer.bytes(analysis.evaluation(explained: false))
    }

    private func assessment(_ analysis: SceneAnalysis, _ order: Order) -> Assessment {
        let version = analysis.version
        let model = version.compiled.model
        let plan = version.compiled.program.multiplier
        let result = result(analysis)
        return version.pool.use { worker in
            let scorer = worker.scorer
            scorer.run(analysis.scene.input)
            let grade = scorer.gradeIndex.map { model.grades[$0].naming.id }
            return Assessment(
                scene: analysis.scene.input.id,
                norm: NormReference(id: version.id, version: version.version, digest: version.digest),
                input: order.body, query: order.query, today: order.today.description,
                language: order.language.rawValue, result: result, status: scorer.status.id, grade: grade,
                terms: grade == nil
                    ? []
                    : scorer.schedule(from: analysis.scene.day).map { entry in
                        LabelTerm(
                            from: "\(entry.from)", to: "\(entry.to)",
                            behaviour: entry.behaviour < 0 ? "-" : model.behaviours[entry.behaviour].naming.id,
                            multiplier: "\(ExactDecimal(mantissa: entry.multiplier, scale: plan.scale))")
                    })
        }
    }

    /// The version's files by their place under the rules folder, the norm first.
    private func files(of version: ServedVersion) -> [NormReference.File] {
        let prefix = desk.catalogue.folder + "/"
        let all = version.loaded.sources.files.map { file in
            NormReference.File(
                path: file.path.hasPrefix(prefix) ? "rules/" + file.path.dropFirst(prefix.count) : file.path,
                bytes: file.bytes)
        }
        let own = version.loaded.path
        let main = own.hasPrefix(prefix) ? "rules/" + own.dropFirst(prefix.count) : own
        return all.filter { $0.path == main } + all.filter { $0.path != main }
    }
}
