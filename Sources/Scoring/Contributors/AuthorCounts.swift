import NoteModel

/// Numbers of an author's notes by status. 12 bytes.
public struct NoteTotals: Sendable, Equatable {
  /// Currently rated helpful.
  public var helpful: Int32 = 0
  /// Currently rated not helpful.
  public var notHelpful: Int32 = 0
  /// Undecided.
  public var needsMoreRatings: Int32 = 0

  /// Notes of any status.
  public var all: Int32 { helpful + notHelpful + needsMoreRatings }

  mutating func add(_ status: NoteStatus) {
    switch status {
    case .helpful: helpful += 1
    case .notHelpful: notHelpful += 1
    default: needsMoreRatings += 1
    }
  }
}

/// What became of an author's notes. 16 bytes.
public struct AuthorCounts: Sendable, Equatable {
  /// The notes by their status after the run.
  public var notes = NoteTotals()
  /// Ratings that the notes received, those of coordinated raters left out.
  public var ratingsReceived: Int32 = 0
}

extension ContributorInputs {
  /// The notes that decide whether an author is at risk: this many.
  static let notesThatDecide = 5

  /// Counts of every participant's notes.
  ///
  /// - Parameters:
  ///   - limit: at most so many notes an author: decided ones first, then the newest (by id).
  ///   - since: only notes created after the author's moment, by participant.
  func authorCounts(limit: Int = .max, since: [Int64]? = nil) -> [AuthorCounts] {
    var authors = [AuthorCounts](repeating: AuthorCounts(), count: participantCount)
    for isDecided in [true, false] {
      for note in (0..<notes.count).reversed() {
        guard let status = outcomes.status[note], isDecided == (status != .needsMoreRatings) else {
          continue
        }
        let author = Int(notes.author[note])
        if let since, notes.createdAtMillis[note] <= since[author] { continue }
        guard authors[author].notes.all < limit else { continue }
        authors[author].notes.add(status)
        authors[author].ratingsReceived += outcomes.ratingCounts[note]
      }
    }
    return authors
  }
}
