import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("How often a rater says “incorrect”")
struct IncorrectTagCountTests {
  private func counts(_ tags: [[RatingTag]], inScope: Int? = nil) throws -> TagCounts {
    var community = SnapshotBuilder()
    for (index, tags) in tags.enumerated() {
      community.note(Int64(index + 1))
      community.rate(Int64(index + 1), by: "rater", .notHelpful, tags)
    }
    let given = try community.prepared()
    var scope = given.everything
    if let inScope { for note in inScope..<scope.notes.count { scope.notes[note] = false } }
    return given.store.incorrectTagCounts(in: scope)[try given.person("rater")]
  }

  @Test("is a share of the ratings with any not-helpful tag")
  func share() throws {
    let counts = try counts([
      [.notHelpfulIncorrect], [.notHelpfulIncorrect, .notHelpfulOther], [.notHelpfulOutdated], [],
    ])
    #expect(counts == TagCounts(incorrect: 2, tagged: 3))
  }

  @Test("does not count ratings with helpful tags alone")
  func helpfulTags() throws {
    #expect(try counts([[.helpfulClear]]) == TagCounts(incorrect: 0, tagged: 0))
  }

  @Test("looks at ratings in scope alone")
  func scope() throws {
    let counts = try counts([[.notHelpfulIncorrect], [.notHelpfulIncorrect]], inScope: 1)
    #expect(counts == TagCounts(incorrect: 1, tagged: 1))
  }
}
