import NoteModel
import Parallel
import Testing

@testable import NoteEvaluation

@Suite("Learning from rated notes")
struct TrainingTests {
  private static let notes: [RatedNote] = {
    var grammar = GrammarNotes(seed: 11)
    return grammar.notes(3000)
  }()
  private static let model = Result { try EvaluationModel.train(on: notes) }

  private func heldOut(_ model: EvaluationModel?) -> EvaluationReport {
    EvaluationReport(NoteEvaluator(model: model), on: Self.notes)
  }

  @Test("On held-out posts a trained model ranks notes far better than chance")
  func ranksHeldOut() throws {
    let report = heldOut(try Self.model.get())
    #expect(report.notes > 300 && report.notes < 800)
    let claim = try #require(report.claimOpinion.auc)
    let abuse = try #require(report.harassment.auc)
    #expect(claim > 0.9)
    #expect(abuse > 0.9)
    for tag in report.tags { #expect(try #require(tag.auc) > 0.85, "\(tag.name)") }
  }

  @Test("What was learned ranks better than what was set by hand")
  func beatsColdStart() throws {
    let learned = heldOut(try Self.model.get())
    let cold = EvaluationReport(NoteEvaluator(), on: Self.notes, .all)
    #expect(try #require(learned.harassment.auc) > #require(cold.harassment.auc) + 0.1)
  }

  @Test("Predicted probabilities are near what is observed, and better than the share alone")
  func isCalibrated() throws {
    let report = heldOut(try Self.model.get())
    for measured in [report.claimOpinion, report.harassment] {
      #expect(try #require(measured.brier) < 0.7 * #require(measured.brierOfShare))
    }
  }

  @Test("High notes are good more often than medium ones, and these more often than low ones")
  func ordersBuckets() throws {
    let report = heldOut(try Self.model.get())
    let claim = report.claimOpinion.buckets
    #expect(claim.map(\.bucket) == [.high, .medium, .low])
    #expect(claim.allSatisfy { $0.notes > 0 })
    #expect(try #require(claim[0].observed) > #require(claim[2].observed) + 0.5)
    let abuse = report.harassment.buckets
    #expect(try #require(abuse[0].observed) < 0.15)
    #expect(try #require(abuse[2].observed) > 0.6)
  }

  @Test("Ratings that belong to other notes can't be predicted")
  func failsOnShuffledLabels() throws {
    var random = SeededRandom(21)
    var shuffled = Self.notes
    let evidence = shuffled.map(\.evidence).shuffled(using: &random)
    for index in shuffled.indices { shuffled[index].evidence = evidence[index] }
    let model = try EvaluationModel.train(on: shuffled)
    let report = EvaluationReport(NoteEvaluator(model: model), on: shuffled)
    for tag in report.tags {
      #expect(abs(try #require(tag.auc) - 0.5) < 0.12, "\(tag.name)")
    }
  }

  @Test("A model that learned from swapped ratings is worse than chance")
  func failsOnSwappedLabels() throws {
    var swapped = Self.notes
    for index in swapped.indices {
      let isAbuse = swapped[index].evidence.label(.harassmentOrAbuse)
      var evidence = RatingEvidence()
      for _ in 0..<10 {
        evidence.add(isAbuse == false ? RatingTags(.notHelpfulSpamHarassmentOrAbuse) : [])
      }
      if isAbuse != nil { swapped[index].evidence = evidence }
    }
    let report = heldOut(try EvaluationModel.train(on: swapped))
    #expect(try #require(report.harassment.auc) < 0.2)
  }

  @Test("Neither the order of the notes nor the number of threads matters")
  func isDeterministic() throws {
    let some = Array(Self.notes.prefix(500))
    var training = EvaluationModel.Training()
    training.workers = Workers(threads: 1)
    let first = try EvaluationModel.train(on: some, training)
    training.workers = Workers(threads: 3)
    let second = try EvaluationModel.train(on: some.reversed(), training)
    #expect(
      EvaluationModelFormat.checksum(first.encoded())
        == EvaluationModelFormat.checksum(second.encoded()))
  }

  @Test("Another seed holds out other notes")
  func splitsBySeed() {
    let one = DataSplit(seed: 1)
    let two = DataSplit(seed: 2)
    #expect(Self.notes.contains { one.part(of: $0) != two.part(of: $0) })
  }

  @Test("Notes on one post lie in one part, and parts have the sizes they should")
  func splitsByPost() {
    let split = DataSplit(seed: 0)
    var parts: [Int64: Set<DataSplit.Part>] = [:]
    for note in Self.notes { parts[note.postID ?? 0, default: []].insert(split.part(of: note)) }
    #expect(parts.values.allSatisfy { $0.count == 1 })
    let heldOut = Self.notes.count { split.part(of: $0) == .heldOut }
    let heads = Self.notes.count { split.part(of: $0) == .heads }
    #expect(abs(Double(heldOut) / 3000 - 0.2) < 0.05)
    #expect(abs(Double(heads) / 3000 - 0.6) < 0.05)
  }

  @Test("What is held out teaches nothing")
  func ignoresHeldOut() throws {
    let split = DataSplit(seed: 0)
    var changed = Self.notes
    for index in changed.indices where split.part(of: changed[index]) == .heldOut {
      changed[index].note = "Something else \(index)"
    }
    let before = try Self.model.get()
    let after = try EvaluationModel.train(on: changed)
    // Compared as bytes: a difference would print every weight.
    #expect(
      EvaluationModelFormat.checksum(before.encoded())
        == EvaluationModelFormat.checksum(after.encoded()))
  }

  @Test("Notes with the same words teach once")
  func dropsCopies() throws {
    let some = Array(Self.notes.prefix(300))
    // Of the same post, so that they lie in the same part.
    let copies = some.map { note in
      var copy = note
      copy.id += 1_000_000
      return copy
    }
    let isSame = try EvaluationModel.train(on: some) == EvaluationModel.train(on: some + copies)
    #expect(isSame)
  }

  @Test("Without labels there is nothing to learn")
  func needsLabels() {
    let note = RatedNote(
      id: 1, postID: 1, createdAtMillis: 0, note: "x", evidence: RatingEvidence())
    #expect(throws: EvaluationTrainingError.noLabels(notes: 1)) {
      try EvaluationModel.train(on: [note])
    }
  }

  @Test("Of more notes than are learned from, the same are taken in any order")
  func samples() {
    let some = Array(Self.notes.prefix(100))
    let sample = TrainingMaterial.sample(some, atMost: 40)
    #expect(sample.count == 40)
    #expect(sample.map(\.id) == sample.map(\.id).sorted())
    #expect(sample.map(\.id) != some.prefix(40).map(\.id))
  }

  @Test("Where notes were found helpful or not, the second stage learns that")
  func learnsHelpfulness() throws {
    var notes = Self.notes
    for index in notes.indices {
      guard let label = notes[index].addressesClaimByTags else { continue }
      notes[index].intercept = label ? 0.5 : -0.1
    }
    let model = try EvaluationModel.train(on: notes)
    #expect(model.origin.stageLearnsHelpfulness)
    #expect(model.stage.claim > 0 && model.stage.opinion < 0)
    #expect(try !Self.model.get().origin.stageLearnsHelpfulness)
  }
}
