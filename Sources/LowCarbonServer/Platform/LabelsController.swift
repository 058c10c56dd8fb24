import Diagnostics
import ExactNumbers
import Foundation
import HTTPTypes
import Hummingbird
import LabelStore
import NIOCore

/// Labels, the decisions behind them, and the feed of multipliers.
struct LabelsController<Context: RequestContext>: Sendable {
    let store: LabelStore
    let desk: SceneDesk
    let limits: ServiceLimits
    let clock: DayClock
    let pool: WorkPool

    private var assessor: SceneAssessor { SceneAssessor(desk: desk, limits: limits) }

    func addRoutes(to group: RouterGroup<Context>) {
        group.post("labels") { request, _ in try await record(request) }
        group.post("labels/:label/:change") { request, context in
            try await change(
                request, label: context.parameters.require("label"), to: context.parameters.require("change"))
        }
        group.get("decisions/:id") { request, context in
            let language = RequestLanguage.of(request)
            let id = try context.parameters.require("id")
            return try await pool.run {
                JSONAnswer.response(DecisionAnswer.bytes(try decision(id)), language: language)
            }
        }
        group.get("decisions/:id/replay") { request, context in
            let language = RequestLanguage.of(request)
            let id = try context.parameters.require("id")
            return try await pool.run { try replay(id, language) }
        }
        group.get("multipliers") { request, _ in
            let language = RequestLanguage.of(request)
            let form = FormData(encoded: request.uri.query ?? "")
            return try await pool.run { try feed(form, language) }
        }
    }

    private func replay(_ id: String, _ language: MessageLanguage) throws -> Response {
        let decision = try decision(id)
        let files = try store.files(digest: decision.assessment.norm.digest)
        let again = try assessor.replay(decision, files: files)
        var response = JSONAnswer.response(again, language: language)
        if let name = HTTPField.Name("Lowcarbon-Replay") {
            response.headers[name] = again == decision.assessment.result ? "same" : "different"
        }
        return response
    }

    private func decision(_ id: String) throws -> Decision {
        guard let decision = try store.decision(id) else {
            throw Problem(
                .notFound, .decision, title: Message(zh: "没有这个决定", en: "no such decision"),
                detail: Message(
                    zh: "没有决定 `\(Problem.short(id))`", en: "there is no decision `\(Problem.short(id))`"))
        }
        return decision
    }

