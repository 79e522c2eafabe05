import NoteModel
import Snapshot
import Testing

@testable import Scoring

@Suite("Authors' top not-helpful tags")
struct AuthorTopTagsTests {
  /// Two ratings of a new note of ann's, with the same tags.
  private func add(_ tags: [RatingTag], to community: inout ContributorCommunity, note: Int64) {
    community.note(note, by: "ann")
    community.rate(note, by: "bob", .notHelpful, tags: tags)
    community.rate(note, by: "cid", .notHelpful, tags: tags)
  }

  private func topTags(_ notes: [[RatingTag]]) throws -> TopTags? {
    var community = ContributorCommunity()
    for (index, tags) in notes.enumerated() { add(tags, to: &community, note: Int64(index)) }
    return try community.inputs().authorTopTags()[community.person("ann")]
  }

  @Test("come from notes that have two tags given twice")
  func oneNote() throws {
    let tags = try topTags([[.notHelpfulOffTopic, .notHelpfulOutdated]])
    #expect(tags == TopTags(first: .notHelpfulOutdated, second: .notHelpfulOffTopic))
  }

  @Test("are missing where notes have one tag given twice")
  func oneTag() throws {
    #expect(try topTags([[.notHelpfulOffTopic]]) == nil)
  }

  @Test("are missing where tags are given once")
  func oneRating() throws {
    var community = ContributorCommunity()
    community.note(1, by: "ann")
    community.rate(1, by: "bob", .notHelpful, tags: [.notHelpfulOffTopic, .notHelpfulOutdated])
    community.rate(1, by: "cid", .notHelpful, tags: [.notHelpfulOther, .notHelpfulIncorrect])
    #expect(try community.inputs().authorTopTags()[0] == nil)
  }

  @Test("leave helpful tags out")
  func helpfulTags() throws {
    #expect(try topTags([[.helpfulClear, .helpfulInformative, .notHelpfulOther]]) == nil)
  }

  @Test("rank by number of notes, not of ratings")
  func byNotes() throws {
    var community = ContributorCommunity()
    add([.notHelpfulOther, .notHelpfulIrrelevantSources], to: &community, note: 1)
    add([.notHelpfulOther, .notHelpfulIrrelevantSources], to: &community, note: 2)
    community.note(3, by: "ann")
    for rater in 0..<9 {
      community.rate(
        3, by: "rater \(rater)", .notHelpful, tags: [.notHelpfulOutdated, .notHelpfulIncorrect])
    }
    let tags = try community.inputs().authorTopTags()[community.person("ann")]
    #expect(tags == TopTags(first: .notHelpfulIrrelevantSources, second: .notHelpfulOther))
  }

  @Test("take two of each note only")
  func twoOfANote() throws {
    let three: [RatingTag] = [
      .notHelpfulOutdated, .notHelpfulHardToUnderstand, .notHelpfulIrrelevantSources,
    ]
    let tags = try topTags([
      three, three, [.notHelpfulIrrelevantSources, .notHelpfulOther],
    ])
    #expect(tags == TopTags(first: .notHelpfulOutdated, second: .notHelpfulHardToUnderstand))
  }

  @Test("print as positions among the not-helpful tags")
  func text() {
    #expect(TopTags(first: .notHelpfulNoteNotNeeded, second: .notHelpfulOther).text == "12,0")
  }
}

@Suite("Emerging writers")
struct EmergingWritersTests {
  private func isEmerging(_ notes: [(intercept: Float, recent: Int32)]) throws -> Bool {
    var community = ContributorCommunity()
    for (index, note) in notes.enumerated() {
      community.note(Int64(index), by: "ann", recent: note.recent, intercept: note.intercept)
    }
    community.add("zoe")
    let flags = try community.inputs().emergingWriters()
    #expect(!flags[1], "who writes nothing does not emerge")
    return flags[0]
  }

  @Test("have a mean core intercept above 0.3 and ten ratings in 28 days")
  func emerging() throws {
    #expect(try isEmerging([(0.4, 6), (0.25, 4)]))
  }

  @Test("need more than the least mean")
  func leastMean() throws {
    #expect(try isEmerging([(0.62, 10), (0, 0)]))
    #expect(try !isEmerging([(0.59, 10), (0, 0)]))
  }

  @Test("need ten recent ratings over all notes")
  func recentRatings() throws {
    #expect(try !isEmerging([(0.9, 5), (0.9, 4)]))
  }

  @Test("have every note counted, also those without intercept")
  func missingIntercept() throws {
    #expect(try !isEmerging([(0.5, 10), (.nan, 0)]))
  }
}
