/// The written form of a unit as symbols with exponents, so that `kWh/a` times `kgCO2e/kWh` reads `kgCO2e/a`.
struct UnitText: CustomStringConvertible {
    private var factors: [(symbol: String, exponent: Int)] = []

    init(_ text: String) {
        var sign = 1
        var symbol = ""
        func close(_ factors: inout [(symbol: String, exponent: Int)]) {
            let parts = symbol.split(separator: "^")
            if let name = parts.first, name != "1" {
                factors.append((String(name), sign * (parts.count > 1 ? Int(parts[1]) ?? 1 : 1)))
            }
            symbol = ""
        }
        for character in text {
            switch character {
            case ".": close(&factors)
            case "/":
                close(&factors)
                sign = -1
            case "(", ")": break
            default: symbol.append(character)
            }
        }
        close(&factors)
    }

    func multiplied(by other: UnitText, inverse: Bool) -> UnitText {
        var result = self
        for (symbol, exponent) in other.factors {
            let signed = inverse ? -exponent : exponent
            if let index = result.factors.firstIndex(where: { $0.symbol == symbol }) {
                result.factors[index].exponent += signed
            } else {
                result.factors.append((symbol, signed))
            }
        }
        result.factors.removeAll { $0.exponent == 0 }
        return result
    }

    func without(_ symbol: String) -> UnitText {
        var result = self
        result.factors.removeAll { $0.symbol == symbol }
        return result
    }

    var description: String {
        func join(_ factors: [(symbol: String, exponent: Int)]) -> String {
            factors.map { abs($0.exponent) == 1 ? $0.symbol : "\($0.symbol)^\(abs($0.exponent))" }.joined(
                separator: ".")
        }
        let above = factors.filter { $0.exponent > 0 }
        let below = factors.filter { $0.exponent < 0 }
        let top = above.isEmpty ? "1" : join(above)
        if below.isEmpty { return top }
        return top + "/" + (below.count == 1 ? join(below) : "(\(join(below)))")
    }
}
