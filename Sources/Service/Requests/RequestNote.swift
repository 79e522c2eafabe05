import CommunityRules
import NoteModel
import Storage

extension Site {
  /// Requests a note on a post. Who requested is never public.
  public func requestNote(_ asker: Asker, on postID: PostID, _ form: RequestForm) async throws {
    let now = self.now
    let problems = form.problems()
    guard problems.isEmpty else { throw SiteError.invalid(problems.map(\.fieldProblem)) }
    try await store.write { store in
      let asker = try asker.refreshed(in: store)
      try asker.require(.requestNote)
      let account = try asker.requireAccount()
      guard let post = try store.post(postID), post.removedAt == nil else { throw Self.noPost }
      guard !asker.wrote(post) else {
        throw SiteError.forbidden(reason: "You can't request a note on your own post.")
      }
      guard try store.request(for: postID, by: account.id) == nil else {
        throw SiteError.conflict(reason: "You have requested a note on this post already.")
      }
      let record = try store.requestRecord(of: account.id)
      let made = try store.requests(by: account.id, since: now - 86_400_000)
      if let reached = RequestLimits().reached(
        at: now, eligibleRequests: record.eligibleRequests, helpfulNotes: record.helpfulNotes,
        postsWithoutNeed: record.postsWithoutNeed, times: made.map(\.createdAt))
      {
        throw SiteError.limited(
          reason: "You may request \(reached.limit) notes in 24 hours, and did.",
          retryAt: reached.nextAt)
      }
      try store.put(
        NoteRequest(
          postID: postID, requester: account.id, createdAt: now, sourceLinks: form.sourceLinks,
          suggestion: form.suggestion,
          suggestionID: form.suggestion == nil ? nil : Int64.random(in: 1...Int64.max),
          isEligible: try !store.hasNotes(on: postID)))
      try store.enterFeeds(post, at: now)
      try Self.qualify(post, in: store, at: now)
    }
  }

  public func withdrawRequest(_ asker: Asker, on postID: PostID) async throws {
    let now = self.now
    try await store.write { store in
      let account = try asker.requireAccount()
      guard var request = try store.request(for: postID, by: account.id),
        request.withdrawnAt == nil
      else { throw SiteError.notFound(what: "You have not requested a note on this post.") }
      request.withdrawnAt = now
      try store.put(request)
    }
  }

  /// Notes when the requests for a post first qualified to be shown to writers (REQ-20).
  private static func qualify(
    _ post: Post, in store: any StoreTransaction, at now: Int64
  ) throws {
    var requested = try store.requestedPost(post.id) ?? RequestedPost(post: post.id)
    guard requested.contributorFeedAt == nil else { return }
    let requests = try store.requests(for: post.id)
    let levels = try store.requesterLevels(of: requests)
    let rule = try store.communitySettings().requestVisibility
    guard
      rule.qualifies(
        requesters: levels, attention: post.attention,
        monthlyReaders: try store.accountCount()),
      rule.entersTimeline(publishedAt: post.publishedAt ?? post.addedAt, qualifiedAt: now)
    else { return }
    requested.contributorFeedAt = now
    try store.put(requested)
    for writer in try store.members() {
      guard let contributor = try store.contributor(writer.participant),
        contributor.impact.isTopWriter, contributor.leftAt == nil, !contributor.isAutomated,
        !requests.contains(where: { $0.requester == writer.account })
      else { continue }
      try store.tell(writer, .requestsOnPost, subject: post.id.description, at: now)
    }
  }

  /// Requests for a post as writers see them: what was said, never by whom nor how many.
  public struct RequestedPostView: Hashable, Codable, Sendable {
    public var post: PostView
    public var since: Int64
    public var sourceLinks: [String]
    public var suggestions: [String]
  }

  /// Posts for which notes are wanted (REQ-22, REQ-23, REQ-26).
  public func requestsTimeline(_ asker: Asker) async throws -> [RequestedPostView] {
    let now = self.now
    return try await store.read { store in
      try asker.require(.seeRequests)
      let reading = try NoteReading(store, for: asker, at: now)
      let rule = reading.settings.requestVisibility
      let requested = try store.requestedPosts(since: now - 86_400_000, limit: 100)
      let posts = try store.posts(requested.map(\.post))
      let views = Dictionary(
        try reading.views(of: posts.values.filter { $0.removedAt == nil }).map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
      return try requested.compactMap { requested in
        guard let since = requested.contributorFeedAt, let view = views[requested.post.description],
          rule.isShown(
            qualifiedAt: since, hasShownNote: view.notes.contains(where: \.isShown), at: now)
        else { return nil }
        let requests = try store.requests(for: requested.post).filter { $0.withdrawnAt == nil }
        return RequestedPostView(
          post: view, since: since, sourceLinks: Self.links(requests),
          suggestions: requests.compactMap(\.suggestion).sorted())
      }
    }
  }

  /// Those that most people gave come first (REQ-43).
  private static func links(_ requests: [NoteRequest]) -> [String] {
    var people: [String: Int] = [:]
    for link in requests.flatMap({ Set($0.sourceLinks) }) { people[link, default: 0] += 1 }
    return people.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}

extension RequestForm.Problem {
  var fieldProblem: FieldProblem {
    switch self {
    case .tooManyLinks(let most):
      FieldProblem(field: "sources", message: "Give at most \(most) links.")
    case .noAddress(let text):
      FieldProblem(field: "sources", message: "“\(text.prefix(60))” is no address: https://…")
    case .linkTooLong(let most):
      FieldProblem(field: "sources", message: "A link may have at most \(most) characters.")
    case .suggestionTooLong(let length, let most):
      FieldProblem(
        field: "suggestion", message: "The reason has \(length) characters; \(most) fit.")
    }
  }
}
