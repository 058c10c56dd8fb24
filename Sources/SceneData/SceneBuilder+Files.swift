import Diagnostics

extension SceneBuilder {
    /// The scene is larger than the limit.
    func tooLarge(_ limit: Int, into scene: inout SceneInput) {
        fail(
            .sceneTooLarge, at: 0,
            Message(
                zh: "此场景超过 \(limit) 字节的限度，未读取",
                en: "the scene is longer than the limit of \(limit) bytes and was not read"), into: &scene)
    }

    /// The file could not be read to its end: a scene of its own, so that it is not overlooked.
    func brokenOff(_ failure: ByteSourceError, row: Int, line: Int, into scene: inout SceneInput) {
        begin(&scene, row: row, line: line, source: Bytes(start: nil, count: 0))
        fail(
            failure.code, at: 0,
            Message(
                zh: "文件在此中断，无法继续读取：\(failure.reason.zh)",
                en: "the file could not be read any further: \(failure.reason.en)"),
            into: &scene)
        finish(&scene)
    }
}
