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
        pieces = options.indices.map { index in
            var rows = RowSet(count: regions.count)
            for (row, region) in regions.enumerated() {
                switch region {
                case .all: rows.insert(row)
                case .indexes(let set): if set.contains(index) { rows.insert(row) }
                case .intervals, .opaque: break
                }
            }
            return Piece(example: options[index], rows: rows)
        }
    }

    /// Numbers of `interval`; `describe` writes a value.
    init(interval: Interval, regions: [Region], describe: (Rational) -> String) {
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
        pieces = stretches.compactMap { stretch in
            guard !stretch.isEmpty, let example = TableDomain.example(stretch), stretch.contains(example) else {
                return nil
            }
            var rows = RowSet(count: regions.count)
            for (row, region) in regions.enumerated() {
                switch region {
                case .all: rows.insert(row)
                case .intervals(let list): if list.contains(where: { $0.contains(example) }) { rows.insert(row) }
                case .indexes, .opaque: break
                }
            }
            return Piece(example: describe(example), rows: rows)
        }
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

/// A set of row numbers.
struct RowSet: Sendable, Hashable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: max(1, (count + 63) / 64)) }

    mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

    func intersection(_ other: RowSet) -> RowSet {
        var result = self
        for index in words.indices { result.words[index] &= other.words[index] }
        return result
    }

    mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// In ascending order.
    var rows: [Int] {
        words.indices.flatMap { word in (0..<64).filter { words[word] & (1 << UInt64($0)) != 0 }.map { word * 64 + $0 }
        }
    }

    func contains(_ row: Int) -> Bool { words[row / 64] & (1 << UInt64(row % 64)) != 0 }
}
