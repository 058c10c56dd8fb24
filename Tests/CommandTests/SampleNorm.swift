import EngineHarness

/// A norm small enough to be seen at once.
enum SampleNorm {
    static let shop = """
        norm: shop
        title: {zh: 小店, en: Shop}
        version: "1"
        status: draft
        effective: 2026-01-01..2030-12-31
        source: {mark: proposed}
        inputs:
          area: {name: {zh: 面积}, unit: m2, range: "[1..1000]"}
        sections:
          energy:
            points: 10
            criteria:
              E1: {points: 10, met: area <= 500}
        grades:
          good: {from: 5}
          plain: {from: 0}
        multiplier:
          within: "[1..1.5]"
          valid: P1Y
        \(NormParts.ungraded)
          base: |
            | grade | multiplier |
            | good  | 1.2        |
            | plain | 1          |

        """
}
