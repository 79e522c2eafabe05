import Foundation
import Testing

@testable import Snapshot

/// Reads public files of 2021 and 2022 where they are at hand beside the project.
@Suite("Real public data in older layouts")
struct ReadingRealDataTests {
  /// `../shared` beside the project, or where the environment says.
  static let folder =
    (ProcessInfo.processInfo.environment["SHARED_DATA"]
      ?? FileManager.default.currentDirectoryPath + "/../shared") + "/real"
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  @Test(
    "the layout of March 2021 reads as the plain reader does",
    .enabled(if: isThere, "../shared/real is not there"))
  func birdwatch() throws {
    let folder = Self.folder + "/birdwatch-2021"
    let (snapshot, report) = try SnapshotReader().read(folder: folder)

    #expect(report.missing == [.noteStatusHistory, .userEnrollment, .noteRequests])
    #expect(snapshot.notes.count == 4880)
    #expect(snapshot.ratings.count == 13_559)
    #expect(snapshot.noteRows() == Oracle.notes(try text("birdwatch-2021/notes-00000.tsv")))
    #expect(snapshot.ratingRows() == Oracle.ratings(try text("birdwatch-2021/ratings-00000.tsv")))
  }

  @Test(
    "history and enrollment of 2022 read as the plain reader does",
    .enabled(if: isThere, "../shared/real is not there"))
  func layouts2022() throws {
    let history = try text("history-2022/noteStatusHistory-00000.tsv")
    let enrollment = try text("enrollment-2022/userEnrollment-00000.tsv")

    let snapshot = try SnapshotReader().read(
      files: Sample.files([
        "noteStatusHistory-00000.tsv": Array(history.utf8),
        "userEnrollment-00000.tsv": Array(enrollment.utf8),
      ])
    ).snapshot

    #expect(snapshot.historyRows() == Oracle.history(history))
    #expect(snapshot.enrollmentRows() == Oracle.enrollment(enrollment))
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: Self.folder + "/" + file, encoding: .utf8)
  }
}
