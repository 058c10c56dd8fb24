import Diagnostics
import Foundation
import LowCarbonRules
import SceneData

/// Takes scored blocks in the order of the files, writes what came of them and keeps count of how far it has come.
final class ResultKeeper {
    private let setting: ScoreSetting
    private let sink: any ResultSink
    private let file: OutputFile?
    private let errors: OutputFile?
    /// Seconds between two notes of the position.
    private let interval: Double
    private var lastNote = ContinuousClock.now
    private(set) var position: RunPosition?
    private(set) var summary = RunSummary()
    private(set) var table = TableRows()
    /// Scenes that are done, for the progress bar.
    var count: Int { summary.scenes }

    /// Begins anew, or goes on at `position` where it says that something is done.
    ///
    /// - Parameter identity: nil if the run cannot be resumed.
    init(
        _ setting: ScoreSetting, identity: RunPosition.Identity?, resuming earlier: RunPosition?, interval: Double
    ) throws(OutputFailure) {
        self.setting = setting
        self.interval = interval
        if let output = setting.output {
            let file = try OutputFile(path: output, resumingAt: earlier?.output)
            self.file = file
            sink = file
        } else {
            file = nil
            sink = StandardOutput()
        }
        errors = try setting.errors.map { (path) throws(OutputFailure) in
            try OutputFile(path: path, resumingAt: earlier?.errors)
        }
        if let earlier {
            position = earlier
            summary = earlier.summary
            return
        }
        position = identity.map { RunPosition(identity: $0) }
        if let output = setting.output { unlink(RunPosition.path(for: output)) }
        try begin()
    }

    private func begin() throws(OutputFailure) {
        let header = setting.formatter.header
        try write(header, to: sink, named: setting.output)
        if let errors, let path = setting.errors {
            try write(ErrorFormatter(path: path, setting.language).header, to: errors, named: path)
        }
        position?.output = file?.length ?? 0
        position?.errors = errors?.length ?? 0
    }

    private func write(_ bytes: [UInt8], to sink: any ResultSink, named path: String?) throws(OutputFailure) {
        guard !bytes.isEmpty else { return }
        var packed: [UInt8] = []
        if let kind = path.flatMap({ CompressionKind(fileName: $0) }) {
            _ = bytes.withUnsafeBufferPointer { BlockCompressor(kind).compress($0, into: &packed) }
        } else {
            packed = bytes
        }
        try packed.withUnsafeBufferPointer { (bytes) throws(OutputFailure) in try sink.write(bytes) }
    }

    /// True while rows of the table are still wanted.
    var wantsRows: Bool { table.rows.count < TableResults.most }

    /// Takes the next block of file number `input`.
    func accept(_ scored: ScoredBlock, input: Int) throws(OutputFailure) {
        if scored.packed.isEmpty {
            try scored.output.withBytes { (bytes) throws(OutputFailure) in
                if !bytes.isEmpty { try sink.write(bytes) }
            }
        } else {
            try scored.packed.withUnsafeBufferPointer { (bytes) throws(OutputFailure) in try sink.write(bytes) }
        }
        if let errors {
            do throws(OutputFailure) {
                if scored.packedErrors.isEmpty {
                    try scored.errors.withBytes { (bytes) throws(OutputFailure) in
                        if !bytes.isEmpty { try errors.write(bytes) }
                    }
                } else {
                    try scored.packedErrors.withUnsafeBufferPointer { (bytes) throws(OutputFailure) in
                        try errors.write(bytes)
                    }
                }
            } catch {
                // The rows whose errors could not be told do not count as written.
                if let position { file?.cut(to: position.output) }
                throw error
            }
        }
        summary.add(scored.summary)
        TableResults.join(scored.table, to: &table)
        guard position != nil else { return }
        position?.input = input
        position?.offset = scored.next.offset
        position?.row = scored.next.row
        position?.line = scored.next.line
        position?.output = file?.length ?? 0
        position?.errors = errors?.length ?? 0
        let now = ContinuousClock.now
        if now - lastNote >= .seconds(interval) {
            try note()
            lastNote = ContinuousClock.now
        }
    }

    /// Writes down how far the run has come, once what is written is safe.
    func note() throws(OutputFailure) {
        guard var position, let output = setting.output else { return }
        try file?.synchronize()
        try errors?.synchronize()
        position.summary = summary
        try position.write(for: output)
    }

    /// Gives the files their names.
    func finish() throws(OutputFailure) {
        try errors?.finish()
        try file?.finish()
        if let output = setting.output {
            unlink(RunPosition.path(for: output))
            // Left where the disk was too full for a note.
            unlink(RunPosition.path(for: output) + OutputFile.ending)
        }
    }
}
