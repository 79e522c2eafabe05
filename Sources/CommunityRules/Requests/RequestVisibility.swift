import NoteModel

/// When requests for a note are shown to writers, and for how long (REQ-20 to REQ-23, REQ-26).
public struct RequestVisibility: Hashable, Codable, Sendable {
  /// Requests that a post needs, however few people see it.
  public var fewestRequests = 4
  /// Views for which one more request is needed; nil: by the size of the community.
  public var viewsPerRequest: Double?
  /// By the size of the community: its monthly readers over this, …
  public var readersPerView = 200.0
  /// … and no less than that.
  public var fewestViewsPerRequest = 50.0
  /// What one comment stands for where the host tells no views.
  public var viewsPerComment = 50
  /// Requests that suffice when they come from people of at least medium level.
  public var mediumRequests = 2
  /// Requests that suffice when they come from people of high level.
  public var highRequests = 1
  public var hoursShown = 24
  /// Age of a post from which on it no longer enters the timeline of requests.
  public var mostPostHours = 24

  public init() {}

  /// Requests that show a post whoever made them; not rounded (REQ-21).
  ///
  /// - Parameter monthlyReaders: people who read on the host in a month, as far as known.
  public func requestsNeeded(for attention: Post.Attention, monthlyReaders: Int) -> Double {
    let views = Double(attention.views ?? attention.comments * viewsPerComment)
    let divisor =
      viewsPerRequest ?? max(fewestViewsPerRequest, Double(monthlyReaders) / readersPerView)
    // A divisor of nothing would ask for endlessly many.
    return max(Double(fewestRequests), views / max(divisor, 1))
  }

  /// Whether a post's requests qualify for being shown (REQ-20).
  ///
  /// - Parameter requesters: the level of each person who requested a note.
  public func qualifies(
    requesters: [RequesterLevel], attention: Post.Attention, monthlyReaders: Int
  ) -> Bool {
    Double(requesters.count) >= requestsNeeded(for: attention, monthlyReaders: monthlyReaders)
      || requesters.count { $0 >= .medium } >= mediumRequests
      || requesters.count { $0 == .high } >= highRequests
  }

  /// When requests that qualified then stop being shown (REQ-23).
  public func shownUntil(qualifiedAt: Int64) -> Int64 {
    qualifiedAt + Int64(hoursShown) * Millis.hour
  }

  /// Whether writers see the requests on the post now (REQ-23, REQ-26).
  public func isShown(qualifiedAt: Int64, hasShownNote: Bool, at now: Int64) -> Bool {
    !hasShownNote && now >= qualifiedAt && now < shownUntil(qualifiedAt: qualifiedAt)
  }

  /// Whether a post enters the timeline of requests (REQ-22).
  public func entersTimeline(publishedAt: Int64, qualifiedAt: Int64) -> Bool {
    qualifiedAt - publishedAt < Int64(mostPostHours) * Millis.hour
  }
}
