/// Parts that norms written out in tests share; each a block of whole lines.
public enum NormParts {
    /// What stands before the inputs.
    public static let head = """
        norm: t
        title: T
        version: "1"
        status: draft
        effective: 2026-07-01..2031-06-30
        rounding: half up
        source: {mark: proposed}
        """

    /// Of a multiplier: scenes without a grade count as they are.
    public static let ungraded = """
          status: |
            | status         | multiplier |
            | not eligible   | 1          |
            | not assessable | 1          |
            | incomplete     | 1          |
            | invalid        | 1          |
        """
}
