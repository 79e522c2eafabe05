import NoteModel

/// A note as a teacher: its text, and what became of it.
public struct RatedNote: Sendable {
  public var id: Int64
  /// Nil where the post is gone.
  public var postID: Int64?
  public var createdAtMillis: Int64
  public var note: String
  /// Empty where the post's text is not known.
  public var post: String
  public var evidence: RatingEvidence
  /// The note's intercept in the core model, where it has been scored.
  public var intercept: Double?
  /// What the community decided; stands in for the intercept where there is none.
  public var status: NoteStatus?

  public init(
    id: Int64, postID: Int64?, createdAtMillis: Int64, note: String, post: String = "",
    evidence: RatingEvidence, intercept: Double? = nil, status: NoteStatus? = nil
  ) {
    self.id = id
    self.postID = postID
    self.createdAtMillis = createdAtMillis
    self.note = note
    self.post = post
    self.evidence = evidence
    self.intercept = intercept
    self.status = status
  }

  /// Whether the note was found helpful (AIW-29): with 15 ratings or more, intercept 0.4 or more
  /// against less than 0.3; without an intercept, status helpful against not helpful.
  public var wasFoundHelpful: Bool? {
    guard evidence.ratings >= 15 else { return nil }
    if let intercept { return intercept >= 0.4 ? true : intercept < 0.3 ? false : nil }
    switch status {
    case .helpful: return true
    case .notHelpful: return false
    default: return nil
    }
  }

  /// Whether the note addresses the claim without opinion, by the tags alone.
  var addressesClaimByTags: Bool? {
    let claim = evidence.label(.addressesClaim)
    let opinion = evidence.label(.opinionSpeculation)
    if claim == false || opinion == true { return false }
    return claim == true && opinion == false ? true : nil
  }

  /// What the score of `ClaimOpinion` should tell of the note.
  ///
  /// - Parameter byHelpfulness: whether it was found helpful, rather than the two tags.
  func claimOpinionLabel(byHelpfulness: Bool) -> Bool? {
    byHelpfulness ? wasFoundHelpful : addressesClaimByTags
  }

  /// Whether notes are enough to tell helpful ones from others: 25 of each.
  static func tellHelpfulness(_ notes: [RatedNote]) -> Bool {
    let labels = notes.compactMap(\.wasFoundHelpful)
    return min(labels.count { $0 }, labels.count { !$0 }) >= 25
  }

  /// Whether the note teaches anything.
  public var hasLabel: Bool {
    wasFoundHelpful != nil || EvaluationHead.allCases.contains { evidence.label($0) != nil }
  }

  /// The note's words, by which copies are known; where it has none, its links.
  var words: [String] {
    let text = PreparedText.note(note)
    let words = Word.words(of: text.prose, atMost: NoteFeatures.mostWords).map(\.text)
    return words.isEmpty ? text.links : words
  }
}
