import Foundation
import Parallel
import Snapshot

@testable import Scoring

/// One set of inputs with the reference's outputs, from `../shared/parity`, in memory.
struct ParitySet: Sendable {
  let snapshot: Snapshot
  let scoredNotes: TSVTable
  let auxiliary: TSVTable
  let history: TSVTable
  let clusters: TSVTable
  let noteParameters: TSVTable
  let raterParameters: TSVTable
  let meta: [String: GoldenMeta]

  /// When the reference was run.
  static let now: Int64 = 1_784_160_000_000

  /// Why suites that need the set are skipped without it.
  static let absence = """
    Skipped: they need ../shared/parity/small beside the project, and an optimised build \
    (make test CONFIGURATION=release).
    """

  /// Whether the set is there and can be scored in reasonable time.
  static var isUsable: Bool {
    isOptimizedBuild && FileManager.default.fileExists(atPath: path("small/input.tar.xz"))
  }

  /// The set of 235,060 ratings, unpacked once for all tests.
  static let small = Result { try ParitySet(named: "small") }

  /// A file below `../shared/parity`.
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../shared/parity/\(name)").standardizedFileURL.path
  }

  private init(named name: String) throws {
    let folder = try ScratchFolder()
    for archive in ["input", "expected"] {
      let tar = try Process.run(
        URL(filePath: "/usr/bin/env"),
        arguments: ["tar", "-xJf", Self.path("\(name)/\(archive).tar.xz"), "-C", folder.path])
      tar.waitUntilExit()
      guard tar.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    }
    // Note texts stay mapped after the folder is gone.
    snapshot = try SnapshotReader().read(folder: folder.path).snapshot
    func table(_ name: String) throws -> TSVTable {
      try TSVTable(path: "\(folder.path)/expected/\(name).tsv")
    }
    scoredNotes = try table("scored_notes")
    auxiliary = try table("aux_note_info")
    history = try table("note_status_history")
    clusters = try table("rater_clusters")
    noteParameters = try table("prescoring_note_params")
    raterParameters = try table("prescoring_rater_params")
    meta = try JSONDecoder().decode(
      [String: GoldenMeta].self,
      from: Data(contentsOf: URL(filePath: "\(folder.path)/expected/prescoring_meta.json")))
  }

  /// The reference's rater clusters and note topics.
  func sideTables() throws -> (clusters: RaterClusters, topics: NoteTopics) {
    (
      try RaterClusters(clusters, participants: snapshot.participants),
      try NoteTopics(scoredNotes, noteIDs: snapshot.noteIDs)
    )
  }
}
