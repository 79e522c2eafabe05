import NoteModel

/// How many notes somebody may ask for in 24 hours, and when the next (REQ-10, REQ-11).
public struct RequestLimits: Hashable, Codable, Sendable {
  public var levels = RequesterLevel.Policy()
  /// Requests in 24 hours, by level.
  public var high = 20
  public var medium = 10
  public var ordinary = 5
  /// Requests in 24 hours of somebody whose requests were for posts that need no note.
  public var withoutNeed = 2
  /// Eligible requests, none of which led to a helpful note, from which on that limit holds.
  public var withoutNeedFrom = 20
  /// Share of the requested posts that turned out to need no note, from which on it holds.
  public var withoutNeedShare = 0.5

  public init() {}

  /// A limit that a requester has reached.
  public struct Reached: Hashable, Sendable {
    /// Requests that 24 hours allow.
    public var limit: Int
    /// When the next request becomes possible.
    public var nextAt: Int64
  }

  /// Requests in 24 hours, at least 1.
  ///
  /// - Parameters:
  ///   - eligibleRequests: made on posts before any note had been proposed there.
  ///   - helpfulNotes: posts that ended with a helpful note after such a request.
  ///   - postsWithoutNeed: requested posts whose misleading notes all ended not helpful.
  public func perDay(eligibleRequests: Int, helpfulNotes: Int, postsWithoutNeed: Int) -> Int {
    let level = RequesterLevel(
      eligibleRequests: eligibleRequests, helpfulNotes: helpfulNotes, policy: levels)
    let limit =
      switch level {
      case .high: high
      case .medium: medium
      case .ordinary:
        isWithoutNeed(eligibleRequests, helpfulNotes, postsWithoutNeed) ? withoutNeed : ordinary
      }
    return max(1, limit)
  }

  /// The limit that stands in the way of a request now; nil: it may be made.
  ///
  /// - Parameter times: when the requests of the last day were made, withdrawn ones among them
  ///   (REQ-3).
  public func reached(
    at now: Int64, eligibleRequests: Int, helpfulNotes: Int, postsWithoutNeed: Int, times: [Int64]
  ) -> Reached? {
    let limit = perDay(
      eligibleRequests: eligibleRequests, helpfulNotes: helpfulNotes,
      postsWithoutNeed: postsWithoutNeed)
    let recent = times.filter { $0 > now - Millis.day }.sorted()
    guard recent.count >= limit else { return nil }
    // Once this one is a day old, fewer than the limit are left.
    return Reached(limit: limit, nextAt: recent[recent.count - limit] + Millis.day)
  }

  private func isWithoutNeed(_ requests: Int, _ helpful: Int, _ postsWithoutNeed: Int) -> Bool {
    requests >= withoutNeedFrom && helpful == 0
      && Double(postsWithoutNeed) >= withoutNeedShare * Double(requests)
  }
}
