import Diagnostics
import ExactNumbers
import Foundation
import SceneData

@testable import LowCarbonServer

/// The example scenes as JSON.
enum Scenes {
    static func read(_ norm: String, _ name: String) throws -> ReadScene {
        let file = ServiceHarness.package.appendingPathComponent("scenes/\(norm)/\(name).yaml")
        let query = try SceneQuery("", language: .en, today: CalendarDay(number: 20_700))
        return try SceneDesk(catalogue: ServiceHarness.catalogue).read(
            [UInt8](try Data(contentsOf: file)), .yaml, norm: norm, query)
    }

    static func json(_ norm: String, _ name: String) throws -> String {
        let scene = try read(norm, name)
        return try String(decoding: FormScene.json(FormScene.form(scene), scene.version), as: UTF8.self)
    }
}
