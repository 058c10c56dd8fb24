import Diagnostics

/// Units as people read them: `m3/a` is m³/年.
enum UnitWords {
    private static let chinese = [
        "a": "年", "d": "天", "month": "个月", "min": "分钟", "bed": "张床", "room": "间", "room-night": "间夜",
        "guest-night": "人夜", "visitor": "人次", "cover": "人次", "seat": "座", "point": "分", "yuan": "元", "person": "人",
        "meal": "份", "h": "小时",
    ]
    private static let english = [
        "a": "year", "d": "days", "room-night": "room-nights", "guest-night": "guest-nights", "bed": "beds",
        "visitor": "visitors", "cover": "covers", "month": "months", "seat": "seats", "h": "h",
    ]

    static func text(_ unit: String, _ language: MessageLanguage) -> String {
        var result = ""
        var word = ""
        func flush() {
            var base = word
            var power = ""
            if let last = base.last, last == "2" || last == "3", base.count > 1, !base.contains("CO") {
                base.removeLast()
                power = last == "2" ? "²" : "³"
            }
            let words = language == .zh ? chinese : english
            result += (words[base] ?? base.replacing("CO2", with: "CO₂")) + power
            word = ""
        }
        for character in unit {
            if "/().*".contains(character) {
                flush()
                result.append(character == "." ? "·" : character)
            } else {
                word.append(character)
            }
        }
        flush()
        return result
    }
}
