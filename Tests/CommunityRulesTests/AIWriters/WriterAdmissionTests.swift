import NoteModel
import Testing

@testable import CommunityRules

@Suite("Admission of AI writers")
struct WriterAdmissionTests {
  private let rule = WriterAdmission()

  /// Notes 1, 2, … of which the first ones have what is counted.
  private static func notes(
    _ count: Int = 50, high: Int = 15, low: Int = 15, links: Int = 48, harmless: Int = 49
  ) -> [TestNote] {
    (0..<count).map { index in
      TestNote(
        id: NoteID(Int64(index + 1)), createdAt: Int64(index + 1),
        result: TestResult(
          linksWork: index < links,
          claimOpinion: index < high ? .high : index < high + low ? .low : .medium,
          harassmentAbuse: index < harmless ? .high : .medium))
    }
  }

  @Test("takes a window that just meets every criterion")
  func bounds() {
    let progress = rule.progress(Self.notes())
    #expect(progress.isEligible)
    #expect(progress.counts.map(\.bound) == [15, 15, 48, 49])
    #expect(progress.counts.map(\.has) == [15, 15, 48, 49])
  }

  @Test(
    "refuses a window that misses one criterion by one note",
    arguments: [
      (14, 15, 48, 49, WriterAdmission.Criterion.highClaimOpinion),
      (15, 16, 48, 49, .lowClaimOpinion), (15, 15, 47, 49, .highURLValidity),
      (15, 15, 48, 48, .highHarassmentAbuse),
    ])
  func oneShort(
    high: Int, low: Int, links: Int, harmless: Int, missed: WriterAdmission.Criterion
  ) {
    let progress = rule.progress(
      Self.notes(high: high, low: low, links: links, harmless: harmless))
    #expect(!progress.isEligible)
    #expect(progress.counts.filter { !$0.isMet }.map(\.criterion) == [missed])
  }

  @Test("wants 50 notes, all evaluated")
  func full() {
    #expect(!rule.progress(Self.notes(49, high: 49, low: 0, links: 49)).isEligible)
    var notes = Self.notes(high: 50, low: 0, links: 50, harmless: 50)
    #expect(rule.progress(notes).isEligible)
    notes[20].result = nil
    let progress = rule.progress(notes)
    #expect(!progress.isEligible)
    #expect(progress.written == 50 && progress.evaluated == 49)
  }

  @Test("looks at the newest by id, in whatever order they come")
  func newest() {
    // Given 50 good notes after 30 bad ones
    let bad = Self.notes(30, high: 0, low: 30, links: 0, harmless: 0)
    let good = Self.notes(high: 50, low: 0, links: 50, harmless: 50).map { note in
      TestNote(id: NoteID(note.id.rawValue + 30), createdAt: note.createdAt, result: note.result)
    }

    // Then
    #expect(rule.progress((bad + good).reversed()).isEligible)
    #expect(!rule.progress(bad + good.dropLast(2)).isEligible)
  }

  @Test("must be earned with new notes once it was lost")
  func earnedAgain() {
    let notes = Self.notes(high: 50, low: 0)
    #expect(rule.progress(notes, earnedOutAt: 0).isEligible)
    #expect(rule.progress(notes, earnedOutAt: 1).written == 49)
    #expect(!rule.progress(notes, earnedOutAt: 50).isEligible)
  }

  @Test("tells what a judgement changes, and nothing else")
  func events() {
    let met = rule.progress(Self.notes())
    let missed = rule.progress([])
    #expect(
      WriterState.allCases.map { rule.event(for: $0, met) }
        == [nil, .metCriteria, nil, nil, .metCriteria, nil])
    #expect(
      WriterState.allCases.map { rule.event(for: $0, missed) }
        == [nil, nil, .missedCriteria, nil, nil, nil])
  }

  @Test("draws among the eligible alone, the same from the same seed")
  func draw() {
    var writers: [ParticipantID: WriterState] = [:]
    for index in 0..<60 {
      let state = WriterState.allCases[index % WriterState.allCases.count]
      writers[ParticipantID(rawValue: "writer-\(index)")] = state
    }
    let drawn = WriterAdmission.drawn(from: writers, places: 4, seed: 7)
    #expect(drawn.count == 4 && Set(drawn).count == 4)
    #expect(drawn.allSatisfy { writers[$0] == .eligible })
    #expect(WriterAdmission.drawn(from: writers, places: 4, seed: 7) == drawn)
    #expect(WriterAdmission.drawn(from: writers, places: 4, seed: 8) != drawn)
    #expect(WriterAdmission.drawn(from: writers, places: 99, seed: 7).count == 10)
  }

  @Test("names results as clients read them")
  func outcomes() {
    let result = TestResult(linksWork: false, claimOpinion: .medium, harassmentAbuse: .high)
    #expect(
      result.outcomes.map { "\($0.evaluator.rawValue) \($0.bucket.rawValue)" } == [
        "UrlValidity Low", "ClaimOpinion Medium", "HarassmentAbuse High",
      ])
  }
}
