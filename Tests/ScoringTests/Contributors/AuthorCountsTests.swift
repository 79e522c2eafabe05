import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Author counts")
struct AuthorCountsTests {
  @Test("an author's notes are counted by status, with the ratings they received")
  func counts() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", .helpful, ratings: 10)
    community.note(2, by: "ann", .notHelpful, ratings: 20)
    community.note(3, by: "ann", .notHelpful, ratings: 30)
    community.note(4, by: "ann", .needsMoreRatings, ratings: 40)
    community.note(5, by: "bob", .helpful, ratings: 50)
    community.note(6, by: "bob", nil, ratings: 60)
    let counts = try community.inputs().authorCounts()
    #expect(
      counts == [
        AuthorCounts(
          notes: NoteTotals(helpful: 1, notHelpful: 2, needsMoreRatings: 1), ratingsReceived: 100),
        AuthorCounts(notes: NoteTotals(helpful: 1), ratingsReceived: 50),
      ])
  }

  @Test("under a limit decided notes come first, then the newest")
  func limit() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann", .notHelpful, ratings: 1)
    community.note(2, by: "ann", .notHelpful, ratings: 2)
    community.note(3, by: "ann", .helpful, ratings: 4)
    community.note(4, by: "ann", .needsMoreRatings, ratings: 8)
    community.note(5, by: "ann", .needsMoreRatings, ratings: 16)
    #expect(try community.inputs().authorCounts(limit: 2)[0].ratingsReceived == 2 + 4)
    #expect(try community.inputs().authorCounts(limit: 4)[0].ratingsReceived == 1 + 2 + 4 + 16)
  }

  @Test("only notes after the author's moment count, and the limit is of those")
  func since() throws {
    var community = ContributorCommunity()
    for id in 1...4 as ClosedRange<Int64> {
      community.note(
        id, by: "ann", id == 4 ? .helpful : .notHelpful,
        at: ContributorCommunity.start + (id == 4 ? 0 : id))
    }
    let counts = try community.inputs()
      .authorCounts(limit: 2, since: [ContributorCommunity.start + 1])
    #expect(counts[0].notes == NoteTotals(notHelpful: 2))
  }
}

@Suite("Totals of recent notes")
struct RecentNoteTotalsTests {
  private let newest = ContributorCommunity.start

  private func community(_ status: NoteStatus, at created: Int64, ratings: Int) throws
    -> ContributorInputs
  {
    var community = ContributorCommunity()
    community.note(1, by: "ann", status, at: created)
    community.note(2, by: "zoe", at: newest)
    for rater in 0..<ratings { community.rate(1, by: "rater \(rater)", .helpful) }
    return try community.inputs()
  }

  @Test(
    "14 days take decided notes with a rating, and others with ten",
    arguments: [
      (NoteStatus.helpful, 1, NoteTotals(helpful: 1)),
      (.notHelpful, 1, NoteTotals(notHelpful: 1)),
      (.helpful, 0, NoteTotals()),
      (.needsMoreRatings, 9, NoteTotals()),
      (.needsMoreRatings, 10, NoteTotals(needsMoreRatings: 1)),
    ])
  func fourteenDays(status: NoteStatus, ratings: Int, expected: NoteTotals) throws {
    let inputs = try community(status, at: newest, ratings: ratings)
    #expect(inputs.noteTotals14Days()[0] == expected)
  }

  @Test("90 days take every note, rated or not", arguments: NoteStatus.final)
  func ninetyDays(status: NoteStatus) throws {
    let inputs = try community(status, at: newest, ratings: 0)
    #expect(inputs.noteTotals90Days()[0].all == 1)
  }

  @Test("days are counted back from the newest note, the last moment excluded")
  func window() throws {
    let inside14 = try community(.helpful, at: newest - 14 * Millis.day + 1, ratings: 1)
    #expect(inside14.noteTotals14Days()[0].helpful == 1)
    let outside14 = try community(.helpful, at: newest - 14 * Millis.day, ratings: 1)
    #expect(outside14.noteTotals14Days()[0].helpful == 0)
    #expect(outside14.noteTotals90Days()[0].helpful == 1)
    let outside90 = try community(.helpful, at: newest - 90 * Millis.day, ratings: 1)
    #expect(outside90.noteTotals90Days()[0].helpful == 0)
  }

  @Test("a community without notes has none")
  func empty() throws {
    var community = ContributorCommunity()
    community.add("ann")
    #expect(try community.inputs().noteTotals14Days() == [NoteTotals()])
  }
}

extension NoteStatus {
  /// Statuses that a community's decision can have.
  fileprivate static let final: [NoteStatus] = [.helpful, .notHelpful, .needsMoreRatings]
}
