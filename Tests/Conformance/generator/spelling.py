"""The same expression in both spellings: each pair of records has one expected value."""

from datetime import date
from fractions import Fraction

from .recording import Records, Scene
from .values import K, N, O, T, U

OPTIONS = "options:\n  star: {three: {name: {zh: 三星}}, four: {name: {zh: 四星}}, five: {name: {zh: 五星}}}\n"


def inputs():
    scene = Scene()
    scene.declared += [
        "  area: {name: {zh: 面积}, unit: m2, range: \"[1..1000]\"}\n", "  power: {name: {zh: 用电量}, unit: kWh, scale: 1, range: \"[0..10000]\"}\n",
        "  share: {name: {zh: 占比}, unit: \"%\", scale: 1, range: \"[0..100]\"}\n", "  number: {name: {zh: 数量}, scale: 2, range: \"[-100..100]\"}\n",
        "  on: {name: {zh: 启用}, type: boolean}\n", "  off: {name: {zh: 停用}, type: boolean}\n", "  open: {name: {zh: 未答}, type: boolean}\n",
        "  opened: {name: {zh: 开业日期}, type: date, range: \"[2000-01-01..2030-12-31]\"}\n", "  closed: {name: {zh: 停业日期}, type: date, range: \"[2000-01-01..2030-12-31]\"}\n",
        "  level: {name: {zh: 星级}, options: star}\n", "  gone: {name: {zh: 不涉及}, type: boolean, may_not_apply: true}\n",
        "  lamps: {name: {zh: 灯具}, list: {max: 9}, of: {count_of: {name: {zh: 数}, range: \"[0..99]\"}, led: {name: {zh: 节能}, type: boolean}}}\n",
    ]
    scene.answers = {
        "area": 200, "power": Fraction("1234.5"), "share": Fraction("37.5"), "number": Fraction("-2.25"), "on": True, "off": False,
        "opened": date(2024, 1, 31), "closed": date(2025, 3, 1), "level": "four", "gone": N,
        "lamps": [{"count_of": 3, "led": True}, {"count_of": 8, "led": False}, {"count_of": 5, "led": True}],
    }
    return OPTIONS + scene.norm, scene.answers


