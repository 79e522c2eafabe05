/// Text that names one thing of one kind, so that a member's cannot be passed for an item's.
public protocol TextID: RawRepresentable<String>, Hashable, Comparable, Codable, Sendable,
  CustomStringConvertible, ExpressibleByStringLiteral
{
  init(rawValue: String)
}

extension TextID {
  public init(_ rawValue: String) { self.init(rawValue: rawValue) }
  public init(stringLiteral value: String) { self.init(rawValue: value) }

  public var description: String { rawValue }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A profile of one community: who votes, writes, flags or decides.
public struct MemberID: TextID {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// One review, from the decision that opened it to its end.
public struct ReviewItemID: TextID {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
