import NoteModel

extension RatingStore {
  /// Raters among the busiest thousandth of the last 7 or of the last 28 days, counted back from
  /// the newest rating.
  ///
  /// A rater is high-volume with more ratings in a window than the 0.999-quantile (linear) over
  /// the raters that have any. With fewer than 200 rated notes nobody is.
  func highVolumeRaters(participants: Int) -> [Bool] {
    var flagged = [Bool](repeating: false, count: participants)
    let ratedNotes = (0..<noteCount).count { !range(ofNote: $0).isEmpty }
    guard ratedNotes >= productionSizeNotes, let newest = createdAtMillis.max() else {
      return flagged
    }
    for days in [7, 28] as [Int64] {
      var counts = [Int32](repeating: 0, count: participants)
      for rating in 0..<count where createdAtMillis[rating] > newest - days * Millis.day {
        counts[Int(rater[rating])] += 1
      }
      let threshold = quantile(counts.filter { $0 > 0 }.map(Double.init), at: 0.999)
      for participant in 0..<participants where Double(counts[participant]) > threshold {
        flagged[participant] = true
      }
    }
    return flagged
  }
}
