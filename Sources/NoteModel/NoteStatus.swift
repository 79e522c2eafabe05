/// What the community, or one model of it, decided about a note.
public enum NoteStatus: UInt8, Sendable, CaseIterable, Codable {
  case needsMoreRatings
  case helpful
  case notHelpful
  /// One model's "almost helpful"; never a final status.
  case needsYourHelp
  /// One model's refusal, which also stops models of wider coverage; never a final status.
  case firmReject

  /// The text in the public tables.
  public var name: String {
    switch self {
    case .needsMoreRatings: "NEEDS_MORE_RATINGS"
    case .helpful: "CURRENTLY_RATED_HELPFUL"
    case .notHelpful: "CURRENTLY_RATED_NOT_HELPFUL"
    case .needsYourHelp: "NEEDS_YOUR_HELP"
    case .firmReject: "FIRM_REJECT"
    }
  }

  /// The status that a public table's text names, or nil.
  public init?(name: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
