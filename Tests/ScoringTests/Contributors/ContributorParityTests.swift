import Snapshot
import Testing

@testable import Scoring

@Suite("Contributor scores equal the reference's")
struct ContributorParityTests {
  @Test(
    "on the small set, in every cell",
    .enabled(if: ParitySet.small != nil, "../shared/parity/small is absent"))
  func small() throws {
    try expectEqual(#require(ParitySet.small))
  }

  @Test(
    "on the medium set, in every cell",
    .enabled(if: ParitySet.medium != nil, "../shared/parity/medium is absent"))
  func medium() throws {
    try expectEqual(#require(ParitySet.medium))
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
