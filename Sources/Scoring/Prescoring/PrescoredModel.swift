import Factorization
import NoteModel

/// What prescoring learns about one model: all that final scoring needs, and the raters' columns of
/// the contributor output. Missing numbers are NaN.
public struct PrescoredModel: Sendable {
  public var notes: Notes
  public var raters: Raters
  public var meta: Meta

  public init(notes: Notes, raters: Raters, meta: Meta) {
    self.notes = notes
    self.raters = raters
    self.meta = meta
  }

  /// One row per note of the final prescoring fit.
  public struct Notes: Sendable {
    /// Position in `Snapshot.noteIDs`, ascending.
    public var note: [UInt32] = []
    public var parameters: [BiasFactor] = []
    public var lowDiligenceFactor: [Float] = []
    public var lowDiligenceIntercept: [Float] = []
    public var lowDiligenceInterceptRound2: [Float] = []
    public var harassment: [BiasFactor] = []

    public init() {}
  }

  /// One row per rater of the final prescoring fit and per participant with helpfulness scores.
  public struct Raters: Sendable {
    /// Position in `Snapshot.participants`, ascending.
    public var rater: [UInt32] = []
    public var parameters: [BiasFactor] = []
    public var firstRound: [BiasFactor] = []
    public var crhCrnhRatioDifference: [Double] = []
    public var meanNoteScore: [Double] = []
    public var raterAgreeRatio: [Double] = []
    /// Nil where the participant has no helpfulness scores.
    public var aboveHelpfulnessThreshold: [Bool?] = []
    public var lowDiligenceFactor: [Float] = []
    public var lowDiligenceReputation: [Float] = []
    public var lowDiligenceIntercept: [Float] = []
    public var lowDiligenceInterceptRound2: [Float] = []
    /// Not-helpful ratings that say "incorrect", and all ratings with a not-helpful tag.
    public var incorrectTagRatings: [Int32] = []
    public var taggedRatings: [Int32] = []

    public init() {}
  }

  /// Numbers of the whole fit.
  public struct Meta: Sendable, Equatable {
    /// Nil where the model has no global intercept.
    public var globalIntercept: Float?
    /// g of the diligence model after rounds 1, 2 and 3.
    public var lowDiligenceGlobals: SIMD3<Float>
    /// By `RatingTag.notHelpful`: the share above which a tag is unusual for a helpful note.
    public var tagThresholds: [Double]
    public var finalRoundRatings: Int
    public var finalRoundNotes: Int
    public var finalRoundRaters: Int

    public init(
      globalIntercept: Float?, lowDiligenceGlobals: SIMD3<Float>, tagThresholds: [Double],
      finalRoundRatings: Int, finalRoundNotes: Int, finalRoundRaters: Int
    ) {
      self.globalIntercept = globalIntercept
      self.lowDiligenceGlobals = lowDiligenceGlobals
      self.tagThresholds = tagThresholds
      self.finalRoundRatings = finalRoundRatings
      self.finalRoundNotes = finalRoundNotes
      self.finalRoundRaters = finalRoundRaters
    }

    /// ρ of final scoring.
    var ratingsPerNote: Double { Double(finalRoundRatings) / Double(finalRoundNotes) }
    var ratingsPerRater: Double { Double(finalRoundRatings) / Double(finalRoundRaters) }
  }
}