    /// `POST /v1/labels?norm=ID` with an `Idempotency-Key`.
    private func record(_ request: Request) async throws -> Response {
        let key = HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] } ?? ""
        guard (1...128).contains(key.utf8.count) else {
            throw Problem(
                .badRequest, .idempotencyKey,
                title: Message(zh: "缺少 Idempotency-Key", en: "an Idempotency-Key is needed"),
                detail: Message(
                    zh: "请为每个申请取一个唯一的名称（1 到 128 字节），重发时不变：这样断线重发也只有一个决定",
                    en: "name each request uniquely (1 to 128 bytes) and keep the name when you send it again: "
                        + "then it is decided once however often it is sent"))
        }
        let body = try await RequestBytes(of: request, upTo: limits.sceneBytes)
        let query = request.uri.query ?? ""
        let language = RequestLanguage.of(request)
        let today = clock.today()
        return try await pool.run { try record(body, key: key, query: query, language, today: today) }
    }

    private func record(
        _ packed: RequestBytes, key: String, query: String, _ language: MessageLanguage, today: CalendarDay
    ) throws -> Response {
        let body = try packed.unpacked()
        guard let norm = FormData(encoded: query)["norm"] else {
            throw Problem.parameter(
                "norm", "",
                wanted: Message(
                    zh: "规范的编号（\(desk.catalogue.ids.joined(separator: "、"))）",
                    en: "the id of a norm (\(desk.catalogue.ids.joined(separator: ", ")))"))
        }
        if let earlier = try store.decision(idempotencyKey: key) {
            let kept = earlier.assessment
            guard kept.norm.id == norm, kept.input == body, kept.query == query else { throw Self.keyUsed(earlier.id) }
            return JSONAnswer.response(DecisionAnswer.bytes(earlier), language: language)
        }
        let order = SceneAssessor.Order(norm: norm, body: body, query: query, today: today, language: language)
        let (assessment, files) = try assessor.assess(order)
        do {
            let (decision, isNew) = try store.record(assessment, files: files, idempotencyKey: key)
            return JSONAnswer.response(
                DecisionAnswer.bytes(decision), status: isNew ? .created : .ok, language: language)
        } catch LabelStoreError.keyUsed(let decision) {
            throw Self.keyUsed(decision)
        }
    }

    private static func keyUsed(_ decision: String) -> Problem {
        Problem(
            .unprocessableContent, .idempotencyKey,
            title: Message(zh: "Idempotency-Key 已用于另一申请", en: "the Idempotency-Key was used for another request"),
            detail: Message(
                zh: "它属于决定 `\(decision)`；新的申请请取新的名称",
                en: "it belongs to decision `\(decision)`; give a new request a new key"))
    }

    /// `POST /v1/labels/{id}/suspend|reinstate|withdraw` with `{"reason": "…"}`.
    private func change(_ request: Request, label: String, to change: String) async throws -> Response {
        let kinds: [String: LabelEvent.Kind] = [
            "suspend": .suspended, "reinstate": .reinstated, "withdraw": .withdrawn,
        ]
        guard let kind = kinds[change] else { throw Problem.plain(.notFound) }
        let body = try await RequestBytes(of: request, upTo: limits.reasonBytes)
        let language = RequestLanguage.of(request)
        return try await pool.run { try decide(try body.unpacked(), label: label, to: kind, language) }
    }

    private func decide(
        _ body: [UInt8], label: String, to kind: LabelEvent.Kind, _ language: MessageLanguage
    ) throws -> Response {
        let order = try? JSONDecoder().decode([String: String].self, from: Data(body))
        guard let reason = order?["reason"]?.trimmingCharacters(in: .whitespacesAndNewlines), !reason.isEmpty else {
            throw Problem.parameter(
                "reason", order?["reason"] ?? "",
                wanted: Message(zh: " {\"reason\": \"理由\"}", en: "{\"reason\": \"why\"}"))
        }
        do {
            return JSONAnswer.response(try store.change(label, to: kind, reason: reason), language: language)
        } catch LabelStoreError.unknownLabel {
            throw Problem(
                .notFound, .label, title: Message(zh: "没有这个标识", en: "no such label"),
                detail: Message(
                    zh: "没有标识 `\(Problem.short(label))`", en: "there is no label `\(Problem.short(label))`"))
        } catch LabelStoreError.notAllowed(_, after: let last) {
            throw Problem(
                .conflict, .change, title: Message(zh: "标识的状态不允许此变更", en: "the label's state does not allow this"),
                detail: Message(
                    zh: "标识的最近事件是 `\(last.rawValue)`：暂停须在颁发或恢复之后，恢复须在暂停之后，撤销后不再变更",
                    en: "its last event is `\(last.rawValue)`: suspend what is issued or reinstated, reinstate what is "
                        + "suspended; what is withdrawn or superseded stays so"))
        }
    }

    /// `GET /v1/multipliers?after=CURSOR&limit=N`.
    private func feed(_ form: FormData, _ language: MessageLanguage) throws -> Response {
        func number(_ name: String, _ standard: Int64, _ range: ClosedRange<Int64>) throws -> Int64 {
            guard let text = form[name] else { return standard }
            guard let number = Int64(text), range.contains(number) else {
                throw Problem.parameter(
                    name, text,
                    wanted: Message(
                        zh: " \(range.lowerBound) 到 \(range.upperBound) 的整数",
                        en: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
            }
            return number
        }
        let cursor = try number("after", 0, 0...Int64.max)
        let page = try store.events(after: cursor, limit: Int(try number("limit", 100, 1...1000)))
        var bytes = Array("{\"events\":[".utf8)
        bytes.append(contentsOf: page.events.joined(separator: [UInt8(ascii: ",")]))
        bytes += Array("],\"more\":\(page.hasMore),\"next\":\(page.next)}".utf8)
        return JSONAnswer.response(bytes, language: language)
    }
}
