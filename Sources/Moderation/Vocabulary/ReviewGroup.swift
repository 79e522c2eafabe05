/// Who may see and vote on an item (moderation 5), the least restrictive first.
public enum ReviewGroup: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable, Comparable
{
  case community
  case trusted
  case staff

  /// The trust level that the group takes by itself; nil: staff alone.
  public var minimumTrustLevel: Int? {
    switch self {
    case .community: 2
    case .trusted: 3
    case .staff: nil
    }
  }

  /// The group that stored text names. Text that names none, or no text, means staff: whoever
  /// cannot tell who may see an item shows it to as few as possible.
  public init(stored text: String?) { self = text.flatMap(Self.init(rawValue:)) ?? .staff }

  private var restrictiveness: Int {
    switch self {
    case .community: 1
    case .trusted: 2
    case .staff: 3
    }
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.restrictiveness < right.restrictiveness
  }
}
