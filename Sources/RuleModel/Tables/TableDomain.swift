/// The values a table column can take, cut where any row's test changes its answer.
struct TableDomain: Sendable {
    /// One stretch of the domain on which every row answers alike.
    struct Piece: Sendable {
        /// A value of the stretch, as a person would write it.
        var example: String
        /// Rows whose test holds here.
        var rows: RowSet
    }

    var pieces: [Piece]

    /// What a cell's test admits.
    enum Region: Sendable, Equatable {
        case all
        case intervals([Interval])
        case indexes(Set<Int>)
        /// Not known while checking: depends on other values.
        case opaque
    }

    /// Options, by their names.
    init(options: [String], regions: [Region]) {
        var sets = Array(repeating: RowSet(), count: options.count)
        for (row, region) in regions.enumerated() {
            switch region {
            case .all: for index in options.indices { sets[index].insert(row) }
            case .indexes(let set): for index in set where index < options.count { sets[index].insert(row) }
            case .intervals, .opaque: break
            }
        }
        pieces = zip(options, sets).map { Piece(example: $0, rows: $1) }
    }

    /// Numbers of `interval`; `describe` writes a value.
    ///
    /// Stretches are looked at in ascending order with the rows that hold on the way, so that the work grows with the number of
    /// ends that rows have, not with rows times stretches.
    init(interval: Interval, regions: [Region], describe: (Rational) -> String) {
        let examples = TableDomain.examples(interval, regions)
        var starting: [[Int]] = Array(repeating: [], count: examples.count + 1)
        var ending = starting
        var rows = RowSet()
        for (row, region) in regions.enumerated() {
            switch region {
            case .all: rows.insert(row)
            case .intervals(let list):
                for stretch in TableDomain.stretches(list, examples) {
                    starting[stretch.lowerBound].append(row)
                    ending[stretch.upperBound].append(row)
                }
            case .indexes, .opaque: break
            }
        }
        pieces = examples.indices.map { index in
            for row in ending[index] { rows.remove(row) }
            for row in starting[index] { rows.insert(row) }
            return Piece(example: describe(examples[index]), rows: rows)
        }
    }

    /// One value of each stretch between ends of rows, ascending.
    private static func examples(_ interval: Interval, _ regions: [Region]) -> [Rational] {
        var cuts: Set<Rational> = []
        for case .intervals(let list) in regions {
            for one in list {
                if let low = one.low { cuts.insert(low.value) }
                if let high = one.high { cuts.insert(high.value) }
            }
        }
        let sorted = cuts.filter { interval.contains($0) }.sorted()
        var stretches: [Interval] = []
        var previous: Interval.Bound? = interval.low.map { .init($0.value, included: $0.included) }
        for cut in sorted {
            stretches.append(Interval(low: previous, high: .init(cut, included: false), places: interval.places))
            stretches.append(Interval(low: .init(cut), high: .init(cut), places: interval.places))
            previous = .init(cut, included: false)
        }
        stretches.append(Interval(low: previous, high: interval.high, places: interval.places))
        return stretches.compactMap { stretch in
            guard !stretch.isEmpty, let example = TableDomain.example(stretch), stretch.contains(example) else {
                return nil
            }
            return example
        }
    }

    /// The stretches, by position of their examples, on which one of `list` holds: disjoint and ascending.
    private static func stretches(_ list: [Interval], _ examples: [Rational]) -> [Range<Int>] {
        func first(_ holds: (Rational) -> Bool) -> Int {
            var (low, high) = (0, examples.count)
            while low < high {
                let middle = (low + high) / 2
                if holds(examples[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let ranges = list.compactMap { one -> Range<Int>? in
            let start = one.low.map { end in first { $0 > end.value || (end.included && $0 == end.value) } } ?? 0
            let end = one.high.map { end in first { $0 > end.value || (!end.included && $0 == end.value) } }
            let after = end ?? examples.count
            return start < after ? start..<after : nil
        }
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// A value inside, as round as it gets: an included end, else the middle, else one beyond the only end.
    private static func example(_ stretch: Interval) -> Rational? {
        if let low = stretch.low, low.included { return low.value }
        if let high = stretch.high, high.included { return high.value }
        switch (stretch.low, stretch.high) {
        case (let low?, let high?): return (low.value + high.value) / Rational(2)
        case (let low?, nil): return low.value + .one
        case (nil, let high?): return high.value - .one
        case (nil, nil): return .zero
        }
    }
}
