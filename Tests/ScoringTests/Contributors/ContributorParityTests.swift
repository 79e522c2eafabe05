import Snapshot
import Testing

@testable import Scoring

@Suite("Contributor scores equal the reference's")
struct ContributorParityTests {
  @Test(
    "on the small set, in every cell",
    .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
  func small() throws {
    try expectEqual(ParitySet.small.get())
  }

  @Test(
    "on the medium set, in every cell",
    .enabled(if: ParitySet.isUsable, "\(ParitySet.absence)"))
  func medium() throws {
    try expectEqual(ParitySet.medium.get())
  }

  private func expectEqual(_ parity: ParitySet) throws {
    let tables = try ContributorParity(parity)
    #expect(tables.ours.columns == tables.expected.columns)
    #expect(tables.ours.rowCount == tables.expected.rowCount)
    for column in tables.expected.columns {
      #expect(try tables.differences(column) == 0, "\(column) differs")
    }
  }
}
