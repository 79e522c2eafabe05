import CommunityRules

extension QueryProblem {
  /// In words for who writes the program.
  var words: String {
    switch fault {
    case .missing: "\(parameter) is missing."
    case .repeated: "\(parameter) is given more than once."
    case .notBoolean: "\(parameter) is true or false."
    case .outside(let range):
      "\(parameter) is a whole number from \(range.lowerBound) to \(range.upperBound)."
    case .tooLong: "\(parameter) is too long."
    case .unknownItem: "\(parameter) does not know this item."
    case .selection(let problem): problem.words
    case .pageToken: "pagination_token belongs to another query, or is too old."
    }
  }
}

extension PostSelection.Problem {
  var words: String {
    switch self {
    case .tooLong: "post_selection is too long."
    case .noPair: "post_selection is made of name:value pairs with commas between them."
    case .unknownName: "post_selection knows feed_size and feed_lang."
    case .repeatedName: "post_selection takes each name once."
    case .unknownSize: "feed_size is small, large, xl or xxl."
    case .unknownLanguage: "feed_lang is one language code, or all."
    }
  }
}

extension FeedAccess.Unmet {
  /// What is asked for, and what there is.
  var words: String {
    switch self {
    case .notes(let has, let needed): "It needs \(needed) notes; there are \(has)."
    case .hitRate(let has, let needed):
      "It needs a hit rate of \(needed.percent); it is \(has.percent)."
    case .notHelpfulShare(let has, let most):
      "Of the latest 100 notes at most \(most.percent) may be not helpful; it is \(has.percent)."
    case .writingImpact(let has, let needed):
      "It needs a writing impact of \(needed) over 90 days; it is \(has)."
    }
  }
}

extension Fraction {
  /// Rounded down.
  fileprivate var percent: String { "\(100 * numerator / denominator) %" }
}

extension ProposalRefusal {
  /// In words for who writes the program.
  var words: String {
    switch self {
    case .schema(let problem): problem.words
    case .malformedPostID: "A post's id is a string of 1 to 19 digits."
    case .unknownClassification:
      "classification is misinformed_or_potentially_misleading or not_misleading."
    case .text(let problems): problems.map(\.words).joined(separator: " ")
    case .unknownTag:
      "The tags are \(WriterTag.allCases.map(\.rawValue).joined(separator: ", "))."
    case .noTag: "A misleading post needs at least one tag."
    case .tagsWithoutUse: "A post that is not misleading takes no tags: send an empty list."
    case .notEnrolled: "The caller is not enrolled as an AI note writer."
    case .notAdmitted: "This writer is not admitted yet: send test_mode true."
    case .unknownPost: "There is no such post here."
    case .duplicate: "This post already has a note by this writer."
    case .matchedNoteShown: "A media note of this writer already shows on the post."
    case .notOffered: "No feed has offered this post to this writer in the last 24 hours."
    case .mediaNotesNotEarned(let impact, let needed):
      "Media notes need a writing impact of \(needed) over 90 days; it is \(impact)."
    case .noSingleMedia: "The post has not exactly one image or exactly one video."
    case .limitReached(let reached):
      "The writing limit is \(reached.limit) live notes in 24 hours, and is reached."
    }
  }
}

extension BodyProblem {
  fileprivate var words: String {
    let name = parameter ?? "The body"
    return switch fault {
    case .missing: "\(name) is missing."
    case .unknownProperty: "There is no property \(name)."
    case .wrongType(let kind): "\(name) is \(kind.rawValue)."
    }
  }
}

extension WriterNoteText.Problem {
  fileprivate var words: String {
    switch self {
    case .blank: "The text is blank."
    case .tooManyBytes(let most): "The text has more than \(most) bytes."
    case .tooLong(let length, let most):
      "The text has \(length) characters, each link counted as one; \(most) fit."
    case .noLink: "The text needs a source: a link that begins with https:// or http://."
    case .controlCharacter: "The text has a control character."
    }
  }
}
