import ArgumentParser
import Diagnostics
import Foundation
import LabelStore
import LowCarbonRules
import LowCarbonServer
import Logging

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the merchants' page and the API. 启动商家自评页面和接口。",
        discussion: """
            Loads every norm under --rules once, then answers on http://HOST:PORT/ (page) and /v1/norms (API; docs/server.md).
            Example: lowcarbon serve --rules rules --port 8080
            """)

    @OptionGroup var rules: RulesOption
    @OptionGroup var language: LanguageOption

    @Option(help: "Port; 0 takes a free one.")
    var port = 8080

    @Option(help: "Address to listen on; the default is reachable from this machine only.")
    var host = "127.0.0.1"

    @Option(help: "File of the label store; made if there is none. With it the platform's API is served as well.")
    var store: String?

    func run() async throws {
        let chosen = language.chosen
        let catalogue = NormCatalogue(RuleLibrary(folder: rules.rules))
        for refused in catalogue.refused {
            Console.error(
                chosen == .zh ? "不能启用 \(refused.path)：" : "not served: \(refused.path)")
            if let loaded = refused.loaded {
                let renderer = TextRenderer(language: chosen, isColoured: Console.isInteractiveError)
                Console.error(
                    renderer.render(loaded.diagnostics.filter { $0.severity == .error }, in: loaded.sources))
            }
        }
        guard !catalogue.ids.isEmpty else {
            throw ValidationError(
                chosen == .zh
                    ? "\(rules.rules)/ 下没有可用的规范；请用 --rules 指明文件夹"
                    : "there is no sound norm under \(rules.rules)/; name the folder with --rules")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError(
                chosen == .zh ? "--port 应为 0 到 65535" : "--port takes 0 to 65535")
        }
        let labels = try openStore(chosen)
        var logger = Logger(label: "lowcarbon") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let host = host
        do {
            var service = RuleService(catalogue: catalogue, logger: logger)
            service.labels = labels
            try await service.run(host: host, port: port) { port in
                let place = "http://\(host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host):\(port)/"
                Console.error(
                    chosen == .zh
                        ? "已启动：\(place)（规范：\(catalogue.ids.joined(separator: "、"))；Ctrl-C 停止）"
                        : "serving \(place) (norms: \(catalogue.ids.joined(separator: ", ")); Ctrl-C stops)")
            }
        } catch {
            Console.error(
                chosen == .zh ? "无法在 \(host):\(port) 启动：\(error)" : "cannot serve on \(host):\(port): \(error)")
            throw ExitCode(1)
        }
    }

    /// The store, where one was asked for. There are no keys that tell callers apart, so it is for this machine only.
    private func openStore(_ language: MessageLanguage) throws -> LabelStore? {
        guard let store else { return nil }
        guard ["127.0.0.1", "::1", "localhost"].contains(host) else {
            throw ValidationError(
                language == .zh
                    ? "--store 只能与本机地址同用（--host 127.0.0.1）：接口不验证调用者，请在其前放置验证身份的代理"
                    : "--store goes with an address of this machine only (--host 127.0.0.1): callers are not told apart; "
                        + "put a proxy that does in front")
        }
        do {
            return try LabelStore(path: store)
        } catch {
            Console.error(
                language == .zh ? "无法打开标识库 \(store)：\(error)" : "cannot open the label store \(store): \(error)")
            throw ExitCode(1)
        }
    }
}
