/// What a community's rated notes taught: the heads of the text model, the second stage of
/// `ClaimOpinion`, how scores relate to labels, and where buckets begin.
///
/// A value: `train` makes it, `EvaluationModelFile` keeps it. The same notes give the same model.
public struct EvaluationModel: Sendable, Equatable {
  /// Where a model comes from.
  public struct Origin: Sendable, Hashable, Codable {
    /// Notes that it learned from.
    public var notes: Int
    /// Creation of the newest of them, in milliseconds since 1970.
    public var newestNoteMillis: Int64
    /// Decides which notes are held out.
    public var splitSeed: UInt64
    /// Whether the second stage learned from ratings as a whole rather than from two tags.
    public var stageLearnsHelpfulness: Bool
  }

  public let origin: Origin
  /// One for each case of `EvaluationHead`, in order.
  let heads: [LinearHead]
  let stage: ClaimOpinionStage
  var claimOpinion: LearnedSignal
  var harassment: LearnedSignal

  /// The share of the learned score in what is given out, 0 to 1 (`LabelTrust`).
  public var claimOpinionShare: Double { claimOpinion.share }
  public var harassmentShare: Double { harassment.share }
  /// Labels of the rarer kind that the shares follow from.
  public var claimOpinionLabels: Int { claimOpinion.labels }
  public var harassmentLabels: Int { harassment.labels }
}
