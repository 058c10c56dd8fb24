/// Gives registers memory: one that is read for the last time makes room for later ones.
struct RegisterAllocation {
    private let steps: [ColumnStep]
    private let lanes: [ColumnLane]
    private let kept: Set<Int32>

    init(_ steps: [ColumnStep], lanes: [ColumnLane], kept: Set<Int32>) {
        self.steps = steps
        self.lanes = lanes
        self.kept = kept
    }

    /// Sets the offset of every register that a step writes; gives the bytes needed.
    func assign(_ places: inout [ColumnPlan.Place]) -> Int {
        let last = lastUses()
        var free: [ColumnLane: [Int]] = [:]
        var placed = Array(repeating: false, count: places.count)
        var dying: [Int: [Int32]] = [:]
        for (register, use) in last.enumerated() where use >= 0 && use < steps.count && !kept.contains(Int32(register))
        {
            dying[use, default: []].append(Int32(register))
        }
        var size = 0
        for (index, step) in steps.enumerated() {
            for register in step.writes where !placed[Int(register)] {
                guard case .arena = places[Int(register)] else { continue }
                placed[Int(register)] = true
                let lane = lanes[Int(register)]
                if let offset = free[lane]?.popLast() {
                    places[Int(register)] = .arena(offset)
                } else {
                    places[Int(register)] = .arena(size)
                    size += ColumnMemory.rounded(lane.bytes(rows: ColumnBatch.block))
                }
            }
            for register in dying[index] ?? [] {
                guard placed[Int(register)], case .arena(let offset) = places[Int(register)] else { continue }
                free[lanes[Int(register)], default: []].append(offset)
            }
        }
        return size
    }

    /// By register: the last step that reads or writes it, or -1. What is used inside a loop and written before lasts to its end.
    private func lastUses() -> [Int] {
        var first = Array(repeating: Int.max, count: lanes.count)
        var last = Array(repeating: -1, count: lanes.count)
        var loops: [(start: Int, end: Int)] = []
        for (index, step) in steps.enumerated() {
            loops.removeAll { index >= $0.end }
            if step.kind == .loop { loops.append((index, Int(step.b))) }
            for register in step.writes + step.reads {
                first[Int(register)] = min(first[Int(register)], index)
                let outer = loops.first { first[Int(register)] <= $0.start }
                last[Int(register)] = max(last[Int(register)], outer.map { $0.end - 1 } ?? index)
            }
        }
        return last
    }
}
