import Diagnostics
import ExactNumbers
import RuleProgram

/// A column map made ready for the inputs of one norm.
public struct BoundColumnMap: Sendable {
    public let map: ColumnMap
    let rules: [BoundRule]
    let constants: [BoundConstant]

    struct BoundRule: Sendable {
        var input: Int
        var rule: ColumnMap.Rule
        /// Input value = cell × this.
        var factor: Ratio
        /// The same for a cell that ends in `%`; nil if the input takes no percentage.
        var percentFactor: Ratio?
        var isNumber: Bool
        var scale: Int
        /// Decimals that stand for no value.
        var missingNumbers: [ExactDecimal]
        /// Answers by cell text; an empty answer: not answered.
        var values: [String: String]
    }

    struct BoundConstant: Sendable {
        var input: Int
        var answer: String
    }

    /// A fraction in lowest terms.
    struct Ratio: Sendable, Equatable {
        var numerator: Int128
        var denominator: Int128

        init?(_ numerator: Int128, _ denominator: Int128) {
            guard numerator > 0, denominator > 0 else { return nil }
            var (a, b) = (numerator, denominator)
            while b != 0 { (a, b) = (b, a % b) }
            self.numerator = numerator / a
            self.denominator = denominator / a
        }

        private init() {
            numerator = 1
            denominator = 1
        }

        static let one = Ratio()
    }
}

extension ColumnMap {
    /// The exact factor from one unit to another; nil if they do not convert.
    public typealias Conversion = (_ from: String, _ to: String) -> (numerator: Int128, denominator: Int128)?

    /// Binds the map to the inputs of a norm.
    ///
    /// - Parameters:
    ///   - schema: the inputs that the columns stand for.
    ///   - norm: both names of the norm, to compare with the map's own; nil to take any.
    ///   - conversion: the unit registry's exact factor between two units.
    ///   - bag: takes the findings.
    /// - Returns: nil if `bag` holds an error, from reading the map or from binding it.
    public func bind(
        to schema: InputSchema, norm: SchemaOption? = nil, conversion: Conversion, into bag: inout DiagnosticBag
    ) -> BoundColumnMap? {
        var binder = ColumnMapBinder(map: self, schema: schema)
        let bound = binder.bind(norm: norm, conversion: conversion)
        bag.add(contentsOf: binder.findings)
        return bag.hasErrors ? nil : bound
    }
}
