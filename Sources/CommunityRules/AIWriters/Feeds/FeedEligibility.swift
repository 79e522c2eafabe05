/// When a post first entered each feed, for the public table of requests (AIW-38, DAT-60).
public struct FeedEligibility: Hashable, Codable, Sendable {
  public private(set) var smallAt: Int64?
  public private(set) var largeAt: Int64?
  public private(set) var xlAt: Int64?
  /// Not in the public table, which has no column for it.
  public private(set) var xxlAt: Int64?

  /// As it was kept; a wider feed takes a post no later than a smaller one.
  public init(
    smallAt: Int64? = nil, largeAt: Int64? = nil, xlAt: Int64? = nil, xxlAt: Int64? = nil
  ) {
    self.smallAt = smallAt
    self.largeAt = Self.earlier(largeAt, self.smallAt)
    self.xlAt = Self.earlier(xlAt, self.largeAt)
    self.xxlAt = Self.earlier(xxlAt, self.xlAt)
  }

  public subscript(size: FeedSize) -> Int64? {
    switch size {
    case .small: smallAt
    case .large: largeAt
    case .xl: xlAt
    case .xxl: xxlAt
    }
  }

  /// Keeps that a post enters a feed, and every wider one, unless it was in them before.
  public mutating func enter(_ size: FeedSize, at now: Int64) {
    if size <= .small { smallAt = smallAt ?? now }
    if size <= .large { largeAt = largeAt ?? now }
    if size <= .xl { xlAt = xlAt ?? now }
    xxlAt = xxlAt ?? now
  }

  /// A cell of the public table: -1 for never.
  public func column(_ size: FeedSize) -> Int64 { self[size] ?? -1 }

  private static func earlier(_ a: Int64?, _ b: Int64?) -> Int64? {
    [a, b].compactMap(\.self).min()
  }
}
