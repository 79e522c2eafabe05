import NoteModel

/// One vote, as it was cast: nothing about it ever changes (moderation 6).
public struct Vote: Hashable, Codable, Sendable {
  public let item: ReviewItemID
  public let voter: MemberID
  public let value: VoteValue
  /// Milliseconds since 1970.
  public let castAt: Int64
  // Who the voter was then.
  public let trustLevel: Int
  public let isAdmin: Bool
  public let isModerator: Bool

  /// A vote that was stored; new ones come from `Ballot.cast`.
  public init(
    item: ReviewItemID, voter: MemberID, value: VoteValue, castAt: Int64, trustLevel: Int,
    isAdmin: Bool, isModerator: Bool
  ) {
    self.item = item
    self.voter = voter
    self.value = value
    self.castAt = castAt
    self.trustLevel = trustLevel
    self.isAdmin = isAdmin
    self.isModerator = isModerator
  }
}

/// What a voter thinks of the action, or of the proposed one.
public enum VoteValue: String, Codable, Sendable, CaseIterable {
  case helpful = "HELPFUL"
  case somewhatHelpful = "SOMEWHAT_HELPFUL"
  case notHelpful = "NOT_HELPFUL"

  /// What our own forms offer; hosts may send the third.
  public static let offered: [VoteValue] = [.helpful, .notHelpful]

  /// The value that text names, in any case of letters.
  public init?(name: String) {
    self.init(rawValue: name.uppercased())
  }

  public var helpfulness: Helpfulness {
    switch self {
    case .helpful: .helpful
    case .somewhatHelpful: .somewhatHelpful
    case .notHelpful: .notHelpful
    }
  }

  /// 1, 0.5 or 0: how far the voter is for the action.
  public var favour: Double { Double(helpfulness.score) }
}
