#!/usr/bin/env python3
"""Where real premises fall against the limits of the norms: writes docs/norms/README.md and its charts.

    Scripts/premises.py [DATA] [--binary .build/debug/lowcarbon]

DATA is the folder of energy figures (default ../shared/data/energy); it is no part of this repository. Only the
standard library is used, and the same data give the same bytes. A limit that is no longer in the norms stops the script.
"""
import csv, glob, json, os, re, subprocess, sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(ROOT, "docs", "norms")
COAL_POWER, COAL_GAS, GAS_KWH = 0.28232, 1.29971, 38.931 / 3.6     # kgce/kWh, kgce/m3, kWh/m3: rules/factors/energy.yaml
POWER = "electricity_kwh"


def arguments():
    args = sys.argv[1:]
    binary = ".build/debug/lowcarbon"
    if "--binary" in args:
        at = args.index("--binary")
        binary = args[at + 1]
        del args[at:at + 2]
    return (args[0] if args else os.path.join(ROOT, "..", "shared", "data", "energy")), binary


def number(row, column):
    try:
        return float(row.get(column) or "")
    except ValueError:
        return None


def rows(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.csv"))):
        with open(path, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def intensity(row):
    """kWh/m2 of all carriers, as published, else worked out."""
    published = number(row, "site_eui_kwh_m2")
    if published is not None:
        return published
    energy, area = number(row, "site_energy_kwh"), number(row, "floor_area_m2")
    return energy / area if energy is not None and area else None


def coal(row):
    """kgce/m2 by equivalent values; where only the intensity is published, all of it as power."""
    power, gas, area = number(row, POWER), number(row, "natural_gas_kwh"), number(row, "floor_area_m2")
    if power is not None and area:
        return (power * COAL_POWER + (gas or 0) / GAS_KWH * COAL_GAS) / area
    whole = number(row, "site_eui_kwh_m2")
    return whole * COAL_POWER if whole is not None and row["country"] == "SG" else None


def power(row):
    used, area = number(row, POWER), number(row, "floor_area_m2")
    return used / area if used is not None and area else None


def corrected(row):
    """The hotel's intensity corrected for occupancy, with the reference guest-room share of 70 %."""
    raw, occupancy = intensity(row), number(row, "occupancy_fraction")
    return raw * (0.4 + 0.6 * 0.5 / occupancy) if raw is not None and occupancy and 0.55 <= occupancy <= 1 else None


def led(row):
    share = number(row, "led_fraction")
    return share * 100 if share is not None else None


def water(row):
    """L/(m2.d), counting 365 days."""
    used, area = number(row, "water_m3"), number(row, "floor_area_m2")
    return used / area * 1000 / 365 if used is not None and area else None


def renewable(row):
    own, energy = number(row, "onsite_renewable_kwh"), number(row, "site_energy_kwh")
    whole, area = number(row, "site_eui_kwh_m2"), number(row, "floor_area_m2")
    if energy is None and whole is not None and area is not None:
        energy = whole * area
    return own / energy * 100 if own is not None and energy and own >= 0 else None


def occupancy(row):
    share = number(row, "occupancy_fraction")
    return share * 100 if share is not None else None


def hours(row):
    """Hours open a day, counting seven days a week."""
    weekly = number(row, "weekly_hours")
    return weekly / 7 if weekly is not None else None


def is_a(scene, *fits):
    return lambda row: row["scene_type"] == scene and row["scene_fit"] in fits


def singapore(test):
    return lambda row: test(row) and row["country"] == "SG"


def warm(test):
    return lambda row: test(row) and "cbecs_2012" in row["source_id"]


hotel, shop, mall = is_a("hotel", "direct"), is_a("supermarket", "direct"), is_a("supermarket", "proxy_mall")
diner, site = is_a("restaurant", "direct"), is_a("scenic_spot", "direct")
# Chart, titles, unit, whether less is better, what is sensible, groups, limits: (norm, id, name, value, as the norm writes it).
FIGURES = [
    ("hotel-energy", "酒店单位面积能耗（全部能源，未修正）", "Hotels: energy per floor area, all carriers, uncorrected", "kWh/m²", True, (5, 2000),
     [("新加坡 Singapore", singapore(hotel), intensity), ("新加坡，按入住率修正 corrected for occupancy", singapore(hotel), corrected),
      ("美国暖区 US warm zones", warm(hotel), intensity), ("全部 all", hotel, intensity)],
     [("hotel", "quota", "G7 · E1 B五星约束 B five constraint", 130, "B | five | 130 | 100"), ("hotel", "quota", "G7 · E1 B四星约束 B four constraint", 120, "B | four | 120 | 90"),
      ("hotel", "quota", "G7 · E1 B三星约束 B three constraint", 110, "B | three | 110 | 80"), ("hotel", "quota", "G7 · E1 A五星约束；B五星引导 A five constraint, B five guide", 100, "A | five | 100 | 80"),
      ("hotel", "quota", "G7 · E1 A四星约束；B四星引导 A four constraint, B four guide", 90, "A | four | 90 | 70"), ("hotel", "quota", "G7 · E1 A三星约束；A五星、B三星引导 A three constraint, A five and B three guide", 80, "A | three | 80 | 60"),
      ("hotel", "quota", "E1 A四星引导 A four guide", 70, "A | four | 90 | 70"), ("hotel", "quota", "E1 A三星引导 A three guide", 60, "A | three | 80 | 60")]),
    ("supermarket-energy", "超市单位面积综合能耗（等价值，未按营业时间修正）", "Supermarkets: energy per floor area, equivalent coal, uncorrected for hours", "kgce/m²", True, (5, 600),
     [("美国杂货店 US groceries", lambda row: shop(row) and row["country"] == "US", coal), ("美国暖区 US warm zones", warm(shop), coal)],
     [("supermarket", "G8", "G8 约束值 constraint", 105, "105 kgce/(m2.a)"), ("supermarket", "E1", "E1 满分 full points", 75, "75 kgce/(m2.a)")]),
    ("mall-energy", "百货店、购物中心单位面积综合能耗（等价值，未按营业时间修正）", "Department stores and malls: energy per floor area, equivalent coal, uncorrected for hours", "kgce/m²", True, (5, 600),
     [("新加坡零售建筑 Singapore retail buildings", singapore(mall), coal)],
     [("supermarket", "G9", "G9 约束值 constraint", 90, "90 kgce/(m2.a)"), ("supermarket", "E2", "E2 满分 full points", 65, "65 kgce/(m2.a)")]),
    ("restaurant-energy", "餐饮单位面积综合能耗（等价值）", "Restaurants: energy per floor area, equivalent coal", "kgce/m²", True, (5, 2000),
     [("美国，按公布的电和天然气 US, electricity and gas as published", diner, coal)],
     [("restaurant", "reasonable_energy", "E1 5 分 points", 150, "150 kgce/(m2.a)"), ("restaurant", "E1", "E1 7 分 points", 135, "90 %"),
      ("restaurant", "E1", "E1 9 分 points", 120, "80 %"), ("restaurant", "E1", "E1 11 分 points", 105, "70 %")]),
    ("scenic-buildings", "景区建筑单位面积用电（博物馆、动植物园）", "Buildings of scenic spots: power per floor area, museums and zoos", "kWh/m²", True, (5, 2000),
     [("北美 North America", site, power)],
     [("scenic-spot", "building_quota", "E5 展馆约束 exhibition hall constraint", 120, "exhibition_hall | 120 | 100 | proposed"), ("scenic-spot", "building_quota", "E5 展馆引导 exhibition hall guide", 100, "exhibition_hall | 120 | 100 | proposed"),
      ("scenic-spot", "building_quota", "E5 游客中心、餐饮约束 visitor centre and catering constraint", 85, "visitor_centre | 85 | 65 | proposed"), ("scenic-spot", "building_quota", "E5 游客中心、餐饮引导 visitor centre and catering guide", 65, "visitor_centre | 85 | 65 | proposed")]),
    ("supermarket-water", "超市单位面积日用水", "Supermarkets: water per floor area and day", "L/(m²·d)", True, (0.05, 100),
     [("美国杂货店 US groceries", lambda row: shop(row) and row["country"] == "US", water)],
     [("supermarket", "O2", "O2 2 分 points", 3, "3 L/(m2.d)")]),
    ("led-share", "LED 灯占比", "Share of LED lamps", "%", False, (0, 100),
     [("新加坡酒店 Singapore hotels", singapore(hotel), led), ("新加坡零售建筑 Singapore retail buildings", singapore(mall), led)],
     [("hotel", "E4", "E4 80 %（酒店4分、餐饮3分、景区3分、商超1.5分） hotel 4, restaurant 3, scenic spot 3, supermarket 1.5 points", 80, "80 %"), ("hotel", "E4", "E4 100 %（酒店5分、商超2分） hotel 5, supermarket 2 points", 100, None)]),
    ("own-renewables", "自产可再生能源占全部用能", "Own renewable generation, share of all energy", "%", False, (0, 100),
     [("华盛顿特区公布了的全部场所 all premises of Washington DC that publish it", lambda row: True, renewable)],
     [("hotel", "E3", "E3（酒店）、E2（景区）、E6（商超）3 分 hotel E3, scenic spot E2, supermarket E6: 3 points", 10, "10 %"), ("hotel", "E3", "E3（酒店）、E2（景区）、E6（商超）4 分 4 points", 20, "20 %"),
      ("hotel", "E3", "E3（酒店）、E2（景区）、E6（商超）5 分 5 points", 30, "30 %")]),
    ("hotel-occupancy", "酒店全年平均入住率", "Hotels: average room occupancy", "%", False, (1, 100),
     [("新加坡 Singapore", singapore(hotel), occupancy), ("美国暖区 US warm zones", warm(hotel), occupancy)],
     [("hotel", "occupancy_correction", "E1 · G7 低于55%不可评 below 55 % not assessable", 55, "55 %")]),
    ("supermarket-hours", "超市每日营业时间", "Supermarkets: hours open a day", "h/d", False, (0, 24),
     [("美国暖区 US warm zones", warm(shop), hours)],
     [("supermarket", "G11", "G11 每日六小时以上，否则不可评 six hours a day, else not assessable", 6, "6 h/d")]),
]
COLOURS = ["#1b6ca8", "#c8553d", "#4a8f3c", "#6b4c9a"]


def percentile(values, share):
    at = share / 100 * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (at - low)


def passing(values, limit, less):
    return sum(1 for value in values if (value <= limit if less else value >= limit)) / len(values) * 100


def short(value):
    return f"{value:.1f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:.0f}"


def chart(name, zh, title, unit, less, groups, limits):
    """Cumulative share of premises (at most this much, or at least), with the limits as lines."""
    marks = {}
    for _, _, label, limit, _ in limits:        # what each limit decides stands at the head of its label
        ids = re.match(r"(?:[A-Z]\d+(?: · )?)*", label).group().split(" · ")
        marks.setdefault(limit, []).extend(part for part in ids if part.strip() and part not in marks.get(limit, []))
    texts = {limit: " ".join([str(limit)] + ids) for limit, ids in marks.items()}
    width, left, top = 760, 64, 62 + 7 * max(map(len, texts.values()))
    height = top + 250
    everything = sorted(value for _, values, _ in groups for value in values)
    highest = max([percentile(everything, 97)] + list(marks)) * 1.02 if unit != "%" else 100
    x = lambda value: left + value / highest * (width - left - 24)
    y = lambda share: top + (100 - share) / 100 * (height - top - 48)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 20 * len(groups)}" font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif" font-size="12">',
           f'<title>{zh} {title}</title>', f'<text x="8" y="18" font-size="14">{zh}</text><text x="8" y="36">{title}</text>']
    for share in (0, 25, 50, 75, 100):
        out.append(f'<path d="M{left} {y(share):.1f}H{width - 24}" stroke="#ddd"/><text x="{left - 8}" y="{y(share) + 4:.1f}" text-anchor="end">{share} %</text>')
    out.append(f'<text x="8" y="{top - 10}" fill="#555">达到的份额 share</text>')
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500) if highest / s <= 10)
    for tick in range(0, int(highest) + 1, step):
        out.append(f'<path d="M{x(tick):.1f} {y(0):.1f}v4" stroke="#888"/><text x="{x(tick):.1f}" y="{height - 30}" text-anchor="middle">{tick}</text>')
    out.append(f'<text x="{width - 24}" y="{height - 10}" text-anchor="end">{"不高于 at most" if less else "不低于 at least"}, {unit}</text>')
    for limit, text in sorted(texts.items()):      # close limits stand side by side, so their labels are upright
        out.append(f'<path d="M{x(limit):.1f} {top - 2}V{y(0):.1f}" stroke="#888" stroke-dasharray="4 3"/>'
                   f'<text transform="translate({x(limit) + 4:.1f} {top - 6}) rotate(-90)" font-size="11" fill="#555">{text}</text>')
    for index, (label, values, _) in enumerate(groups):
        shares = range(0, 101) if less else range(100, -1, -1)
        points = [(percentile(values, p if less else 100 - p), p) for p in shares]
        path = "M" + "L".join(f"{x(value):.1f} {y(share):.1f}" for value, share in points if value <= highest)
        colour = COLOURS[index % len(COLOURS)]
        out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<path d="M{left} {height + 20 * index + 4}h24" stroke="{colour}" stroke-width="3"/><text x="{left + 32}" y="{height + 20 * index + 8}">{label} (n = {len(values)})</text>')
    with open(os.path.join(OUT, name + ".svg"), "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n</svg>\n")