PAIRS = [
    ("on and not off", "启用 且 非 停用", True), ("off or open", "停用 或 未答", U), ("on or open", "启用 或 未答", True),
    ("if on then number else 0", "如果 启用 则 数量 否则 0", Fraction("-2.25")), ("on = true", "启用 = 是", True), ("off = false", "停用 ＝ 否", True),
    ("number >= -2.25", "数量 ≥ -2.25", True), ("number <= -3", "数量 ≤ -3", False), ("number != 1", "数量 ≠ 1", True), ("number * 4", "数量 × 4", -9),
    ("number / 3", "数量 ÷ 3", Fraction("-0.75")), ("(number + 1) * 2", "（数量 ＋ 1） × 2", Fraction("-2.5")), ("number - 1.75", "数量 － １．７５", -4),
    ("number between -3 and 0", "数量 介于 -3 和 0", True), ("number in [-3..-2]", "数量 属于 [-3..-2]", True), ("number in [1, -2.25]", "数量 属于 [1，-2.25]", True),
    ("share >= 37.5 %", "占比 ≥ 37.5 ％", True), ("power > 1 MWh", "用电量 ＞ 1 MWh", True), ("level = four", "星级 = 四星", True), ("level in [four, five]", "星级 属于 [四星，五星]", True),
    ("level != four", "星级 ≠ 四星", False), ("min(number, 0, 5)", "最小(数量, 0, 5)", Fraction("-2.25")), ("max(number, 0, 5)", "最大（数量，0，5）", 5),
    ("abs(number)", "绝对值(数量)", Fraction("2.25")), ("round(number, 1, half_up)", "修约(数量, 1, 四舍五入)", Fraction("-2.3")),
    ("round(number, 1, half_even)", "修约(数量, 1, 四舍六入五成双)", Fraction("-2.2")), ("round(number, 1, half_down)", "修约(数量, 1, 五舍六入)", Fraction("-2.2")),
    ("round(number, 0, down)", "修约(数量, 0, 向零)", -2), ("round(number, 0, up)", "修约(数量, 0, 离零)", -3), ("round(number, 0, floor)", "修约(数量, 0, 向下)", -3),
    ("round(number, 0, ceiling)", "修约(数量, 0, 向上)", -2), ("floor(number)", "向下取整(数量)", -3), ("ceiling(number)", "向上取整(数量)", -2),
    ("clamp(number, -1, 1)", "夹取(数量, -1, 1)", -1), ("at_least(2, on, off, open)", "至少(2, 启用, 停用, 未答)", U), ("at_least(1, on, off)", "至少(1, 启用, 停用)", True),
    ("applicable(gone)", "适用(不涉及)", False), ("applicable(gone) and gone", "适用(不涉及) 且 不涉及", False),
    ("years_between(opened, closed)", "相隔年数(开业日期, 停业日期)", 1), ("months_between(opened, closed)", "相隔月数(开业日期, 停业日期)", 13),
    ("days_between(opened, closed)", "相隔天数(开业日期, 停业日期)", 395), ("year(opened)", "年(开业日期)", 2024), ("month(opened)", "月(开业日期)", 1), ("day(opened)", "日(开业日期)", 31),
    ("opened + 1 month = @\"2024-02-29\"", "开业日期 + 1 month = @\"2024-02-29\"", True), ("sum(for l in lamps return l.count_of)", "求和(对 l 属于 灯具 返回 l.数)", 16),
    ("count(lamps)", "计数(灯具)", 3), ("count(lamps[led])", "计数(灯具[节能])", 2), ("mean(for l in lamps return l.count_of, empty: 0)", "平均(对 灯 属于 灯具 返回 灯.数, 空列表: 0)", Fraction(16, 3)),
    ("max(for l in lamps return l.count_of, empty: 0)", "最大(对 灯 属于 灯具 返回 灯.数, 空列表: 0)", 8), ("some l in lamps satisfies l.count_of > 7", "存在 l 属于 灯具 满足 l.数 > 7", True),
    ("count(lamps) > 0 and (every l in lamps satisfies l.led)", "计数(灯具) > 0 且 (每个 l 属于 灯具 满足 l.节能)", False), ("convert(1.5 kWh, MJ) = 5.4 MJ", "换算(1.5 kWh, MJ) = 5.4 MJ", True),
    ("decimal(number, 1)", "保留小数(数量, 1)", Fraction("-2.2")), ("round half up(number, 1)", "四舍五入到(数量, 1)", Fraction("-2.3")), ("round half down(number, 1)", "五舍六入到(数量, 1)", Fraction("-2.2")),
    ("round up(number, 1)", "离零取整(数量, 1)", Fraction("-2.3")), ("round down(number, 1)", "向零取整(数量, 1)", Fraction("-2.2")), ("modulo(number, 2)", "取余(数量, 2)", Fraction("1.75")),
    ("even(4)", "为偶数(4)", True), ("odd(4)", "为奇数(4)", False), ("sqrt(6.25)", "平方根(6.25)", Fraction("2.5")), ("string(1.50)", "转文本(1.50)", "1.5"),
    ("number(\"1 234,5\", \" \", \",\")", "转数值(\"1 234,5\", \" \", \",\")", Fraction("1234.5")), ("string length(\"碳A😀\")", "文本长度(\"碳A😀\")", 3),
    ("substring(\"低碳积分\", 2, 2)", "截取文本(\"低碳积分\", 2, 2)", "碳积"), ("substring(\"低碳积分\", -2)", "截取文本(\"低碳积分\", -2)", "积分"),
    ("substring before(\"a-b\", \"-\")", "之前文本(\"a-b\", \"-\")", "a"), ("substring after(\"a-b\", \"-\")", "之后文本(\"a-b\", \"-\")", "b"),
    ("upper case(\"abc\")", "转大写(\"abc\")", "ABC"), ("lower case(\"ABC\")", "转小写(\"ABC\")", "abc"), ("contains(\"低碳\", \"碳\")", "含文本(\"低碳\", \"碳\")", True),
    ("starts with(\"低碳\", \"低\")", "开头是(\"低碳\", \"低\")", True), ("ends with(\"低碳\", \"低\")", "结尾是(\"低碳\", \"低\")", False),
    ("matches(\"R404A\", \"^R[0-9]+A$\")", "匹配(\"R404A\", \"^R[0-9]+A$\")", True), ("replace(\"a1b2\", \"[0-9]\", \"_\")", "替换文本(\"a1b2\", \"[0-9]\", \"_\")", "a_b_"),
    ("string join([\"a\", \"b\"], \"、\")", "连接文本([\"a\", \"b\"], \"、\")", "a、b"), ("split(\"a,b,c\", \",\")", "拆分文本(\"a,b,c\", \",\")", ["a", "b", "c"]),
    ("list contains([1, 2], 2)", "列表包含([1, 2], 2)", True), ("all([on, true])", "全部成立([启用, 是])", True), ("any([off, false])", "任一成立([停用, 否])", False),
    ("product([2, 3, 4])", "乘积([2, 3, 4])", 24), ("median([8, 1, 3, 2])", "中位数([8, 1, 3, 2])", Fraction("2.5")), ("sublist([1, 2, 3], 2, 1)", "子列表([1, 2, 3], 2, 1)", [2]),
    ("append([1], 2)", "追加([1], 2)", [1, 2]), ("concatenate([1], [2, 3])", "合并([1], [2, 3])", [1, 2, 3]), ("insert before([1, 3], 2, 2)", "插入([1, 3], 2, 2)", [1, 2, 3]),
    ("remove([1, 2, 3], 2)", "移除([1, 2, 3], 2)", [1, 3]), ("list replace([1, 2], 1, 9)", "替换项([1, 2], 1, 9)", [9, 2]), ("reverse([1, 2, 3])", "倒序([1, 2, 3])", [3, 2, 1]),
    ("flatten([1, [2, [3]]])", "展平([1, [2, [3]]])", [1, 2, 3]), ("index of([1, 2, 1], 1)", "位置([1, 2, 1], 1)", [1, 3]), ("union([1, 2], [2, 3])", "并集([1, 2], [2, 3])", [1, 2, 3]),
    ("distinct values([1, 2, 1])", "去重([1, 2, 1])", [1, 2]), ("date(2024, 2, 29)", "日期(2024, 2, 29)", date(2024, 2, 29)), ("duration(\"P1Y\") = 12 month", "时长(\"P1Y\") = 12 month", True),
    ("years and months duration(opened, closed) = 13 month", "年月时长(开业日期, 停业日期) = 13 month", True), ("day of week(opened) = \"Wednesday\"", "星期几(开业日期) = \"Wednesday\"", True),
    ("day of year(closed)", "年内第几天(停业日期)", 60), ("week of year(opened)", "年内第几周(开业日期)", 5), ("month of year(opened) = \"January\"", "月份名(开业日期) = \"January\"", True),
    ("opened <= as_of", "开业日期 ≤ 评价日", True), ("every x in [1, 2, 3] satisfies x < 3", "每个 x 属于 [1, 2, 3] 满足 x < 3", False), ("for x in [1, 2] return x * 2", "对 x 属于 [1, 2] 返回 x × 2", [2, 4]),
    ("{a: 1, b: \"x\"}", "{a： 1， b： \"x\"}", {"a": 1, "b": "x"}), ("“低碳” = \"低碳\"", "\"低碳\" = “低碳”", True),
]


