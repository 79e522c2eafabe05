import NoteModel
import Testing

@testable import CommunityRules

@Suite("A note is shown")
struct DisplayTests {
  private static let author = ParticipantID(rawValue: "A")

  private static func note(_ change: (inout Note) -> Void = { _ in }) -> Note {
    var note = Note(
      id: NoteID(1), postID: PostID(1), author: author, createdAt: 1, classification: .misleading,
      answers: [], summary: "")
    change(&note)
    return note
  }

  private static func record(
    _ status: NoteStatus? = .helpful, intercept: Double? = 0.42, core: Double? = nil,
    decidedBy: String = "CoreModel (v1.1)"
  ) -> StatusRecord {
    var record = StatusRecord(noteID: NoteID(1), author: author, noteCreatedAt: 1)
    record.status = status
    record.intercept = intercept
    record.coreIntercept = core
    record.decidedBy = decidedBy
    return record
  }

  private static func hindrance(
    _ note: Note = note(), _ record: StatusRecord? = record(), toContributor: Bool = false,
    measures: [Measure] = [], raters: Int = 50, rule: DisplayRule = DisplayRule()
  ) -> DisplayRule.Hindrance? {
    rule.hindrance(
      to: note, record, toContributor: toContributor, measures: MeasuresInForce(measures),
      ratersWithFactor: raters)
  }

  @Test("when it is helpful, says that the post misleads, and is there")
  func shown() {
    #expect(Self.hindrance() == nil)
    #expect(DisplayRule().isShown(Self.note(), Self.record(), ratersWithFactor: 50))
  }

  @Test("not when it is gone, of the other kind, or without the status")
  func hidden() {
    #expect(Self.hindrance(Self.note { $0.deletedAt = 2 }) == .deleted)
    #expect(Self.hindrance(Self.note { $0.removedAt = 2 }) == .removed)
    #expect(Self.hindrance(Self.note { $0.classification = .notMisleading }) == .notMisleading)
    for status in [nil] + NoteStatus.allCases where status != .helpful {
      #expect(Self.hindrance(Self.note(), Self.record(status)) == .notRatedHelpful)
    }
    #expect(Self.hindrance(Self.note(), nil) == .notRatedHelpful)
  }

  @Test("to contributors alone while display is paused")
  func paused() {
    #expect(Self.hindrance(measures: [.pauseDisplay]) == .displayPaused)
    #expect(Self.hindrance(toContributor: true, measures: [.pauseDisplay]) == nil)
  }

  @Test(
    "with a larger intercept while the threshold is raised",
    arguments: [(0.44, false), (0.45, true), (0.6, true), (nil, false)])
  func raised(intercept: Double?, isShown: Bool) {
    let hindrance = Self.hindrance(
      Self.note(), Self.record(intercept: intercept), measures: [.raiseThreshold(by: 0.05)])
    #expect(hindrance == (isShown ? nil : .belowRaisedThreshold))
  }

  @Test("a little below the threshold while none is raised, as long as it keeps the status")
  func tolerance() {
    #expect(Self.hindrance(Self.note(), Self.record(intercept: 0.395)) == nil)
  }

  @Test("by the core model's intercept where the deciding model has another scale")
  func scale() {
    let gaussian = Self.record(intercept: 0.7, core: 0.42, decidedBy: "GaussianModel (v1.0)")
    #expect(gaussian.comparableIntercept == 0.42)
    #expect(Self.record(intercept: nil, core: 0.43).comparableIntercept == 0.43)
    #expect(Self.record(intercept: 0.41, core: 0.43).comparableIntercept == 0.41)
  }

  @Test("in a young community only in pilot mode, with a label that says so")
  func pilot() {
    var rule = DisplayRule()
    #expect(Self.hindrance(raters: 49, rule: rule) == .communityTooYoung)
    #expect(!rule.pilot.labelsNotes(ratersWithFactor: 49))
    rule.pilot.isOn = true
    #expect(Self.hindrance(raters: 49, rule: rule) == nil)
    #expect(rule.pilot.labelsNotes(ratersWithFactor: 49))
    #expect(!rule.pilot.labelsNotes(ratersWithFactor: 50))
  }

  @Test("only if helpful, misleading and present, whatever the measures and the viewer")
  func anyFacts() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let note = Self.note {
        $0.deletedAt = Bool.random(using: &random) ? 5 : nil
        $0.removedAt = Bool.random(using: &random) ? 5 : nil
        $0.classification = Bool.random(using: &random) ? .misleading : .notMisleading
      }
      let record = Self.record(
        NoteStatus.allCases.randomElement(using: &random),
        intercept: .random(in: 0.3...0.6, using: &random))
      let measures = [
        Measure.raiseThreshold(by: 0.05), .pauseDisplay, .pauseScoring(ofNotesFrom: 0),
      ]
      .filter { _ in .random(using: &random) }
      let toContributor = Bool.random(using: &random)
      if Self.hindrance(note, record, toContributor: toContributor, measures: measures) == nil {
        #expect(note.isPresent && note.classification == .misleading)
        #expect(record.status == .helpful)
        #expect(toContributor || !measures.contains(.pauseDisplay))
      }
    }
  }
}

@Suite("The notes of a post")
struct NoteOrderTests {
  private static func note(
    _ id: Int64, _ status: NoteStatus, _ intercept: Double? = nil, since: Int64? = nil
  ) -> NoteOrder {
    NoteOrder(
      noteID: NoteID(id), createdAt: id * 10, status: status, intercept: intercept,
      helpfulSince: since)
  }

  @Test("stand by status, by intercept where they have one, and newest first where not")
  func page() {
    let notes = [
      Self.note(1, .notHelpful, -0.3), Self.note(2, .needsMoreRatings, 0.3),
      Self.note(3, .needsMoreRatings), Self.note(4, .helpful, 0.41), Self.note(5, .helpful, 0.5),
      Self.note(6, .notHelpful, -0.1), Self.note(7, .helpful),
    ]
    let order = notes.sorted(by: NoteOrder.onPage).map(\.noteID.rawValue)
    #expect(order == [5, 4, 7, 3, 2, 6, 1])
    #expect(notes.reversed().sorted(by: NoteOrder.onPage).map(\.noteID.rawValue) == order)
  }

  @Test("are led by the highest intercept, among equals by the one helpful for longest")
  func lead() {
    let notes = [
      Self.note(1, .helpful, 0.5, since: 90), Self.note(2, .helpful, 0.5, since: 80),
      Self.note(3, .helpful, 0.4, since: 10), Self.note(4, .helpful, 0.5),
    ]
    #expect(notes.sorted(by: NoteOrder.leads).map(\.noteID.rawValue) == [2, 1, 4, 3])
  }

  @Test("take their place from the note and what the last run said of it")
  func facts() {
    var record = StatusRecord(
      noteID: NoteID(1), author: ParticipantID(rawValue: "A"), noteCreatedAt: 10)
    record.status = .helpful
    record.intercept = 0.5
    record.helpfulSince = 7
    let note = Note(
      id: NoteID(1), postID: PostID(1), author: record.author, createdAt: 10,
      classification: .misleading, answers: [], summary: "")
    #expect(NoteOrder(note, record) == Self.note(1, .helpful, 0.5, since: 7))
    #expect(NoteOrder(note, nil) == Self.note(1, .needsMoreRatings))
  }
}
