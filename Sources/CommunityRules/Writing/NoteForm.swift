import NoteModel

/// What a writer entered, and what is wrong with it.
public struct NoteForm: Hashable, Sendable {
  public var classification: Classification?
  /// The ticked reasons.
  public var reasons: NoteReasons
  /// Whether the linked sources are ones that most people would find trustworthy; nil: unanswered.
  public var hasTrustworthySources: Bool?
  /// Whether the note is meant wherever its image, video or link appears.
  public var isAboutMedia: Bool
  public var text: String

  public init(
    classification: Classification? = nil, reasons: NoteReasons = [],
    hasTrustworthySources: Bool? = nil, isAboutMedia: Bool = false, text: String = ""
  ) {
    self.classification = classification
    self.reasons = reasons
    self.hasTrustworthySources = hasTrustworthySources
    self.isAboutMedia = isAboutMedia
    self.text = text
  }

  /// Something that the writer must change before the note is taken.
  public enum Problem: Hashable, Sendable {
    case noClassification
    case noReason
    /// Reasons that belong to the other classification.
    case reasonOfOtherClassification
    case noAnswerOnSources
    case emptyText
    case textTooLong(length: Int, most: Int)
    /// Addresses that no browser takes.
    case tooManyBytes(most: Int)
    case noSourceLink
    /// The post has not exactly one image, exactly one video, or a link.
    case noMediaToWriteAbout
    /// Writing Impact that notes on this kind of media need.
    case mediaNeedsImpact(needed: Int)
  }

  /// The installation's choices.
  public struct Policy: Hashable, Sendable {
    /// Characters, where an address counts as one.
    public var mostCharacters = 280
    public var misleadingNeedsLink = true
    public var impactForImageOrVideo = 2
    public var impactForLink = 10

    public init() {}
  }

  /// What is wrong; empty: the note can be taken.
  ///
  /// - Parameters:
  ///   - media: of the post.
  ///   - impact: the writer's Writing Impact.
  public func problems(
    on media: Post.Media, impact: Int, isTopWriter: Bool, policy: Policy = Policy()
  ) -> [Problem] {
    var problems: [Problem] = []
    if let classification {
      let own = classification.reasons
      if reasons.isDisjoint(with: own) { problems.append(.noReason) }
      if !reasons.subtracting(own).isDisjoint(with: .all) {
        problems.append(.reasonOfOtherClassification)
      }
    } else {
      problems.append(.noClassification)
    }
    if hasTrustworthySources == nil { problems.append(.noAnswerOnSources) }
    let text = NoteText(text)
    if text.length == 0 { problems.append(.emptyText) }
    if text.text.utf8.count > WriterNoteText.mostBytes {
      problems.append(.tooManyBytes(most: WriterNoteText.mostBytes))
    }
    if text.length > policy.mostCharacters {
      problems.append(.textTooLong(length: text.length, most: policy.mostCharacters))
    }
    if policy.misleadingNeedsLink, classification == .misleading, text.links.isEmpty {
      problems.append(.noSourceLink)
    }
    if isAboutMedia {
      if let needed = Self.impactNeeded(for: media, policy) {
        if impact < needed && !isTopWriter { problems.append(.mediaNeedsImpact(needed: needed)) }
      } else {
        problems.append(.noMediaToWriteAbout)
      }
    }
    return problems
  }

  /// Writing Impact for a note on a post's media; nil where the question is not asked (WRT-17).
  public static func impactNeeded(for media: Post.Media, _ policy: Policy) -> Int? {
    if media.images + media.videos == 1 { return policy.impactForImageOrVideo }
    return media.links > 0 && media.images + media.videos == 0 ? policy.impactForLink : nil
  }

  /// The answers as the public table has them.
  public var answers: NoteReasons {
    var answers = reasons.intersection(.all)
    if hasTrustworthySources == true { answers.insert(.trustworthySources) }
    if isAboutMedia { answers.insert(.isMediaNote) }
    return answers
  }
}

extension Classification {
  /// The reasons that the form offers for it (WRT-13, WRT-14).
  public var reasons: NoteReasons {
    switch self {
    case .misleading: .allMisleading
    case .notMisleading: .allNotMisleading
    }
  }
}

extension NoteReasons {
  static let allMisleading = NoteReasons(rawValue: 0b000_0000_0111_1111)
  static let allNotMisleading = NoteReasons(rawValue: 0b000_1111_1000_0000)
  /// Every reason that can be ticked.
  static let all = allMisleading.union(allNotMisleading)
}
