import Factorization
import NoteModel
import Parallel
import Snapshot
import Testing

@testable import Scoring

@Suite("Verifying published statuses")
struct VerificationTests {
  private static let scored = Result {
    let snapshot = try StateCommunity.make().snapshot
    return try score(snapshot, ScoringOptions(seed: 5, workers: Workers(threads: 2)))
  }

  /// What the run itself would publish.
  private static func published(_ result: ScoredSnapshot) -> [PublishedStatuses.Note] {
    result.verdicts.indices.map {
      PublishedStatuses.Note(
        id: result.notes.noteIDs[$0], status: result.verdicts[$0].status,
        decidedBy: result.verdicts[$0].decidedBy?.name)
    }
  }

  @Test("finds no difference in a run's own statuses")
  func same() throws {
    let result = try Self.scored.get()
    let notes = Self.published(result)
    let verification = Verification(
      PublishedStatuses(notes, decidedAt: nil, source: "here"), result)
    #expect(verification.compared == notes.count)
    #expect(verification.differing == 0)
    #expect(verification.onlyPublished == 0 && verification.onlyRecomputed == 0)
    #expect(verification.counts.reduce(0) { $0 + $1.notes } == notes.count)
    #expect(verification.counts.allSatisfy { $0.published == $0.recomputed })
  }

  @Test("names notes published otherwise, the nearest to a threshold first")
  func differences() throws {
    let result = try Self.scored.get()
    var notes = Self.published(result)
    let changed = notes.indices.filter { notes[$0].status == .notHelpful }.prefix(5)
    #expect(changed.count == 5)
    for index in changed { notes[index].status = .helpful }
    let verification = Verification(
      PublishedStatuses(notes, decidedAt: nil, source: "here"), result)
    #expect(
      Set(verification.differences.map(\.noteID)) == Set(changed.map { String(notes[$0].id) }))
    #expect(
      verification.differences.allSatisfy {
        $0.published == "CURRENTLY_RATED_HELPFUL" && $0.recomputed == "CURRENTLY_RATED_NOT_HELPFUL"
      })
    let distances = verification.differences.map { $0.margin?.distance ?? .infinity }
    #expect(distances == distances.sorted())
    let margin = try #require(verification.differences.first?.margin)
    #expect(margin.distance == abs(margin.limit - margin.intercept))
  }

  @Test("measures a note's margin in the model that decided it")
  func marginOfDecider() throws {
    let result = try Self.scored.get()
    let core = try #require(result.models.core)
    var decidedByCore = 0
    for (note, verdict) in result.verdicts.enumerated() where verdict.decidedBy == .coreModel {
      guard core.isScored[note], !core.parameters[note].intercept.isNaN else { continue }
      let margin = try #require(result.margin(note))
      #expect(margin.model == "Core")
      #expect(margin.intercept == core.parameters[note].intercept)
      decidedByCore += 1
    }
    #expect(decidedByCore > 20)
  }

  @Test("counts notes that only one side has")
  func oneSided() throws {
    let result = try Self.scored.get()
    var notes = Self.published(result)
    notes.removeFirst(3)
    notes.append(PublishedStatuses.Note(id: 1, status: .helpful, decidedBy: nil))
    let verification = Verification(
      PublishedStatuses(notes, decidedAt: nil, source: "here"), result)
    #expect(verification.onlyPublished == 1)
    #expect(verification.onlyRecomputed == 3)
  }

  @Test("reads statuses and the moment from scored notes")
  func scoredNotes() throws {
    let text = """
      noteId\tfinalRatingStatus\tdecidedBy\ttimestampMillisOfCurrentStatus
      9\tCURRENTLY_RATED_HELPFUL\tCoreModel (v1.1)\t1700.0
      3\tNEEDS_MORE_RATINGS\t\t1700.0

      """
    let table = try TSVTable(file: "scored_notes.tsv", bytes: Array(text.utf8))
    let published = try PublishedStatuses(scoredNotes: table)
    #expect(published.decidedAt == 1700)
    #expect(published.notes.map(\.id) == [3, 9])
    #expect(published.notes[1].decidedBy == "CoreModel (v1.1)")
  }

  @Test("refuses a status that is none")
  func badStatus() throws {
    let text = "noteId\tcurrentStatus\tcurrentDecidedBy\n9\tLIKED\t\n"
    let table = try TSVTable(file: "history.tsv", bytes: Array(text.utf8))
    #expect(throws: TableError.self) { try PublishedStatuses(statusHistory: table) }
  }
}
