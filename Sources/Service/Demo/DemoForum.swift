import CommunityRules
import Moderation
import NoteModel
import OAuth
import Storage
import Synchronization

/// The forum of the demo, whose members review its moderation. Its posts go the way of every post:
/// the classifier judges them, the policy decides, members vote, the consensus settles.
struct DemoForum: Sendable {
  private let site: Site
  private let clock: DemoClock
  private let now: Int64
  private let author: AccountID
  private let community: String

  private static let slug = "forum.example"

  init(for site: Site, _ accounts: DemoAccounts) {
    let clock = DemoClock()
    self.clock = clock
    now = site.now
    author = accounts.author
    community = NewIDs.uuid(at: now)
    self.site = Site(
      configuration: site.configuration, store: site.store,
      clock: SiteClock { clock.millis.withLock { $0 } }, key: site.key, mail: site.mail)
  }

  private func set(_ millis: Int64) { clock.millis.withLock { $0 = millis } }

  func build() async throws {
    let founded = now - 200 * Millis.hour
    set(founded)
    try await site.changeWordList(DemoForumPost.wordList)
    let (caller, members) = try await found(at: founded)
    // All are judged before the classifier learns from what members decide.
    var reviews: [ReviewItemID] = []
    for (number, post) in DemoForumPost.all.enumerated() {
      set(now - post.hours * Millis.hour)
      reviews.append(try await submit(post, number, by: members, caller))
    }
    for (post, review) in zip(DemoForumPost.all, reviews) {
      try await vote(post, review, members)
    }
    try await sortNotices()
  }

  /// Notices are listed as they were left; those of the demo's past were not left in its order.
  private func sortNotices() async throws {
    try await site.store.write { [author] store in
      let notices = try store.notices(to: author, before: nil, limit: 100)
      try store.deleteNotices(of: author)
      for notice in notices.sorted(by: { $0.createdAt < $1.createdAt }) {
        try store.insert(notice)
      }
    }
  }

  /// The people of the forum; the demo's author comes last.
  private func found(at founded: Int64) async throws -> (AdapterCaller, [ExternalMember]) {
    let adapter = Adapter(id: NewIDs.uuid(at: founded), name: "Demo forum", createdAt: founded)
    var community = ModeratedCommunity(
      id: self.community, adapter: adapter.id, platform: "discourse", slug: Self.slug,
      name: "the demo forum", createdAt: founded)
    community.isHost = true
    community.registersWebhook = false
    var level = PolicyLevel.newCommunity
    level.defaultReviewGroup = .community
    let author = author
    let members = try await site.store.write { [community, level] store in
      guard let key = try store.account(author)?.authorKey else {
        throw DemoError.nobodyFor(role: "author")
      }
      try store.insert(adapter)
      try store.insert(community)
      try store.addPolicy(level, channel: nil, of: community.id, by: "system", at: founded)
      let own = String(key.drop { $0 != ":" }.dropFirst())
      // Accounts of the demo sign in by these names too.
      let names =
        DemoStory.writers.filter { $0 != own } + [own] + ["corner_table", "last_tram"]
      let members = try names.map { name in
        var member = try store.member(
          of: community, userID: "\(Self.slug):\(name)", name: name, at: founded)
        member.trustLevel = 2
        try store.update(member)
        return member
      }
      return members.dropLast(2)
    }
    // Without a key: no program calls for this forum.
    let key = AdapterKey(
      id: NewIDs.uuid(at: founded), adapter: adapter.id, name: "none", prefix: nil, hash: "",
      scopes: [AdapterScope.adapter], createdAt: founded)
    let caller = AdapterCaller(adapter: adapter, key: key, secret: Secret(""), identity: nil)
    return (caller, Array(members))
  }

  private func submit(
    _ post: DemoForumPost, _ number: Int, by members: [ExternalMember], _ caller: AdapterCaller
  ) async throws -> ReviewItemID {
    let writer: ExternalMember? =
      switch post.writer {
      case .author: members.last
      case .member(let number): members[number]
      }
    let answeredMessage = "answered-\(number + 1)"
    if let (member, text) = post.answered {
      _ = try await site.submit(
        caller, form(post, answeredMessage, text, by: members[member], topic: number))
    }
    let form = form(
      post, String(number + 1), post.text, by: writer, topic: number,
      answered: post.answered == nil ? nil : answeredMessage)
    guard let review = try await site.submit(caller, form).card.review else {
      throw DemoError.nobodyFor(role: "post of the forum")
    }
    return review.id
  }

  private func form(
    _ post: DemoForumPost, _ message: String, _ text: String, by writer: ExternalMember?,
    topic number: Int, answered: String? = nil
  ) -> SubmissionForm {
    var form = SubmissionForm(
      clientKey: "discourse-post-\(message)", requestedBy: Self.slug, community: Self.slug)
    form.message = message
    form.content = text
    form.channel = post.category
    form.author = writer?.userID
    form.metadata = .object(
      [
        "title": .text(post.title), "category": .text(post.category),
        "author_username": .text(writer?.name ?? ""), "topic_id": .int(Int64(number + 1)),
        "reply_to": JSONTree(answered),
      ].filter { !$0.value.isNull })
    return form
  }

  private func vote(
    _ post: DemoForumPost, _ id: ReviewItemID, _ members: [ExternalMember]
  ) async throws {
    let posted = now - post.hours * Millis.hour
    try await site.store.write { store in
      for (number, vote) in post.votes.enumerated() {
        guard let review = try store.review(id) else { return }
        _ = try store.cast(
          vote.isFor ? .helpful : .notHelpful, by: Voter(unprivileged: members[vote.member]),
          on: review, note: review.note, origin: [],
          at: posted + Int64(number + 1) * 35 * Millis.minute)
      }
    }
    set(min(now, posted + 20 * Millis.hour))
    try await ConsensusPass(site: site, community: community).run()
    guard let statement = post.statement else { return }
    let at = min(now - Millis.hour, posted + 22 * Millis.hour)
    try await site.store.write { store in
      guard let review = try store.review(id) else { return }
      _ = try store.insert(
        ReviewAppeal(
          review: id, cycle: review.item.cycle, author: review.item.postAuthor, text: statement,
          at: at))
    }
  }
}
