import Foundation
import Simulation
import Snapshot
import Testing

@Suite("A simulated snapshot on disk")
struct RoundTripTests {
  @Test("reads back as it was written")
  func roundTrip() throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "commonground-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    let snapshot = try smallCommunity().snapshot()
    let folder = try OutputFolder(path: place.path())
    try SnapshotWriter().write(snapshot, to: folder)
    try folder.commit()
    let (read, report) = try SnapshotReader().read(folder: place.path())
    #expect(report.missing.isEmpty)
    for (one, other) in zip(fingerprint(snapshot), fingerprint(read)) { #expect(one == other) }
  }
}
