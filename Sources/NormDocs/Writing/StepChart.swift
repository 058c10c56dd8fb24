import Diagnostics

/// A small drawing of points over a value: steps for bands, a line for interpolations. To scale where all places are numbers,
/// else with the places at equal distances.
struct StepChart {
    /// A place on the axis with the text under it; nil: no number, drawn at equal distances.
    struct Place {
        var at: Double?
        var label: String
    }
    /// One level between two places; nil: without end.
    struct Level {
        var from: Int?
        var to: Int?
        var points: Double
        var label: String
        var includesFrom = false
        var includesTo = false
    }

    enum Shape {
        /// Levels from left to right.
        case steps([Level])
        /// Points and their text at each place.
        case line([(points: Double, label: String)])
    }

    var places: [Place]
    var shape: Shape
    /// What the axis is of, with its unit.
    var axis: String
    var title: String
    var description: String
    /// Prefix of the ids inside.
    var id: String

    private static let width = 340.0
    private static let height = 150.0
    private static let left = 34.0
    private static let right = 326.0
    private static let top = 14.0
    private static let bottom = 100.0

    var html: HTML? {
        guard !places.isEmpty, places.count <= 8 else { return nil }
        let xs = positions()
        let highest = levels.map(\.points).max() ?? 0
        let lowest = min(levels.map(\.points).min() ?? 0, 0)
        guard highest > lowest else { return nil }
        func y(_ points: Double) -> Double {
            StepChart.bottom - (points - lowest) / (highest - lowest) * (StepChart.bottom - StepChart.top)
        }
        var parts: [HTML] = [
            .tag("title", ["id": id + "-title"], text: title), .tag("desc", ["id": id + "-desc"], text: description),
        ]
        var shown: [Double] = []
        for level in levels.sorted(by: { $0.points > $1.points }) {
            let place = y(level.points)
            parts.append(rule(StepChart.left, place, StepChart.right, place, "grid"))
            guard shown.allSatisfy({ abs($0 - place) >= 11 }) else { continue }
            shown.append(place)
            parts.append(text(level.label, StepChart.left - 5, place + 4, "end"))
        }
        parts.append(rule(StepChart.left, StepChart.bottom, StepChart.right, StepChart.bottom, "axis"))
        parts += axisLabels(xs)
        switch shape {
        case .steps(let levels): parts += steps(levels, xs, y)
        case .line(let anchors): parts += line(anchors.map(\.points), xs, y)
        }
        parts.append(text(axis, StepChart.right, StepChart.height - 4, "end", "caption"))
        return .tag(
            "svg",
            [
                "class": "chart", "viewBox": "0 0 \(Int(StepChart.width)) \(Int(StepChart.height))", "role": "img",
                "aria-labelledby": "\(id)-title \(id)-desc",
            ], parts)
    }

    private var levels: [(points: Double, label: String)] {
        switch shape {
        case .steps(let levels): levels.map { ($0.points, $0.label) }
        case .line(let anchors): anchors
        }
    }

    private func positions() -> [Double] {
        let values = places.compactMap(\.at)
        let span = StepChart.right - StepChart.left
        guard values.count == places.count, let low = values.min(), let high = values.max() else {
            return places.indices.map { StepChart.left + span * Double($0 + 1) / Double(places.count + 1) }
        }
        let margin = high > low ? (high - low) * 0.35 : max(abs(high) * 0.5, 1)
        let from = low >= 0 ? max(low - margin, 0) : low - margin
        return values.map { StepChart.left + ($0 - from) / (high + margin - from) * span }
    }

    /// Texts under the axis, on two lines where they would run into each other.
    private func axisLabels(_ xs: [Double]) -> [HTML] {
        var ends = [-1.0, -1.0]
        return places.indices.flatMap { index -> [HTML] in
            let half = StepChart.textWidth(places[index].label) / 2
            let x = min(max(xs[index], half + 1), StepChart.width - half - 1)
            let line = ends[0] <= x - half ? 0 : ends[1] <= x - half ? 1 : nil
            let tick = rule(xs[index], StepChart.bottom, xs[index], StepChart.bottom + 4, "axis")
            guard let line else { return [tick] }
            ends[line] = x + half + 6
            return [tick, text(places[index].label, x, StepChart.bottom + 16 + Double(line) * 13, "middle")]
        }
    }

    private func steps(_ levels: [Level], _ xs: [Double], _ y: (Double) -> Double) -> [HTML] {
        var parts: [HTML] = []
        var path = ""
        for level in levels {
            let from = level.from.map { xs[$0] } ?? StepChart.left
            let to = level.to.map { xs[$0] } ?? StepChart.right
            let place = StepChart.short(y(level.points))
            path += "\(path.isEmpty ? "M" : "L")\(StepChart.short(from)) \(place)L\(StepChart.short(to)) \(place)"
        }
        parts.append(.tag("path", ["class": "line", "d": path]))
        for level in levels {
            for (place, isIncluded) in [(level.from, level.includesFrom), (level.to, level.includesTo)] where isIncluded
            {
                if let place { parts.append(dot(xs[place], y(level.points))) }
            }
        }
        return parts
    }

    private func line(_ points: [Double], _ xs: [Double], _ y: (Double) -> Double) -> [HTML] {
        let pairs = zip(xs, points).sorted { $0.0 < $1.0 }
        guard let first = pairs.first, let last = pairs.last else { return [] }
        let all = [(StepChart.left, first.1)] + pairs + [(StepChart.right, last.1)]
        let path = all.enumerated().map { index, pair in
            "\(index == 0 ? "M" : "L")\(StepChart.short(pair.0)) \(StepChart.short(y(pair.1)))"
        }.joined()
        return [.tag("path", ["class": "line", "d": path])] + pairs.map { dot($0.0, y($0.1)) }
    }

    private func dot(_ x: Double, _ y: Double) -> HTML {
        .tag("circle", ["class": "dot", "cx": StepChart.short(x), "cy": StepChart.short(y), "r": "3.5"])
    }

    private func rule(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String) -> HTML {
        .tag(
            "line",
            [
                "class": kind, "x1": StepChart.short(x1), "y1": StepChart.short(y1), "x2": StepChart.short(x2),
                "y2": StepChart.short(y2),
            ])
    }

    private func text(_ text: String, _ x: Double, _ y: Double, _ anchor: String, _ kind: String? = nil) -> HTML {
        .tag(
            "text", ["class": kind, "x": StepChart.short(x), "y": StepChart.short(y), "text-anchor": anchor],
            .text(text))
    }

    /// A tenth of a unit is finer than a screen.
    private static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0
            ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// About how wide a text is at the size of the labels.
    private static func textWidth(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 11 : 6.2) }
    }
}
