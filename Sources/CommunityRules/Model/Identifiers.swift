/// A number that names a row of one kind, so that a post's cannot be passed for a note's.
public protocol NumberID: RawRepresentable<Int64>, Hashable, Comparable, Codable, Sendable,
  CustomStringConvertible, LosslessStringConvertible
{
  init(rawValue: Int64)
}

extension NumberID {
  public init(_ rawValue: Int64) { self.init(rawValue: rawValue) }

  /// Nil unless the text is a positive decimal number.
  public init?(_ description: String) {
    guard let value = Int64(description), value > 0 else { return nil }
    self.init(rawValue: value)
  }

  public var description: String { String(rawValue) }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A note, as in the public data: grows with time and cannot be guessed.
public struct NoteID: NumberID {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A post that notes are about; `tweetId` in the public data.
public struct PostID: NumberID {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A login. Private: no public surface ever shows it.
public struct AccountID: NumberID {
  public let rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The permanent pseudonymous identifier of a contributor in all public data: 64 hexadecimal
/// digits that nothing about the account determines.
public struct ParticipantID: RawRepresentable, Hashable, Comparable, Codable, Sendable,
  CustomStringConvertible
{
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
