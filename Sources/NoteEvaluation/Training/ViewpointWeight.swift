import Glibc
import NoteModel

/// How unexpected a rating is, given where the rater and the note stand (AIW-29).
///
/// Of a rater and a note with factors of one sign a helpful rating is expected, of different signs a
/// not-helpful one; what is expected says less about the note. The weight is 2 / (1 + exp(4 s f g)),
/// with the factors f and g and s = 1 for helpful, −1 for not helpful: 1 where viewpoint explains
/// nothing, towards 0 the better it explains the rating, towards 2 the less. The published sources do
/// not give their formula; this one is ours.
///
/// Where factors are not known every rating weighs 1. That is a simplification with a known fault: a
/// tag that one side gives to all notes of the other side then counts as much as one that both give.
public enum ViewpointWeight {
  /// - Parameters:
  ///   - rater, note: factors of one model; nil where it has none.
  public static func weight(
    _ helpfulness: Helpfulness, rater: Double?, note: Double?
  ) -> Double {
    guard let rater, let note, rater.isFinite, note.isFinite else { return 1 }
    let side: Double =
      switch helpfulness {
      case .helpful: 1
      case .somewhatHelpful: 0
      case .notHelpful: -1
      }
    return 2 / (1 + exp(min(max(4 * side * rater * note, -30), 30)))
  }
}
