import CommunityRules
import NoteModel

extension NoteForm {
  /// The form with the words of the public data.
  ///
  /// - Throws: `SiteError.invalid` for a word that the data does not have.
  public init(
    classification: String?, reasons: [String], hasTrustworthySources: Bool?,
    isAboutMedia: Bool, text: String
  ) throws {
    let kind = try classification.map { word in
      guard let kind = Classification.allCases.first(where: { $0.name == word }) else {
        throw SiteError.invalid("classification", "There is no such answer.")
      }
      return kind
    }
    let ticked = try reasons.reduce(into: NoteReasons()) { ticked, word in
      guard let reason = NoteReasons(reason: word) else {
        throw SiteError.invalid("reasons", "There is no such reason.")
      }
      ticked.formUnion(reason)
    }
    self.init(
      classification: kind, reasons: ticked, hasTrustworthySources: hasTrustworthySources,
      isAboutMedia: isAboutMedia, text: text)
  }
}

extension RatingForm {
  /// The form with the words of the public data.
  ///
  /// - Throws: `SiteError.invalid` for a word that the data does not have.
  public init(helpfulness: String?, tags: [String]) throws {
    let answer = try helpfulness.map { word in
      guard let answer = Helpfulness(name: word) else {
        throw SiteError.invalid("helpfulness", "There is no such answer.")
      }
      return answer
    }
    let ticked = try tags.map { word in
      guard let tag = RatingTag.allCases.first(where: { $0.name == word }) else {
        throw SiteError.invalid("tags", "There is no such reason.")
      }
      return tag
    }
    self.init(answer: answer, tags: Set(ticked))
  }
}

extension RatingTag {
  /// Tags that the form offers, in column order.
  public static var offered: [RatingTag] {
    allCases.filter { !withdrawn.contains($0) }
  }
}
