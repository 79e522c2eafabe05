/// Milliseconds since the Unix epoch, or missing, in eight bytes.
///
/// A comparison through `value` with a missing side is false, as everywhere in the scoring
/// specification; −1 is an ordinary value that some columns use for "cleared" or "never".
public struct OptionalMillis: Hashable, Sendable {
  @usableFromInline var raw: Int64

  @inlinable public init(_ value: Int64?) { raw = value ?? .min }

  /// Never happened.
  public static let missing = OptionalMillis(nil)

  @inlinable public var value: Int64? { raw == .min ? nil : raw }
}

/// Durations in milliseconds.
public enum Millis {
  public static let minute: Int64 = 60_000
  public static let hour: Int64 = 3_600_000
  public static let day: Int64 = 86_400_000
}
