import Factorization
import NoteModel

/// What one model says of every note; indexed by position in `Snapshot.noteIDs`, NaN is missing.
public struct ModelResult: Sendable {
  /// Whether the model has a result for the note: in scope, and captured.
  public var isScored: [Bool]
  public var verdict: [Verdict]
  public var parameters: [BiasFactor]
  public var interceptMin: [Float]
  public var interceptMax: [Float]
  public var interceptNoHighVolume: [Float]
  public var interceptNoCorrelated: [Float]
  public var interceptPopulationSampled: [Float]
  /// Ratings in scope by raters that the prescoring of this model knows; 0 prints as missing.
  public var finalRoundRatings: [Int32]
  /// Whether both sides rated the note often enough for a topic's verdict to be sure.
  public var isConfident: [Bool]
  public var details: Details

  /// Numbers behind the rules, exported for the Core model.
  public struct Details: Sendable {
    public var signs: [SignStatistics]
    public var incorrect: [IncorrectStatistics]
    public var lowDiligenceIntercept: [Float]
    public var outlierTags: [RatingTags]
    /// Σ of rating weights, and 13 weighted tags per note.
    public var ratingWeight: [Float]
    public var adjustedTags: [Float]
  }

  /// The status of a note, or nil where the model has no result for it.
  public func status(_ note: Int) -> NoteStatus? {
    isScored[note] ? verdict[note].status : nil
  }
}