def numbers_of_norms(binary):
    """Every number of the norms, by norm and id."""
    found, listed = {}, {}
    for norm in ("hotel", "restaurant", "scenic-spot", "supermarket"):
        path = f"rules/{norm}/2026.1.yaml"
        run = subprocess.run([binary, "check", path, "--provenance", "--format", "json"], cwd=ROOT, capture_output=True, text=True)
        for line in run.stdout.splitlines():
            entry = json.loads(line)
            if "part" in entry:
                found.setdefault((norm, entry["id"]), []).extend(re.sub(r"\s+", " ", text) for text in entry["numbers"])
                if entry["part"] in ("gate", "threshold"):
                    listed.setdefault(norm, []).append((entry["id"], entry["part"], entry["numbers"], entry.get("mark")))
                if entry["id"] in ("water_quota", "eco_share_reference"):      # limits that stand in a table of their own
                    listed.setdefault(norm, []).append((", ".join(entry["decides"]), entry["part"], entry["numbers"], entry.get("mark")))
    return found, listed


def main():
    folder, binary = arguments()
    data = list(rows(folder))
    if not data:
        sys.exit(f"no figures in {folder}")
    found, listed = numbers_of_norms(binary)
    os.makedirs(OUT, exist_ok=True)
    text = ["# 真实场所落在哪里 · Where real premises fall", "",
            "由 `Scripts/premises.py` 写出，勿手改。每张图是累计分布：竖线是规范里的限值，曲线与它相交处是能达到的份额。数据来自公开的建筑能耗披露（新加坡 BCA、美国各城市和 CBECS、卡尔加里），",
            "逐年逐栋计，不是深圳的：深圳公布的只有平均值，列在各节里。明显的填报差错（超出各节写明的范围）不计。先要核实的原文见 [open-questions.md](open-questions.md)。", "",
            "Written by `Scripts/premises.py`; do not edit. Each chart is a cumulative distribution: a vertical line is a limit of the norms, and where a curve crosses it is the share that meets it. The figures are public disclosures",
            "(Singapore BCA, cities of the US and CBECS, Calgary), one a building and year, and not Shenzhen's: Shenzhen publishes means only, given where they exist. Evident slips (outside the range each part names) are left out. What must be read first is in [open-questions.md](open-questions.md).", ""]
    means = {
        "hotel-energy": "深圳 2020 年监测平均用电 112.0 kWh/m²（疫情年）；汕头 2022 年用电 115.67 kWh/m²、天然气 5.576 m³/m²，合计 176 kWh/m²，高于每一个约束值。· Shenzhen's monitored hotels of 2020: 112.0 kWh/m² of power; Shantou 2022: 115.67 kWh/m² and 5.576 m³/m² of gas, 176 kWh/m² in all, above every constraint value.",
        "mall-energy": "深圳 2020 年商场平均用电 168.9 kWh/m²，即 47.7 kgce/m²：什么都不做也得满分。· Shenzhen's malls of 2020: 168.9 kWh/m² of power, 47.7 kgce/m², full points without doing anything.",
        "own-renewables": "另：新加坡 291 个零售建筑里 15 个（5.2 %）有光伏，432 家酒店里没有。· Besides, 15 of 291 Singapore retail buildings (5.2 %) have solar power and none of 432 hotels.",
        "supermarket-energy": "DB31/T 552-2017 的 105、75 kgce/m² 用于 5000 m² 及以上的大型综合超市，本规范用于各种大小的超市。· The 105 and 75 kgce/m² of DB31/T 552-2017 are meant for hypermarkets of 5000 m² and more; the norm takes them for supermarkets of every size.",
        "restaurant-energy": "DB31/T 552-2017 的 150 kgce/m² 用于 1500 m² 及以上的餐饮店，本规范用于各种大小的餐厅。· The 150 kgce/m² of DB31/T 552-2017 is meant for restaurants of 1500 m² and more; the norm takes it for restaurants of every size.",
        "scenic-buildings": "深圳 2020 年文化教育建筑平均用电 71.7 kWh/m²。· Shenzhen's culture and education buildings of 2020: 71.7 kWh/m².",
    }
    for name, zh, en, unit, less, (low, high), groups, limits in FIGURES:
        for norm, key, label, limit, written in limits:
            if written is not None and not any(written in number for number in found.get((norm, key), [])):
                sys.exit(f"{norm} {key}: the norm no longer says {written}; it says {found.get((norm, key))}")
        measured, left_out = [], 0
        for label, test, measure in groups:
            values = [measure(row) for row in data if test(row)]
            values = [value for value in values if value is not None]
            kept = sorted(value for value in values if low <= value <= high)
            left_out += len(values) - len(kept)
            if kept:
                measured.append((label, kept, len(values) - len(kept)))
        chart(name, zh, en, unit, less, measured, limits)
        text += [f"## {zh}", "", f"{en}.", "", f"![{en}]({name}.svg)", ""]
        if name in means:
            text += [means[name], ""]
        text += ["| | n | 不计 left out | p5 | p25 | p50 | p75 | p95 |", "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
        for label, values, dropped in measured:
            text.append(f"| {label} | {len(values)} | {dropped} | " + " | ".join(short(percentile(values, p)) for p in (5, 25, 50, 75, 95)) + " |")
        text += ["", f"单位 {unit}，只计 {low} 到 {high}。· In {unit}; only {low} to {high} counts.", "",
                 "| 限值 limit | | " + " | ".join(label for label, _, _ in measured) + " |", "| --- | ---: | " + " | ".join("---:" for _ in measured) + " |"]
        for _, _, label, limit, _ in limits:
            text.append(f"| {label} | {'≤' if less else '≥'} {limit} | " + " | ".join(f"{passing(values, limit, less):.1f} %" for _, values, _ in measured) + " |")
        text.append("")
    covered = {(norm, key) for figure in FIGURES for norm, key, *_ in figure[7]} | {("hotel", "G7"), ("hotel", "E1"), ("restaurant", "E4"), ("scenic-spot", "E3"), ("scenic-spot", "E5"), ("scenic-spot", "E2"), ("supermarket", "E3"), ("supermarket", "E6"), ("restaurant", "E1"), ("supermarket", "O2")}
    text += ["## 没有真实数据的限值 · Limits without real figures", "",
             "下列门槛和分档含有数，但公开数据里没有对应的量（泄漏率、流量、占比、次数等），只能试点后再看。· These gates and bands hold numbers for which the public figures have no counterpart (leak rates, flows, shares, counts); only trials will tell.", ""]
    for norm, entries in listed.items():
        parts = [f"{id} ({', '.join(numbers)}; {mark or '–'})" for id, part, numbers, mark in entries if (norm, id) not in covered]
        text += [f"**{norm}**: " + "; ".join(parts) + ".", ""]
    with open(os.path.join(OUT, "README.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(text).rstrip() + "\n")


main()
