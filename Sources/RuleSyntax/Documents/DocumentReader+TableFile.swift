import Diagnostics
import YAMLTree

extension DocumentReader {
    /// The table in the file that `entry` names.
    mutating func tableFile(_ entry: YAMLNode.Entry) -> PipeTable? {
        guard let path = text(entry) else { return nil }
        let parts = path.value.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == ".." || $0 == "." }), !path.value.contains("\\") else {
            report(
                .tableFile, zh: "`\(path.value)` 应是本文件旁边的文件，如 `quota.csv`",
                en: "`\(path.value)` must be a file beside this one, such as `quota.csv`", at: path.span)
            return nil
        }
        guard let resource = resources(path.value) else {
            report(
                .tableFile, zh: "没有找到表文件 `\(path.value)`", en: "there is no table file `\(path.value)`", at: path.span)
            return nil
        }
        switch CommaSeparatedTable.parse(resource.bytes, file: resource.file) {
        case .success(let table):
            return table
        case .failure(let fault):
            report(
                .tableFile, zh: "表文件 `\(path.value)`：\(fault.message.zh)",
                en: "table file `\(path.value)`: \(fault.message.en)", at: fault.span,
                labels: [Diagnostic.Label(span: path.span, text: Message(zh: "引用处", en: "used here"))])
            return nil
        }
    }
}
