import Foundation
import NoteModel

/// All that a model's rules look at for one note. A missing number is NaN, which no comparison
/// passes.
struct NoteEvidence: Sendable {
  var classification: Classification?
  /// The note's status before this run.
  var previousStatus: NoteStatus?
  /// Ratings in the model's scope, of helpful and other raters.
  var ratingCount: Int32 = 0
  var intercept: Float = .nan
  var factor: Float = .nan
  var interceptMin: Float = .nan
  var interceptMax: Float = .nan
  var interceptNoHighVolume: Float = .nan
  var interceptNoCorrelated: Float = .nan
  var lowDiligenceIntercept: Float = .nan
  var signs = SignStatistics()
  var incorrect = IncorrectStatistics()
  /// Not-helpful tags over both of their thresholds, as a mask.
  var outlierTags: RatingTags = []

  /// Only notes known to say "misleading" can become helpful. A deleted note's classification is
  /// missing, and the reference, run in its production form, leaves it out here, though its
  /// comments say otherwise.
  var mayBeHelpful: Bool { classification == .misleading }
}

/// A note's ratings by the two sides of the viewpoint axis.
public struct SignStatistics: Sendable, Equatable {
  /// Ratings on the side with fewer.
  public var minCount: Int32 = 0
  /// Mean rating of raters with a negative factor, and of the others; NaN without any.
  public var meanNegative: Float = .nan
  public var meanPositive: Float = .nan
  /// Helpful minus not-helpful ratings on the side where that is smaller, at least 0.
  public var netMinHelpful: Int32 = 0
  /// The same as a share of all these ratings.
  public var netMinHelpfulRatio: Float = 0
  public var populationSampledNegative: Int32 = 0
  public var populationSampledPositive: Int32 = 0
}

/// How many of a note's not-helpful ratings by raters of like viewpoint say "incorrect".
public struct IncorrectStatistics: Sendable, Equatable {
  /// Ratings with the tag; −1 where there is no rating to count.
  public var tagged: Int32 = -1
  public var voters: Int32 = 0
  /// Σ over these ratings of the share of the rater's not-helpful ratings that have the tag.
  public var raterShare = Double.nan

  /// tagged / log(1 + raterShare): many for raters who seldom use the tag.
  public var score: Double {
    guard tagged >= 0 else { return .nan }
    return Double(tagged) / log(1 + raterShare)
  }
}
