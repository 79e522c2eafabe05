import NoteModel

/// Whether a rater keeps coming early to call one author's notes helpful.
///
/// Of the ratings of today's form that say "helpful" within a few minutes of the note, a pair of
/// author and rater is suspicious if the rater covers a large share of the author's notes, or gives
/// a large share of its ratings to the author.
struct AuthorAffinity: Sendable {
  /// How early, and which shares are then too large.
  struct Window: Sendable {
    var minutes: Int64
    /// Of the author's notes.
    var coverage: Double
    /// Of the rater's early helpful ratings.
    var affinity: Double
  }

  static let windows = [
    Window(minutes: 1, coverage: 0.2, affinity: 0.2),
    Window(minutes: 5, coverage: 0.3, affinity: 0.45),
    Window(minutes: 20, coverage: 0.4, affinity: 0.7),
  ]
  /// A share of fewer notes or ratings than this says nothing.
  static let minimumTotal = 10

  /// A helpful rating early enough for the windows from `firstWindow` on.
  private struct EarlyRating {
    var rater: UInt32
    var author: UInt32
    var firstWindow: Int
  }

  /// Suspicious pairs of author and rater, as positions in `Snapshot.participants`.
  static func suspiciousPairs(
    _ ratings: RatingStore, notes: PreparedNotes, participants: Int
  ) -> [(UInt32, UInt32)] {
    var written = [Int](repeating: 0, count: participants)
    for note in 0..<notes.count where notes.noteRow[note] >= 0 {
      written[Int(notes.author[note])] += 1
    }
    let early = earlyRatings(ratings, notes: notes)
    var pairs: [(UInt32, UInt32)] = []
    var start = 0
    while start < early.count {
      let end = early[start...].firstIndex { $0.rater != early[start].rater } ?? early.count
      let ofRater = early[start..<end]
      let totals = countByWindow(ofRater)
      var first = start
      while first < end {
        let author = early[first].author
        let next = ofRater[first...].firstIndex { $0.author != author } ?? end
        if isSuspicious(
          counts: countByWindow(ofRater[first..<next]), raterTotals: totals,
          written: written[Int(author)])
        {
          pairs.append((author, early[start].rater))
        }
        first = next
      }
      start = end
    }
    return pairs
  }

  static func isSuspicious(counts: [Int], raterTotals: [Int], written: Int) -> Bool {
    windows.indices.contains { index in
      guard counts[index] > 0 else { return false }
      let count = Double(counts[index])
      let covers =
        written >= minimumTotal && count / Double(written) >= windows[index].coverage
      let prefers =
        raterTotals[index] >= minimumTotal
        && count / Double(raterTotals[index]) >= windows[index].affinity
      return covers || prefers
    }
  }

  /// Early helpful ratings by rater, then author.
  private static func earlyRatings(_ ratings: RatingStore, notes: PreparedNotes) -> [EarlyRating] {
    var early: [EarlyRating] = []
    for note in 0..<ratings.noteCount where notes.noteRow[note] >= 0 {
      let created = notes.createdAtMillis[note]
      for rating in ratings.range(ofNote: note)
      where ratings.level[rating] == Helpfulness.helpful.rawValue && ratings.hasLevel(rating) {
        // Ratings dated before their note pass, as they do in every window.
        let firstWindow = windows.firstIndex {
          ratings.createdAtMillis[rating] <= created + $0.minutes * Millis.minute
        }
        guard let firstWindow else { continue }
        early.append(
          EarlyRating(
            rater: ratings.rater[rating], author: notes.author[note], firstWindow: firstWindow))
      }
    }
    return early.sorted { ($0.rater, $0.author) < ($1.rater, $1.author) }
  }

  private static func countByWindow(_ ratings: ArraySlice<EarlyRating>) -> [Int] {
    windows.indices.map { window in ratings.count { $0.firstWindow <= window } }
  }
}
