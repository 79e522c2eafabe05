/// The votes on an item, counted. Staff's alone while the item is open, and after.
public struct Tally: Hashable, Codable, Sendable {
  public private(set) var helpful = 0
  public private(set) var somewhatHelpful = 0
  public private(set) var notHelpful = 0

  public init(_ votes: some Sequence<VoteValue>) {
    for vote in votes {
      switch vote {
      case .helpful: helpful += 1
      case .somewhatHelpful: somewhatHelpful += 1
      case .notHelpful: notHelpful += 1
      }
    }
  }

  public var total: Int { helpful + somewhatHelpful + notHelpful }

  /// The mean of 3, 2 and 1; 0 without votes (moderation-api 5.3).
  public var averageScore: Double {
    total == 0 ? 0 : Double(3 * helpful + 2 * somewhatHelpful + notHelpful) / Double(total)
  }
}
