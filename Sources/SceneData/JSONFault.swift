import Diagnostics

/// Why a scene's text is no JSON, and where.
struct JSONFault: Error {
    enum Reason: UInt8 {
        case unexpected, unfinished, badNumber, badWord, badEscape, notUTF8, unclosedString, controlCharacter, empty,
            trailing, tooDeep
        case noMemory, missingComma, trailingComma, keyNotText, missingColon
    }

    var reason: Reason
    /// Byte of the scene's text.
    var offset: Int

    func message(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) -> Message {
        let character = shown(bytes)
        switch reason {
        case .unexpected: return Message(zh: "此处不应出现 \(character)", en: "unexpected \(character) in the JSON")
        case .unfinished:
            return Message(
                zh: "JSON 在此中断：缺少结尾的括号或值", en: "the JSON breaks off here: a closing bracket or a value is missing")
        case .badNumber:
            return Message(
                zh: "\(character) 处的数字不合 JSON 写法：请写如 `12` 或 `0.5`",
                en: "\(character) begins no number of JSON: write it as `12` or `0.5`")
        case .badWord:
            return Message(
                zh: "\(character) 处不是 JSON 的值：文本请加双引号",
                en: "\(character) begins no value of JSON: put texts into double quotes")
        case .badEscape: return Message(zh: "字符串中的转义有误", en: "a string has a bad escape: write a backslash as `\\\\`")
        case .notUTF8: return Message(zh: "文本不是 UTF-8 编码：请另存为 UTF-8", en: "the text is not UTF-8: save it as UTF-8")
        case .unclosedString: return Message(zh: "字符串没有结尾的双引号", en: "a string has no closing quote")
        case .controlCharacter:
            return Message(
                zh: "字符串中有换行或控制字符：请写 `\\n` 等转义",
                en: "a string holds a line end or control character: write it as `\\n` or `\\t`")
        case .empty: return Message(zh: "没有内容：应为一个场景", en: "there is no value: a scene is wanted")
        case .trailing:
            return Message(
                zh: "场景结束之后还有内容 \(character)：每行（或每个数组元素）一个场景",
                en: "\(character) follows after the end of the scene: write one scene a line")
        case .tooDeep: return Message(zh: "括号嵌套超过 \(depthLimit) 层", en: "brackets are nested deeper than \(depthLimit)")
        case .noMemory: return Message(zh: "内存不足，无法读取此场景", en: "there is not enough memory to read this scene")
        case .missingComma: return Message(zh: "\(character) 之前缺少逗号", en: "a comma is missing before \(character)")
        case .trailingComma: return Message(zh: "多了一个逗号：请删去", en: "one comma too many: take it out")
        case .keyNotText:
            return Message(
                zh: "\(character) 处应为加双引号的名称", en: "\(character) stands where a name in double quotes is wanted")
        case .missingColon: return Message(zh: "名称之后缺少冒号", en: "a colon is missing after the name")
        }
    }

    var code: DiagnosticCode {
        switch reason {
        case .notUTF8: .notUTF8
        case .tooDeep, .noMemory: .sceneTooLarge
        default: .malformedJSON
        }
    }

    private func shown(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard offset < bytes.count else { return "`…`" }
        let end = min(bytes.count, offset + 16)
        var text = ""
        for scalar in String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars {
            if scalar.value <= 0x20 || ",]}:".unicodeScalars.contains(scalar) && !text.isEmpty { break }
            text.unicodeScalars.append(scalar)
        }
        return "`" + Excerpt.of(text) + "`"
    }
}
