import NoteModel

/// The two reasons for which raters most often find an author's notes not helpful.
public struct TopTags: Sendable, Hashable {
  /// The tag that explains the most notes.
  public var first: RatingTag
  /// The tag after it.
  public var second: RatingTag

  /// Positions among the not-helpful tags, as in `authorTopNotHelpfulTagValues`: `12,4`.
  var text: String { "\(first.notHelpfulPosition),\(second.notHelpfulPosition)" }
}

extension RatingTag {
  /// Position in `RatingTag.notHelpful`.
  fileprivate var notHelpfulPosition: Int { Int(rawValue - RatingTag.notHelpful[0].rawValue) }
}

extension ContributorInputs {
  /// The top tags of every participant who has notes with at least two tags given twice; ties go to
  /// the tag of higher priority.
  func authorTopTags() -> [TopTags?] {
    let kinds = RatingTag.notHelpful.count
    var notesByTag = [Int32](repeating: 0, count: participantCount * kinds)
    for note in 0..<notes.count {
      guard outcomes.status[note] != nil, let tags = topTags(ofNote: note) else { continue }
      let author = Int(notes.author[note])
      notesByTag[author * kinds + tags.first.notHelpfulPosition] += 1
      notesByTag[author * kinds + tags.second.notHelpfulPosition] += 1
    }
    return (0..<participantCount).map { author in
      let counts = notesByTag[author * kinds..<(author + 1) * kinds]
      guard counts.contains(where: { $0 > 0 }) else { return nil }
      let ranked = RatingTag.notHelpful.sorted { left, right in
        (counts[counts.startIndex + left.notHelpfulPosition], left.priority)
          > (counts[counts.startIndex + right.notHelpfulPosition], right.priority)
      }
      return TopTags(first: ranked[0], second: ranked[1])
    }
  }

  /// The two tags that would explain the note as not helpful, over all its ratings.
  private func topTags(ofNote note: Int) -> (first: RatingTag, second: RatingTag)? {
    let range = ratings.range(ofNote: note)
    guard range.count >= 2 else { return nil }
    var counts = [Int32](repeating: 0, count: RatingTag.allCases.count)
    for rating in range {
      var tags = ratings.tags(rating).intersection(.anyNotHelpful).rawValue
      while tags != 0 {
        counts[tags.trailingZeroBitCount] += 1
        tags &= tags - 1
      }
    }
    return Explanation(counts: counts[...]).tags(for: .notHelpful)
  }
}