def records():
    r = Records("spelling")
    norm, answers = inputs()
    for english, chinese, expected in PAIRS:
        for text in (english, chinese):
            r.add("expressions", text, expected, norm, answers, day="2026-01-01")
    norms(r)
    return r


def norms(r):
    english = (
        "rounding: half even\noptions:\n  kind: {led: {name: {zh: 节能灯}}, other: {name: {zh: 其他}}}\ninputs:\n"
        "  a: {name: {zh: 甲}, type: boolean}\n  x: {name: {zh: 乙}, unit: kWh, scale: 1, range: \"[0..100]\"}\n  k: {name: {zh: 丙}, options: kind, may_not_apply: true}\n"
        "facts:\n  f: {name: {zh: 丁}, unit: kWh, needs: a, otherwise: zero points, value: x / 2, round: 0}\n"
        "gates:\n  G: {require: x > 0 kWh, otherwise: not assessable}\n"
        "sections:\n  s:\n    points: 10\n    minimum: 30 %\n    criteria:\n      A: {points: 4, when: a, met: f <= 10 kWh}\n"
        "      B:\n        points: 6\n        hit: F\n        default: 1\n        table: |\n          | k | x | points |\n          | led | < 50 | 6 |\n          | other | - | 3 |\n"
        "total: {of: 10, round: 1}\nmay_drop: at most 50 %\ngrades:\n  good: {from: 6}\n  plain: {from: 0}\n")
    chinese = (
        "规范: 对照\n标题: 对照\n版本: \"1\"\n状态: 草案\n有效期: 2020-01-01..2039-12-31\n依据: {标注: 拟议}\n"
        "修约: 四舍六入五成双\n选项:\n  kind: {led: {名称: {中文: 节能灯}}, other: {名称: {中文: 其他}}}\n输入:\n"
        "  a: {名称: {中文: 甲}, 类型: 是否}\n  x: {名称: {中文: 乙}, 单位: kWh, 小数位: 1, 范围: \"[0..100]\"}\n  k: {名称: {中文: 丙}, 选项: kind, 可不适用: 是}\n"
        "指标:\n  f: {名称: {中文: 丁}, 单位: kWh, 前提: 甲, 否则: 零分, 取值: 乙 ÷ 2, 修约: 0}\n"
        "门槛:\n  G: {要求: 乙 ＞ 0 kWh, 否则: 不可评}\n"
        "章节:\n  s:\n    分值: 10\n    最低: 30 %\n    评分项:\n      A: {分值: 4, 适用条件: 甲, 达标: 丁 ≤ 10 kWh}\n"
        "      B:\n        分值: 6\n        命中: F\n        默认: 1\n        表: |\n          | 丙 | 乙 | 得分 |\n          | 节能灯 | < 50 | 6 |\n          | 其他 | - | 3 |\n"
        "总分: {满分: 10, 修约: 1}\n可缺项: 不超过 50 %\n等级:\n  good: {起点: 6}\n  plain: {起点: 0}\n")
    cases = [
        ({"a": True, "x": 20, "k": "led"}, {"status": "graded", "score": 10, "grade": "good", "A": 4, "B": 6}),
        ({"a": True, "x": 21, "k": "led"}, {"status": "graded", "score": 10, "A": 4}),
        ({"a": True, "x": Fraction("21.2"), "k": "other"}, {"status": "graded", "score": 3, "grade": "plain", "A": 0, "B": 3}),
        ({"a": False, "x": 60, "k": "led"}, {"status": "not_eligible", "score": Fraction("1.7"), "A": N, "B": 1}),
        ({"a": False, "x": 40, "k": "other"}, {"status": "graded", "score": 5, "A": N}),
        ({"a": True, "x": 0, "k": "led"}, {"status": "not_assessable", "score": 10}),
        ({"x": 40, "k": "led"}, {"status": "incomplete", "score": U, "B": 6}),
        ({"a": True, "x": 20, "k": N}, {"A": 4, "B": N, "status": "not_assessable"}),
        ({"甲": True, "乙": 20, "丙": "节能灯"}, {"status": "graded", "score": 10}),
        ({"a": T, "x": K(60), "k": U}, {"B": O, "A": 0}),
    ]
    for given, expected in cases:
        for text in (english, chinese):
            r.add("norms", None, expected, text, given)
