extension ContributorInputs {
  /// Above this mean core intercept, and from this many ratings in 28 days, a writer emerges.
  private static let minMeanIntercept = 0.3
  private static let minRecentRatings: Int64 = 10

  /// Who writes notes that people who disagree find helpful, and that are being rated now.
  ///
  /// The mean is over all notes of the author: one without an intercept counts as 0.
  func emergingWriters() -> [Bool] {
    var intercepts = [Double](repeating: 0, count: participantCount)
    var written = [Int32](repeating: 0, count: participantCount)
    var recent = [Int64](repeating: 0, count: participantCount)
    for note in 0..<notes.count where outcomes.status[note] != nil {
      let author = Int(notes.author[note])
      written[author] += 1
      recent[author] += Int64(outcomes.recentRatingCounts[note])
      let intercept = outcomes.coreIntercept[note]
      if !intercept.isNaN { intercepts[author] += Double(intercept) }
    }
    return (0..<participantCount).map { author in
      written[author] > 0 && recent[author] >= Self.minRecentRatings
        && intercepts[author] / Double(written[author]) > Self.minMeanIntercept
    }
  }
}
