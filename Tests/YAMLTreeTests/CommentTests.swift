import Diagnostics
import Testing
import YAMLTree

@Suite struct CommentTests {
    private func comments(_ source: String) -> [String] {
        let bytes = Array(source.utf8)
        guard let root = load(source).root else { return ["no root"] }
        return root.comments(in: bytes).map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
    }

    @Test func everyCommentAndNothingElse() {
        #expect(
            comments(
                "# 一\na: b#c # 二\n'k#': \"# no\" #三\nlist: [x, # 四\n y]\nt: | # 五 - +\n\n  # no\n  y # no\n# 六\nz: >-\n  #no\n  #no"
            ) == [
                "# 一", "# 二", "#三", "# 四", "# 五 - +", "# 六",
            ])
        #expect(comments("a: |\n# only\nb: 1 # x\r\n# y\rc:\n") == ["# only", "# x", "# y"])
        #expect(comments("a: 1\n...\n# end") == ["# end"])
        #expect(comments("{}") == [])
    }
}
