import Diagnostics

/// Words of the pages, in both languages.
enum PageWords {
    static let all: [String: Message] = [
        "brand": Message(zh: "深圳低碳场景自评", en: "Shenzhen low-carbon check"),
        "other": Message(zh: "English", en: "中文"),
        "skip": Message(zh: "跳到正文", en: "Skip to the content"),
        "foot": Message(
            zh: "结果由本机按公开的规范算出，回答不会被保存；正式评价以主管部门为准。",
            en:
                "Results are computed here by the published norm; answers are not stored. The authority's assessment counts."
        ),
        "homeTitle": Message(zh: "您的场所能评几星？", en: "How low-carbon is your business?"),
        "homeLead": Message(
            zh: "回答几个问题，马上看到得分的范围、还能到哪一级，以及最省钱的提升办法。",
            en:
                "Answer a few questions and see at once where your score must lie, which grades are in reach, and the cheapest way up."
        ),
        "choose": Message(zh: "请选择场所类型", en: "Choose your kind of premises"),
        "version": Message(zh: "版本", en: "Version"),
        "draft": Message(zh: "草案", en: "draft"),
        "questions": Message(zh: "个问题", en: "questions"),
        "howTitle": Message(zh: "怎么用", en: "How it works"),
        "how1": Message(
            zh: "从手头有的数字开始填，不知道的先空着。", en: "Start with the figures at hand; leave out what you do not know."),
        "how2": Message(zh: "每答一题，上方的分数条会跟着变。", en: "The score bar moves with every answer."),
        "how3": Message(
            zh: "最后得到等级、理由、最省钱的方案和可打印的报告。", en: "At the end: grade, reasons, cheapest plans and a report to print."),
        "inFull": Message(zh: "规范全文", en: "The norm in full"),
        "back": Message(zh: "← 换一种场所", en: "← Other kinds of premises"),
        "imported": Message(zh: "已从文件填入，请核对。", en: "Filled in from your file; please check."),
        "restored": Message(zh: "已恢复您上次在这台设备上填的内容。", en: "Your earlier answers on this device are back."),
        "clear": Message(zh: "清空重填", en: "Start afresh"),
        "someErrors": Message(zh: "有几处需要改", en: "Some answers need mending"),
        "next": Message(zh: "最值得先答：", en: "Best to answer next:"),
        "grades": Message(zh: "各等级是否还能达到", en: "Grades and whether they are in reach"),
        "importTitle": Message(zh: "已有数据？从文件导入", en: "Have the data already? Import a file"),
        "importLabel": Message(zh: "JSON、CSV 或 YAML 文件，一个场所", en: "A JSON, CSV or YAML file with one scene"),
        "importButton": Message(zh: "导入", en: "Import"),
        "sections": Message(zh: "各部分", en: "Sections"),
        "aboutYou": Message(zh: "本次自评", en: "This check"),
        "sceneName": Message(zh: "场所名称（可不填）", en: "Name of the premises (optional)"),
        "asOf": Message(zh: "评价日", en: "Day of assessment"),
        "asOfHelp": Message(zh: "不填就按今天。", en: "Leave it empty for today."),
        "claims": Message(zh: "本部分中对您不适用的评分项", en: "Items of this part that do not apply to you"),
        "claimsHelp": Message(
            zh: "勾选后该项不计分，也不占分；需能说明理由。", en: "A ticked item is left out of the score; be ready to say why."),
        "result": Message(zh: "查看结果", en: "See the result"),
        "update": Message(zh: "更新分数条", en: "Update the bar"),
        "privacy": Message(
            zh: "回答只留在您的浏览器里；提交后写在结果的网址中，不存到服务器。",
            en: "Answers stay in your browser; once sent they are part of the result's address and are not stored here."
        ),
        "naWhen": Message(zh: "不适用的情形：", en: "Does not apply: "),
        "unknownEmpty": Message(zh: "不知道就留空", en: "leave empty if you don't know"),
        "na": Message(zh: "不适用", en: "Does not apply"),
        "none": Message(zh: "没有，一项也没有", en: "None at all"),
        "addRow": Message(zh: "再加一行", en: "Add another"),
        "evidence": Message(zh: "凭什么证明", en: "Evidence"),
        "noEvidence": Message(zh: "未注明", en: "not named"),
        "idle": Message(
            zh: "按目前的回答，这一题不影响结果，可以不填。", en: "With your answers so far this cannot matter; you may skip it."),
        "yes": Message(zh: "是", en: "Yes"), "no": Message(zh: "否", en: "No"),
        "unknown": Message(zh: "不知道", en: "Don't know"),
        "from": Message(zh: "%1 分起", en: "from %1"),
        "allowed": Message(zh: "可填 %1 – %2", en: "%1 to %2"),
        "row": Message(zh: "第 %1 项", en: "Entry %1"),
        "toStart": Message(zh: "回到首页", en: "To the start"),
        "reportTitle": Message(zh: "自评报告", en: "Self-assessment report"),
        "edit": Message(zh: "修改回答", en: "Change answers"),
        "points": Message(zh: "分", en: "points"),
        "multiplier": Message(zh: "积分倍率", en: "Points multiplier"),
        "print": Message(zh: "打印或存为 PDF", en: "Print or save as PDF"),
        "slips": Message(zh: "可能填错的数字", en: "Numbers that look like slips"),
        "missing": Message(zh: "还缺什么", en: "What is missing"),
        "missingDecided": Message(
            zh: "这些还没有回答；等级已经不会再变。", en: "These are not answered; the grade cannot change any more."),
        "missingOpen": Message(
            zh: "这些还没有回答，结果还可能变。排在前面的最值得先补。",
            en: "These are not answered and can still change the result; the first matter most."),
        "neededFor": Message(zh: "用于：", en: "for: "),
        "reasons": Message(zh: "为什么是这个结果", en: "Why this is the result"),
        "proofLead": Message(zh: "只凭下面这些回答，结果就已经定了：", en: "These answers alone settle the result:"),
        "blockLead": Message(zh: "挡住更高等级的是：", en: "What stands in the way of a better grade:"),
        "blockers": Message(zh: "未满足的条件", en: "Conditions not met"),
        "plans": Message(zh: "到「%1」最省钱的办法", en: "Cheapest ways to “%1”"),
        "plan": Message(zh: "方案 %1", en: "Plan %1"),
        "planCost": Message(
            zh: "约 %1 元，%2 天 → %3（%4 分）", en: "about %1 yuan, %2 days → %3 (%4 points)"),
        "cheapest": Message(zh: "已证明：没有更省钱的同类方案。", en: "Proved: no plan of this kind is cheaper."),
        "least": Message(zh: "没有低于 %1 元的同类方案。", en: "No plan of this kind costs less than %1 yuan."),
        "already": Message(zh: "已经是最高等级。", en: "This is the best grade already."),
        "impossible": Message(
            zh: "只靠规范列出的改进项到不了这一级。先补上缺的回答或未满足的条件。",
            en: "The improvements that the norm lists do not lead there alone. Complete what is missing or unmet first."
        ),
        "hinges": Message(
            zh: "能否达到取决于还没有回答的：%1。请先回答。",
            en: "Whether there is a way depends on what is not answered: %1. Answer it first."),
        "counted": Message(zh: "前提是这些仍不作答：%1。", en: " As long as these stay unanswered: %1."),
        "gaveUp": Message(zh: "在限定的计算量内没有找到办法。", en: "No way was found within the limits of the computation."),
        "planInvalid": Message(zh: "改好填错的数据后才能算。", en: "Mend the data errors first."),
        "costNote": Message(zh: "费用和天数是规范起草组的估计。", en: "Costs and days are estimates of the norm's drafters."),
        "change": Message(zh: "改什么", en: "Change"), "fromTo": Message(zh: "从 → 到", en: "From → to"),
        "yuan": Message(zh: "元", en: "yuan"),
        "gains": Message(zh: "最容易加分的地方", en: "Where points are nearest"),
        "scores": Message(zh: "逐项得分", en: "Scores in detail"),
        "criterion": Message(zh: "评分项", en: "Criterion"), "why": Message(zh: "依据", en: "Why"),
        "gates": Message(zh: "基本条件", en: "Conditions"), "gate": Message(zh: "条件", en: "Condition"),
        "state": Message(zh: "是否满足", en: "Met"),
        "evidenceList": Message(zh: "需要准备的证明", en: "Evidence to have ready"),
        "evidenceLead": Message(
            zh: "没有注明证明的回答按规范折算，分数可能更低。", en: "Answers without named evidence may count for less under the norm."),
        "answer": Message(zh: "回答", en: "Answer"), "named": Message(zh: "已注明", en: "Named"),
        "accepted": Message(zh: "可用", en: "Accepted"), "question": Message(zh: "问题", en: "Question"),
        "yourAnswers": Message(zh: "您的回答", en: "Your answers"),
        "permalink": Message(zh: "保存这份报告", en: "Keep this report"),
        "permalinkLead": Message(
            zh: "回答都写在网址里：收藏或转发下面的链接，随时可以再打开。",
            en: "The address holds the answers: bookmark or share the link below to open it again."),
        "thisReport": Message(zh: "本报告的链接", en: "Link to this report"),
        "range": Message(zh: "保底 %1 分，最高可达 %2 分", en: "At least %1, at most %2 points"),
        "exact": Message(zh: "得分 %1 分", en: "Score %1 points"),
        "noScore": Message(zh: "暂无得分", en: "No score yet"),
        "progress": Message(zh: "已答 %1 / %2 题", en: "%1 of %2 answered"),
        "in": Message(zh: "还可能", en: "in reach"), "out": Message(zh: "已排除", en: "out of reach"),
        "sure-is": Message(zh: "已确定", en: "settled"),
        "also": Message(zh: "还可能是：%1", en: "Also possible: %1"),
        "only": Message(zh: "结果已定：%1", en: "Settled: %1"),
        "passed": Message(zh: "已超过", en: "exceeded"),
        "quoted": Message(zh: "「%1」", en: "“%1”"),
        "count": Message(zh: "（%1 项）", en: " (%1)"),
        "listed": Message(zh: "%1 项", en: "%1 entries"),
    ]

    static func text(_ key: String, _ language: MessageLanguage) -> String { all[key]?[language] ?? key }

    /// With `%1`, `%2` and so on replaced.
    static func text(_ key: String, _ language: MessageLanguage, _ parts: String...) -> String {
        var result = text(key, language)
        for (index, part) in parts.enumerated() { result = result.replacing("%\(index + 1)", with: part) }
        return result
    }

    /// A message of the checker with its back-ticks as the marks that people know.
    static func quoted(_ text: String, _ language: MessageLanguage) -> String {
        let marks = (all["quoted"]?[language] ?? "").split(separator: "%1").map(String.init)
        return text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            index % 2 == 1 ? (marks.first ?? "") + part + (marks.last ?? "") : String(part)
        }.joined()
    }

    private nonisolated(unsafe) static let tables: [MessageLanguage: [String: Any]] = [
        .zh: all.mapValues { $0.zh as Any }, .en: all.mapValues { $0.en as Any },
    ]

    static func table(_ language: MessageLanguage) -> [String: Any] { tables[language] ?? [:] }
}
