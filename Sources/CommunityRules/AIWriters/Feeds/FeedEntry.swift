import NoteModel

/// What brings a post into the feeds of AI writers (AIW-39).
public struct FeedEntry: Hashable, Codable, Sendable {
  public var small = Rule(asShownToWriters: true)
  public var large = Rule(requests: 2, mediumRequests: 1)
  public var xl = Rule(requests: 1)
  public var xxl = Rule(contextReplies: 1)
  /// How long a feed offers a post, once in it.
  public var hoursOffered = 24

  public init() {}

  /// One of the ways into a feed; any condition that is set suffices.
  public struct Rule: Hashable, Codable, Sendable {
    /// When requests for the post qualify for being shown to writers (REQ-20).
    public var asShownToWriters: Bool
    /// Requests from anybody.
    public var requests: Int?
    /// Requests from people of at least medium level.
    public var mediumRequests: Int?
    /// Replies to the post that ask for context.
    public var contextReplies: Int?
    /// Age of a post from which on it no longer enters.
    public var mostPostHours: Int

    public init(
      asShownToWriters: Bool = false, requests: Int? = nil, mediumRequests: Int? = nil,
      contextReplies: Int? = nil, mostPostHours: Int = 24
    ) {
      self.asShownToWriters = asShownToWriters
      self.requests = requests
      self.mediumRequests = mediumRequests
      self.contextReplies = contextReplies
      self.mostPostHours = mostPostHours
    }
  }

  /// What is known of a post now.
  public struct Facts: Hashable, Sendable {
    /// The level of each person who requests a note.
    public var requesters: [RequesterLevel]
    public var attention: Post.Attention
    public var contextReplies: Int
    /// Or when the post became known here, where its host does not tell.
    public var publishedAt: Int64

    public init(
      requesters: [RequesterLevel] = [], attention: Post.Attention = Post.Attention(),
      contextReplies: Int = 0, publishedAt: Int64
    ) {
      self.requesters = requesters
      self.attention = attention
      self.contextReplies = contextReplies
      self.publishedAt = publishedAt
    }
  }

  public subscript(size: FeedSize) -> Rule {
    switch size {
    case .small: small
    case .large: large
    case .xl: xl
    case .xxl: xxl
    }
  }

  /// The smallest feed that a post enters now, and with it all wider ones; nil: none.
  ///
  /// - Parameters:
  ///   - visibility: when requests are shown to writers.
  ///   - monthlyReaders: people who read on the host in a month, as far as known.
  public func size(
    _ facts: Facts, visibility: RequestVisibility = RequestVisibility(), monthlyReaders: Int,
    at now: Int64
  ) -> FeedSize? {
    FeedSize.allCases.first { size in
      let rule = self[size]
      guard now - facts.publishedAt < Int64(rule.mostPostHours) * Millis.hour else { return false }
      if rule.asShownToWriters,
        visibility.qualifies(
          requesters: facts.requesters, attention: facts.attention, monthlyReaders: monthlyReaders)
      {
        return true
      }
      return Self.reaches(facts.requesters.count, rule.requests)
        || Self.reaches(facts.requesters.count { $0 >= .medium }, rule.mediumRequests)
        || Self.reaches(facts.contextReplies, rule.contextReplies)
    }
  }

  /// Whether a feed offers a post now: it holds what the smaller ones hold.
  public func offers(_ eligibility: FeedEligibility, in size: FeedSize, at now: Int64) -> Bool {
    FeedSize.allCases.contains { inner in
      guard inner <= size, let since = eligibility[inner] else { return false }
      return now >= since && now < since + Int64(hoursOffered) * Millis.hour
    }
  }

  private static func reaches(_ count: Int, _ needed: Int?) -> Bool {
    // Nothing at all never brings a post in.
    needed.map { count >= max($0, 1) } ?? false
  }
}
