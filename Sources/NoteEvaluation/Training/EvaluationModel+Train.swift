import Factorization
import Parallel

extension EvaluationModel {
  /// How to train.
  public struct Training: Sendable {
    /// Decides which notes are held out.
    public var splitSeed: UInt64 = 0
    /// The rules that the site uses; their score is one of the features.
    public var abuseRules = AbuseRules.builtIn
    public var workers = Workers.all

    /// Notes that are learned from: of more, those whose ids come first in a fixed shuffled order are
    /// taken. About 12 kB a note.
    public static let mostNotes = 50_000

    public init() {}
  }

  /// Learns from a community's rated notes: the same notes, in any order and with any number of
  /// workers, give the same model.
  ///
  /// Notes without a label count for nothing, and of notes with the same words only the first. Of too
  /// few labels comes a model all the same: its share in the scores is then small or nothing
  /// (`LabelTrust`), and grows when it is trained again on more.
  public static func train(
    on notes: [RatedNote], _ training: Training = Training()
  ) throws(EvaluationTrainingError) -> EvaluationModel {
    let material = TrainingMaterial(notes, training)
    guard let newest = material.notes.map(\.createdAtMillis).max() else {
      throw .noLabels(notes: notes.count)
    }
    let heads = EvaluationHead.allCases.map { material.head($0, training.workers) }
    let stage = SecondStage(material, heads)
    var model = EvaluationModel(
      origin: Origin(
        notes: material.notes.count, newestNoteMillis: newest, splitSeed: training.splitSeed,
        stageLearnsHelpfulness: stage.learnsHelpfulness),
      heads: heads, stage: stage.stage,
      claimOpinion: LearnedSignal(
        labels: min(
          material.labels(.addressesClaim), material.labels(.opinionSpeculation), stage.labels)),
      harassment: LearnedSignal(labels: material.labels(.harassmentOrAbuse)))
    model.calibrate(on: material)
    return model
  }

  /// Learns curves and bucket limits from the scores that the model gives to notes which its heads have
  /// not seen.
  private mutating func calibrate(on material: TrainingMaterial) {
    // Shares count only with a calibration: scores are taken as if there were one.
    let scored = material.indices(of: .calibration).map { index in
      (index, scores(material.texts[index], trusting: true))
    }
    claimOpinion.calibration = .claimOpinion(
      all: scored.map { $0.1.claimOpinion },
      labelled: scored.compactMap { index, score in
        material.notes[index].claimOpinionLabel(byHelpfulness: origin.stageLearnsHelpfulness).map {
          LabelledScore(score: score.claimOpinion, label: $0)
        }
      })
    harassment.calibration = .harassment(
      labelled: scored.compactMap { index, score in
        material.notes[index].evidence.label(.harassmentOrAbuse).map {
          LabelledScore(score: score.harassment, label: $0)
        }
      })
  }
}
