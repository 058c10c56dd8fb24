/// Scenes of one file, one after the other.
protocol SceneStream: AnyObject {
    /// Reads the next scene into `scene`; false at the end.
    func next(into scene: inout SceneInput) -> Bool
    /// Rows read and left out on purpose: by the filter of a column map, and rows without any content.
    var rowsFiltered: Int { get }
    var rowsBlank: Int { get }
}

extension SceneStream {
    var rowsFiltered: Int { 0 }
    var rowsBlank: Int { 0 }
}
