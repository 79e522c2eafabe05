import Parallel

/// How well an evaluator does on a community's rated notes.
public struct EvaluationReport: Sendable, Encodable, Hashable {
  /// How well notes with a tag are told from those without: by the head of the text model, or by the
  /// score nearest to it where there is no model.
  public struct Tag: Sendable, Encodable, Hashable {
    /// The tag's name.
    public var name: String
    public var notes: Int
    public var positives: Int
    public var auc: Double?
  }

  /// Which notes a report is about.
  public enum Selection: Sendable {
    /// Those that the model has not learned from, of the community that it learned from; without
    /// those that have the same words as another note.
    case heldOut
    /// All of them, for notes of another community or a rule-based evaluator. Of notes that the model
    /// learned from this promises too much.
    case all
  }

  /// Notes with any label that were looked at.
  public var notes: Int
  /// Whether `claimOpinion` is measured by what was found helpful, rather than by two tags.
  public var isByHelpfulness: Bool
  public var claimOpinion: ReliabilityReport
  /// Positive means that raters saw abuse.
  public var harassment: ReliabilityReport
  public var tags: [Tag]

  public init(
    _ evaluator: NoteEvaluator, on notes: [RatedNote], _ selection: Selection = .heldOut,
    workers: Workers = .all
  ) {
    let judged: [RatedNote]
    switch selection {
    case .all: judged = notes.filter(\.hasLabel)
    case .heldOut:
      var known = Set(notes.filter { !evaluator.heldOut($0) }.map(\.words))
      judged = notes.filter {
        $0.hasLabel && evaluator.heldOut($0) && known.insert($0.words).inserted
      }
    }
    let byHelpfulness =
      evaluator.model?.origin.stageLearnsHelpfulness ?? RatedNote.tellHelpfulness(judged)
    let results = workers.map(judged.count) {
      evaluator.judgement(of: judged[$0], byHelpfulness: byHelpfulness)
    }
    self.notes = judged.count
    isByHelpfulness = byHelpfulness
    claimOpinion = ReliabilityReport(.claimOpinion, results.compactMap(\.claimOpinion))
    harassment = ReliabilityReport(.harassmentAbuse, results.compactMap(\.harassment))
    tags = EvaluationHead.allCases.map { head in
      let labelled = zip(judged, results).compactMap { note, result in
        note.evidence.label(head).map {
          LabelledScore(score: result.tagScores[Int(head.rawValue)], label: $0)
        }
      }
      return Tag(
        name: head.name, notes: labelled.count, positives: labelled.count { $0.label },
        auc: Ranking.auc(labelled))
    }
  }
}
