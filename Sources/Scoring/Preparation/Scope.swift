import Factorization

/// Which ratings a step looks at: those on some notes by some raters.
///
/// Every filter of the algorithm but one is a property of the note or of the rater, so that a scope
/// costs a byte a note and a byte a rater, and nothing a rating.
struct Scope: Sendable {
  var notes: [Bool]
  var raters: [Bool]
  /// The exception: only ratings by people drawn at random.
  var populationSampledOnly = false
}

extension RatingStore {
  /// Calls `body` with each rating of a note that is in scope.
  @inline(__always)
  func forEachRating(ofNote note: Int, in scope: Scope, _ body: (Int) -> Void) {
    guard scope.notes[note] else { return }
    for rating in range(ofNote: note)
    where scope.raters[Int(rater[rating])]
      && (!scope.populationSampledOnly || isPopulationSampled(rating))
    {
      body(rating)
    }
  }

  /// Ratings in scope of every note.
  func ratingCounts(in scope: Scope) -> [Int32] {
    var counts = [Int32](repeating: 0, count: noteCount)
    for note in 0..<noteCount {
      var count: Int32 = 0
      forEachRating(ofNote: note, in: scope) { _ in count += 1 }
      counts[note] = count
    }
    return counts
  }

  /// Keeps notes with at least `minNote` ratings, then raters with at least `minRater` of what
  /// remains, then again notes. Not repeated until stable.
  ///
  /// - Parameter counts: whether a rating counts.
  @inline(__always)
  func withMinimumCounts(
    _ scope: Scope, minRater: Int, minNote: Int, counting counts: (Int) -> Bool = { _ in true }
  ) -> Scope {
    var result = keepingNotes(scope, withAtLeast: minNote, counting: counts)
    guard minRater > 0 else { return result }
    var ofRater = [Int32](repeating: 0, count: result.raters.count)
    for note in 0..<noteCount {
      forEachRating(ofNote: note, in: result) { rating in
        if counts(rating) { ofRater[Int(rater[rating])] += 1 }
      }
    }
    for index in result.raters.indices where ofRater[index] < minRater {
      result.raters[index] = false
    }
    return keepingNotes(result, withAtLeast: minNote, counting: counts)
  }

  @inline(__always)
  private func keepingNotes(
    _ scope: Scope, withAtLeast minimum: Int, counting counts: (Int) -> Bool
  ) -> Scope {
    var result = scope
    for note in 0..<noteCount {
      var count = 0
      forEachRating(ofNote: note, in: scope) { if counts($0) { count += 1 } }
      if count < minimum { result.notes[note] = false }
    }
    return result
  }
}

/// Which notes and raters a fit has, and how many ratings: all that is left to know of it once the
/// ratings themselves are given up.
struct FitRows: Sendable {
  /// Position in `Snapshot.noteIDs` of each item, ascending.
  let notes: [UInt32]
  /// Position in `Snapshot.participants` of each user, ascending.
  let raters: [UInt32]
  let ratingCount: Int
}

/// The ratings of a scope with notes and raters renumbered densely, ready to fit.
///
/// Ten bytes a rating; keep `rows` alone where only they are needed further.
struct FitData: Sendable {
  let rows: FitRows
  let matrix: RatingMatrix

  var notes: [UInt32] { rows.notes }
  var raters: [UInt32] { rows.raters }

  /// - Parameter label: the label of a rating in steps of one half, or nil to leave it out.
  init(
    _ store: RatingStore, _ scope: Scope, label: (Int) -> UInt8?
  ) {
    var localRater = [UInt32](repeating: .max, count: scope.raters.count)
    var notes: [UInt32] = []
    var starts = [0]
    for note in 0..<store.noteCount {
      var count = 0
      store.forEachRating(ofNote: note, in: scope) { rating in
        guard label(rating) != nil else { return }
        localRater[Int(store.rater[rating])] = 0
        count += 1
      }
      if count > 0 {
        notes.append(UInt32(note))
        starts.append(starts[starts.count - 1] + count)
      }
    }
    var raters: [UInt32] = []
    for rater in localRater.indices where localRater[rater] == 0 {
      localRater[rater] = UInt32(raters.count)
      raters.append(UInt32(rater))
    }
    let count = starts[starts.count - 1]
    // Made in their final size: growing would take twice the memory.
    var users: [UInt32] = []
    var levels: [UInt8] = []
    users.reserveCapacity(count + CompressedRatings.padding)
    levels.reserveCapacity(count + CompressedRatings.padding)
    for note in notes {
      store.forEachRating(ofNote: Int(note), in: scope) { rating in
        guard let level = label(rating) else { return }
        users.append(localRater[Int(store.rater[rating])])
        levels.append(level)
      }
    }
    rows = FitRows(notes: notes, raters: raters, ratingCount: count)
    matrix = RatingMatrix(
      itemStarts: starts, users: consume users, levels: consume levels, userCount: raters.count)
  }

  init(_ store: RatingStore, _ scope: Scope) {
    self.init(store, scope) { store.level[$0] }
  }
}
