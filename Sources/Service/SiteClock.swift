import Foundation

/// The only place where a living site reads the time; passed in, so that tests can set it.
public struct SiteClock: Sendable {
  /// Milliseconds since the epoch.
  public let now: @Sendable () -> Int64

  public init(now: @escaping @Sendable () -> Int64) { self.now = now }

  public static let system = SiteClock { Int64(Date().timeIntervalSince1970 * 1000) }
}
