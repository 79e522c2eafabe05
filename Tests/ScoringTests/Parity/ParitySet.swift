import Foundation
import Parallel
import Snapshot
import Testing

@testable import Scoring

/// One set of inputs with the reference's outputs, unpacked from `../shared/parity`.
struct ParitySet {
  let input: String
  let expected: String

  /// When the reference was run.
  static let now: Int64 = 1_784_160_000_000

  /// The set of 235,060 ratings; nil, with a message, where the shared data are absent.
  static let small = ParitySet(named: "small")
  /// The set of 1,192,716 ratings, likewise.
  static let medium = ParitySet(named: "medium")

  private init?(named name: String) {
    let manager = FileManager.default
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../shared/parity/\(name)").standardizedFileURL
    guard manager.fileExists(atPath: source.appending(path: "input.tar.xz").path) else {
      print("Skipped: \(name) parity data are not beside the project (../shared/parity/\(name)).")
      return nil
    }
    let folder = manager.temporaryDirectory.appending(
      path: "commonground-parity-\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    do {
      for archive in ["input", "expected"] {
        let target = folder.appending(path: archive)
        try manager.createDirectory(at: target, withIntermediateDirectories: true)
        let tar = try Process.run(
          URL(filePath: "/usr/bin/env"),
          arguments: [
            "tar", "-xJf", source.appending(path: "\(archive).tar.xz").path, "-C", target.path,
          ])
        tar.waitUntilExit()
        guard tar.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
      }
    } catch {
      Issue.record("\(name) parity data could not be unpacked: \(error)")
      return nil
    }
    input = folder.appending(path: "input").path
    expected = folder.appending(path: "expected/expected").path
  }

  func table(_ name: String) throws -> TSVTable { try TSVTable(path: "\(expected)/\(name)") }
}

/// The snapshot of a parity set with the reference's clusters and topics, prepared for a model.
struct ParityScoring {
  let snapshot: Snapshot
  let clusters: RaterClusters
  let topics: NoteTopics
  let ratings: RatingStore
  let data: ScoringData

  init(_ parity: ParitySet) throws {
    snapshot = try SnapshotReader().read(folder: parity.input).snapshot
    clusters = try RaterClusters(
      parity.table("rater_clusters.tsv"), participants: snapshot.participants)
    topics = try NoteTopics(parity.table("scored_notes.tsv"), noteIDs: snapshot.noteIDs)
    let notes = try PreparedNotes(snapshot)
    ratings = RatingStore(snapshot.ratings, notes: notes)
    data = ScoringData(
      notes: notes, history: snapshot.history,
      enrollment: Enrollment(snapshot.enrollment, participants: snapshot.participants.count),
      topics: topics, workers: .all, seed: 1, onStage: { _ in })
  }

  var prescoringRatings: RatingStore {
    ratings.droppingCoordinatedRatings(clusters, notes: data.notes)
  }
  var finalRatings: RatingStore {
    ratings.droppingCoordinatedRatings(clusters.restrictedToFinalScoring, notes: data.notes)
  }
  var suspects: SuspectRaters {
    SuspectRaters(
      highVolume: ratings.highVolumeRaters(participants: snapshot.participants.count),
      correlated: clusters.restrictedToFinalScoring.correlatedRaters(
        participants: snapshot.participants.count))
  }
}
