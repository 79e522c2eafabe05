import Testing

@testable import NoteEvaluation

@Suite("From hand-set to learned")
struct HandOverTests {
  private static let notes: [RatedNote] = {
    var grammar = GrammarNotes(seed: 5)
    return grammar.notes(600)
  }()
  private static let model = Result { try EvaluationModel.train(on: notes) }

  private func scores(labels: Int) throws -> [TextScores] {
    var model = try Self.model.get()
    model.claimOpinion.labels = labels
    model.harassment.labels = labels
    let evaluator = NoteEvaluator(model: model)
    return Self.notes.prefix(60).map { evaluator.textScores(post: $0.post, note: $0.note) }
  }

  @Test(
    "The learned share grows from 50 labels to 500",
    arguments: [
      (0, 0.0), (50, 0.0), (51, 1.0 / 450), (275, 0.5), (499, 449.0 / 450), (500, 1.0),
      (9999, 1.0),
    ])
  func grows(labels: Int, expected: Double) {
    #expect(LabelTrust.share(labels: labels) == expected)
  }

  @Test("With few labels a model changes nothing")
  func startsCold() throws {
    let cold = Self.notes.prefix(60).map {
      NoteEvaluator().textScores(post: $0.post, note: $0.note)
    }
    #expect(try scores(labels: 50) == cold)
    #expect(try scores(labels: 500) != cold)
  }

  @Test("No label makes a score jump")
  func isContinuous() throws {
    var largest = 0.0
    var previous = try scores(labels: 49)
    let full = try scores(labels: 500)
    let range = zip(previous, full).map { abs($0.claimOpinion - $1.claimOpinion) }.max() ?? 0
    for labels in 50...500 {
      let next = try scores(labels: labels)
      for (before, after) in zip(previous, next) {
        largest = max(largest, abs(after.claimOpinion - before.claimOpinion))
      }
      previous = next
    }
    #expect(largest > 0 && largest <= range / 450 + 1e-9)
  }

  @Test("Whatever the share, the bucket never falls while the score rises")
  func staysMonotone() throws {
    for labels in [0, 60, 200, 350, 499, 500] {
      let sorted = try scores(labels: labels).sorted { $0.claimOpinion < $1.claimOpinion }
      #expect(
        zip(sorted, sorted.dropFirst()).allSatisfy {
          $0.claimOpinionBucket <= $1.claimOpinionBucket
        })
      let calm = try scores(labels: labels).sorted { $0.harassment > $1.harassment }
      #expect(
        zip(calm, calm.dropFirst()).allSatisfy { $0.harassmentBucket <= $1.harassmentBucket })
    }
  }

  @Test("A model without a calibration counts for nothing, however many labels it has")
  func needsCalibration() throws {
    var model = try Self.model.get()
    model.claimOpinion = LearnedSignal(labels: 9999)
    model.harassment = LearnedSignal(labels: 9999)
    #expect(model.claimOpinionShare == 0 && model.harassmentShare == 0)
    let note = Self.notes[0]
    #expect(
      NoteEvaluator(model: model).textScores(post: note.post, note: note.note)
        == NoteEvaluator().textScores(post: note.post, note: note.note))
  }
}
