import Diagnostics
import LowCarbonRules
import PointsConversion

extension LoadedNorm {
    /// SHA-256 over the norm and all files it imports, each with its name and length; the same wherever the files stand.
    public var contentDigest: String {
        var all: [UInt8] = []
        for file in sources.files {
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            all += Array("\(name) \(file.bytes.count)\n".utf8) + file.bytes
        }
        return SHA256.hex(all)
    }
}
