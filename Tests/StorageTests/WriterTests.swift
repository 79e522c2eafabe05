import CommunityRules
import NoteModel
import Testing

@testable import Storage

@Suite("The store keeps AI note writers")
struct WriterTests {
  private static func testNote(
    _ id: Int64, by writer: ParticipantID, on post: Int64, at: Int64 = StoreFixture.start
  ) -> StoredTestNote {
    StoredTestNote(
      id: NoteID(id), writer: writer, postID: PostID(post), createdAt: at,
      classification: .misleading, answers: [.misleadingFactualError, .trustworthySources],
      text: "Words of \(id).")
  }

  private static let good = TestResult(
    linksWork: true, claimOpinion: .medium, harassmentAbuse: .high)

  @Test("as they were given")
  func roundTrip() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    let enrolled = EnrolledWriter(participant: ann, enrolledAt: 5, termsAgreedAt: 4)
    try await fixture.store.write { try $0.insert(enrolled) }
    #expect(try await fixture.store.read { try $0.writer(ann) } == enrolled)
    var writer = enrolled
    writer.eligibleSince = 6
    writer.admittedAt = 7
    writer.warnedAt = 8
    writer.earnedOutAt = 9
    writer.testsCountFrom = 10
    let changed = writer
    try await fixture.store.write { try $0.update(changed) }
    #expect(try await fixture.store.read { try $0.writers() } == [changed])
  }

  @Test("and their test notes apart from notes")
  func testNotesApart() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.post(1)
    let note = Self.testNote(10, by: ann, on: 1)
    try await fixture.store.write { try $0.insert(note) }
    try await fixture.store.read { store throws in
      #expect(try store.testNote(NoteID(10)) == note)
      #expect(try store.testNote(by: ann, on: PostID(1)) == note)
      #expect(try store.noteCount() == 0)
      #expect(try store.notes(on: PostID(1)).isEmpty)
      #expect(try store.search("words", limit: 9).isEmpty)
      #expect(try store.writtenCount(by: ann) == 0)
      var statuses = 0
      try store.forEachStatus { _ in statuses += 1 }
      #expect(statuses == 0)
    }
  }

  @Test("with one test note a post, again once it is deleted")
  func onePerPost() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.post(1)
    try await fixture.store.write { try $0.insert(Self.testNote(10, by: ann, on: 1)) }
    await #expect(throws: (any Error).self) {
      try await fixture.store.write { try $0.insert(Self.testNote(11, by: ann, on: 1)) }
    }
    try await fixture.store.write { store throws in
      try store.deleteTestNote(NoteID(10), at: 99)
      try store.insert(Self.testNote(11, by: ann, on: 1))
    }
    let listed = try await fixture.store.read { try $0.testNotes(by: ann, before: nil, limit: 9) }
    #expect(listed.map(\.id) == [NoteID(11)])
    let counted = try await fixture.store.read { try $0.testNotes(by: ann, since: 0, limit: 9) }
    #expect(counted.map(\.id) == [NoteID(11), NoteID(10)])
  }

  @Test("and a test note waits until it is evaluated, once")
  func evaluation() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    for post in 1...3 as ClosedRange<Int64> { try await fixture.post(post) }
    try await fixture.store.write { store throws in
      for id in 1...3 as ClosedRange<Int64> {
        try store.insert(Self.testNote(id * 10, by: ann, on: id))
      }
      try store.evaluate(NoteID(20), Self.good, at: 50)
      // A second evaluation, of another process, changes nothing.
      try store.evaluate(
        NoteID(20),
        TestResult(linksWork: false, claimOpinion: .low, harassmentAbuse: .low), at: 51)
    }
    try await fixture.store.read { store throws in
      let waiting = try store.unevaluatedTestNotes(limit: 9)
      #expect(waiting.map(\.id) == [NoteID(10), NoteID(30)])
      #expect(try store.testNote(NoteID(20))?.result == Self.good)
      #expect(try store.testNote(NoteID(20))?.evaluatedAt == 50)
    }
  }

  @Test("and forgets the words of a deleted test note as soon as they are evaluated")
  func deletion() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    try await fixture.post(1)
    try await fixture.store.write { store throws in
      try store.insert(Self.testNote(10, by: ann, on: 1))
      try store.deleteTestNote(NoteID(10), at: 60)
    }
    #expect(try await fixture.store.read { try $0.testNote(NoteID(10))?.text } == "Words of 10.")
    try await fixture.store.write { try $0.evaluate(NoteID(10), Self.good, at: 61) }
    #expect(try await fixture.store.read { try $0.testNote(NoteID(10))?.text } == "")
    #expect(try await fixture.store.read { try $0.testNote(NoteID(10))?.result } == Self.good)
  }

  @Test("and counts live notes with their statuses, deleted ones among them")
  func writtenNotes() async throws {
    let fixture = try StoreFixture()
    let ann = try await fixture.contributor("Ann")
    for id in 1...4 as ClosedRange<Int64> {
      try await fixture.post(id)
      try await fixture.note(id * 10, on: id, by: ann, after: id)
    }
    try await fixture.store.write { store throws in
      var status = StatusRecord(
        noteID: NoteID(20), author: ann, noteCreatedAt: StoreFixture.start + 2)
      status.status = .helpful
      status.ratingCount = 12
      try store.put(status)
      try store.deleteNote(NoteID(30), at: 99)
    }
    try await fixture.store.read { store throws in
      let latest = try store.writtenNotes(by: ann, latest: 2, since: .max)
      #expect(latest.map(\.id) == [NoteID(40), NoteID(30)])
      let since = try store.writtenNotes(by: ann, latest: 1, since: StoreFixture.start + 2)
      #expect(since.map(\.id) == [NoteID(40), NoteID(30), NoteID(20)])
      #expect(since.last?.status == .helpful)
      #expect(since.last?.ratingCount == 12)
      #expect(since.first?.status == .needsMoreRatings)
      #expect(try store.writtenCount(by: ann) == 4)
      let present = try store.presentNotes(by: ann, before: nil, limit: 9)
      #expect(present.map(\.id) == [NoteID(40), NoteID(20), NoteID(10)])
    }
  }
}
