import NoteModel

/// How a rater's ratings compare with what became of the notes. 28 bytes.
///
/// A rating counts if it qualifies (`QualifyingRatings`): early, and before the note's status was
/// known.
public struct RatingOutcomes: Sendable, Equatable {
  /// Whether any rating of the participant qualifies; without one there are no counts.
  public var isCounted = false
  /// "Helpful" on helpful notes.
  public var successfulHelpful: Int32 = 0
  /// "Not helpful" on not-helpful notes.
  public var successfulNotHelpful: Int32 = 0
  /// "Not helpful" on helpful notes: the public name follows the note, not the rating.
  public var unsuccessfulHelpful: Int32 = 0
  /// "Helpful" on not-helpful notes.
  public var unsuccessfulNotHelpful: Int32 = 0
  /// Qualifying ratings, of whatever answer, on notes that need more ratings.
  public var awaitingMoreRatings: Int32 = 0
  /// Ratings given after the note's latest decision, qualifying or not.
  public var afterDecision: Int32 = 0

  /// Ratings that agree with what became of the note.
  public var successful: Int32 { successfulHelpful + successfulNotHelpful }
  /// Ratings that say the opposite.
  public var unsuccessful: Int32 { unsuccessfulHelpful + unsuccessfulNotHelpful }

  /// What rating earns: successes less failures, where "helpful" on a not-helpful note counts twice.
  var impact: Int64 {
    Int64(successful) - Int64(unsuccessful) - Int64(unsuccessfulNotHelpful)
  }

  /// Counts a qualifying rating.
  fileprivate mutating func add(_ answer: Helpfulness?, on status: NoteStatus) {
    isCounted = true
    switch (status, answer) {
    case (.helpful, .helpful): successfulHelpful += 1
    case (.helpful, .notHelpful): unsuccessfulHelpful += 1
    case (.notHelpful, .notHelpful): successfulNotHelpful += 1
    case (.notHelpful, .helpful): unsuccessfulNotHelpful += 1
    case (.needsMoreRatings, _): awaitingMoreRatings += 1
    default: break
    }
  }
}

extension ContributorInputs {
  /// Rating outcomes of every participant, in one pass over all ratings.
  func ratingOutcomes() -> [RatingOutcomes] {
    var raters = [RatingOutcomes](repeating: RatingOutcomes(), count: participantCount)
    let qualifying = QualifyingRatings(
      notes: notes, latestNonNMRStatusAt: outcomes.latestNonNMRStatusAt)
    let everything = Scope(
      notes: Array(repeating: true, count: notes.count),
      raters: Array(repeating: true, count: participantCount))
    for note in 0..<notes.count {
      guard let status = outcomes.status[note] else { continue }
      qualifying.forEach(ratings, note: note, in: everything) { rating in
        raters[Int(ratings.rater[rating])]
          .add(Helpfulness(rawValue: ratings.level[rating]), on: status)
      }
      guard let decidedAt = outcomes.latestNonNMRStatusAt[note].value else { continue }
      for rating in ratings.range(ofNote: note) where ratings.createdAtMillis[rating] > decidedAt {
        raters[Int(ratings.rater[rating])].afterDecision += 1
      }
    }
    return raters
  }
}
