import CommunityRules
import NoteModel
import Testing

@testable import Storage

@Suite("The store keeps posts, notes and ratings")
struct ContributionTests {
  @Test("as they were given")
  func roundTrip() async throws {
    // Given
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let bob = try await fixture.contributor("Bob")
    let post = Post(
      id: PostID(7), url: "https://example.org/7", authorKey: "u/3",
      card: Post.Card(title: "A “title”", text: "text\nof it", imageURL: "https://a.org/i.png"),
      media: Post.Media(images: 1, links: 2), attention: Post.Attention(views: 9, reactions: 2),
      publishedAt: 5, addedAt: 6)
    let note = Note(
      id: NoteID(70), postID: PostID(7), author: ann, createdAt: 10, classification: .notMisleading,
      answers: [.notMisleadingOther, .isMediaNote], summary: "A\ttab; DROP TABLE note; --'")
    let rating = Rating(
      noteID: NoteID(70), rater: bob, createdAt: 12, answer: .somewhatHelpful,
      tags: [.helpfulClear, .notHelpfulNoteNotNeeded], ratedOn: PostID(7),
      source: .populationSampled)

    // When
    try await fixture.store.write { store throws in
      try store.insert(post)
      try store.insert(note)
      try store.put(rating)
    }

    // Then
    try await fixture.store.read { store throws in
      #expect(try store.post(PostID(7)) == post)
      #expect(try store.post(url: post.url) == post)
      #expect(try store.note(NoteID(70)) == note)
      #expect(try store.rating(of: NoteID(70), by: bob) == rating)
      #expect(try store.ratings(of: NoteID(70)) == [rating])
      #expect(try store.ratingCounts(of: [NoteID(70), NoteID(71)]) == [NoteID(70): 1])
      #expect(try store.ratedNotes(by: bob) == [NoteID(70)])
      #expect(try store.rating(of: NoteID(70), by: ann) == nil)
    }
  }

  @Test("with one rating a rater: a second takes the place of the first")
  func secondRating() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.post(1)
    try await fixture.note(10, on: 1, by: ann)
    for (answer, tag) in [
      (Helpfulness.helpful, RatingTag.helpfulClear), (.notHelpful, .notHelpfulOther),
    ] {
      try await fixture.store.write { store throws in
        try store.put(
          Rating(
            noteID: NoteID(10), rater: ann, createdAt: 1, answer: answer, tags: [tag],
            ratedOn: PostID(1)))
      }
    }
    try await fixture.store.read { store throws in
      #expect(try store.ratingCount() == 1)
      #expect(try store.rating(of: NoteID(10), by: ann)?.answer == .notHelpful)
    }
    try await fixture.store.write { try $0.deleteRating(of: NoteID(10), by: ann) }
    #expect(try await fixture.store.read { try $0.ratingCount() } == 0)
  }

  @Test("and forgets the words of a deleted note, not the note")
  func deletion() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.post(1)
    try await fixture.note(10, on: 1, by: ann, text: "Zeppelins burn.")
    #expect(try await fixture.store.read { try $0.search("zeppelin", limit: 9) } == [NoteID(10)])
    try await fixture.store.write { try $0.deleteNote(NoteID(10), at: 99) }
    try await fixture.store.read { store throws in
      let note = try #require(try store.note(NoteID(10)))
      #expect(note.deletedAt == 99 && note.summary.isEmpty && !note.isPresent)
      #expect(try store.search("zeppelin", limit: 9).isEmpty)
      #expect(try !store.hasNote(by: ann, on: PostID(1)))
      #expect(try store.noteTimes(by: ann, since: 0).count == 1, "limits count it all the same")
      var scored: [NoteID] = []
      try store.forEachNote { scored.append($0.id) }
      #expect(scored.isEmpty)
    }
  }

  @Test("and finds notes by words of theirs or of their post's title, whatever is typed")
  func search() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.post(1, title: "Große Brücke gesperrt")
    try await fixture.post(2)
    try await fixture.note(10, on: 1, by: ann, text: "It was a drill.")
    try await fixture.note(20, on: 2, by: ann, text: "The bridge stands.")
    try await fixture.store.read { store throws in
      #expect(try store.search("brucke", limit: 9) == [NoteID(10)])
      #expect(try store.search("BRIDGE stan", limit: 9) == [NoteID(20)])
      for odd in ["", "\"", "a OR b", "NEAR(", "*", "summary:drill", "'; --", "🦆"] {
        _ = try store.search(odd, limit: 9)
      }
    }
  }

  @Test("and lists posts by their newest note and by what is helpful, page by page")
  func timelines() async throws {
    // Given notes 10…14 on posts 1, 2, 1, 3, 2
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    for post in [1, 2, 3] as [Int64] { try await fixture.post(post) }
    for (index, post) in ([1, 2, 1, 3, 2] as [Int64]).enumerated() {
      try await fixture.note(10 + Int64(index), on: post, by: ann)
    }
    try await fixture.store.write { store throws in
      for (note, since) in [(11, 5), (12, 7), (13, 7)] as [(Int64, Int64)] {
        var status = StatusRecord(
          noteID: NoteID(note), author: ann, noteCreatedAt: StoreFixture.start)
        status.status = .helpful
        status.helpfulSince = since
        try store.put(status)
      }
    }

    // Then
    try await fixture.store.read { store throws in
      let newest = try store.postsByNewestNote(before: nil, limit: 2)
      #expect(newest.map(\.note.rawValue) == [14, 13])
      let rest = try store.postsByNewestNote(before: NoteID(13), limit: 9)
      #expect(rest.map(\.post.rawValue) == [1])
      let helpful = try store.postsByHelpfulNote(before: nil, limit: 2)
      #expect(helpful.map(\.note.rawValue) == [13, 12])
      let last = try store.postsByHelpfulNote(before: (7, NoteID(12)), limit: 9)
      #expect(last.map(\.note.rawValue) == [11])
    }
  }

  @Test("and refuses a rating of a note, or by a contributor, that is not there")
  func foreignKeys() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    await #expect(throws: (any Error).self) {
      try await fixture.store.write { store throws in
        try store.put(
          Rating(
            noteID: NoteID(1), rater: ann, createdAt: 1, answer: .helpful, tags: [],
            ratedOn: PostID(1)))
      }
    }
    await #expect(throws: StoreError.noContributor(ParticipantID(rawValue: "nobody"))) {
      try await fixture.store.write { store throws in
        try store.put(
          Rating(
            noteID: NoteID(1), rater: ParticipantID(rawValue: "nobody"), createdAt: 1,
            answer: .helpful, tags: [], ratedOn: PostID(1)))
      }
    }
  }
}
