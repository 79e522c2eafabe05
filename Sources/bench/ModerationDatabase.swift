import Foundation
import LoadClient
import Moderation
import Simulation
import Storage

/// Databases of moderated forums, with the key of their adapter.
struct ModerationDatabase: Sendable {
  let site: SiteDatabase
  let key: String
  private static let slug = "forum.example.org"
  static let community = "0193e4a8-0000-7000-8000-000000000001"
  private static let members = 10_000

  /// A forum without posts, made anew.
  static func forum(in root: String) throws -> ModerationDatabase {
    let site = SiteDatabase(folder: "\(root)/forum")
    try? FileManager.default.removeItem(atPath: site.folder)
    try site.fill { _ in }
    return try connected(site)
  }

  /// A forum where very many reviews are open: members of two camps who contradict each other, so that
  /// few of them are decided.
  static func reviews(_ count: Int, votes: Int, in root: String) throws -> ModerationDatabase {
    let site = SiteDatabase(folder: "\(root)/reviews-\(count)")
    let isNew = !FileManager.default.fileExists(atPath: site.folder)
    try site.fill { _ in }
    let database = try connected(site)
    if isNew { try database.fill(count, votes: votes) } else { try database.forget(count) }
    // What was written to make it is not to be waited for in what is measured.
    sync()
    return database
  }

  private static func connected(_ site: SiteDatabase) throws -> ModerationDatabase {
    let file = "\(site.folder)/adapter.json"
    if !FileManager.default.fileExists(atPath: file) {
      let process = Process()
      process.executableURL = SiteBenchmark.program
      process.arguments = [
        "admin", "adapter", "create", "Benchmark", "--json", "--data", site.folder,
      ]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let report = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let words = "\(site.folder)/words.txt"
      try "spam 0.95 cheap watches\n".write(toFile: words, atomically: true, encoding: .utf8)
      let list = Process()
      list.executableURL = SiteBenchmark.program
      list.arguments = ["admin", "word-list", words, "--data", site.folder]
      list.standardOutput = FileHandle.nullDevice
      try list.run()
      list.waitUntilExit()
      let made = try JSONDecoder().decode(NewAdapter.self, from: report)
      let store = try SQLiteStore(path: "\(site.folder)/community.sqlite")
      try SiteDatabase.write(to: store) { store in
        try store.insert(
          ModeratedCommunity(
            id: community, adapter: made.adapter, platform: "discourse", slug: slug,
            name: "Forum", createdAt: 1))
        var level = PolicyLevel.newCommunity
        level.defaultReviewGroup = .community
        _ = try store.addPolicy(level, channel: nil, of: community, by: "benchmark", at: 1)
      }
      try store.close()
      try report.write(to: URL(filePath: file))
    }
    let made = try JSONDecoder().decode(
      NewAdapter.self, from: Data(contentsOf: URL(filePath: file)))
    return ModerationDatabase(site: site, key: made.key)
  }

  private struct NewAdapter: Decodable {
    var adapter: String
    var key: String

    private enum CodingKeys: String, CodingKey {
      case adapter = "adapter_id"
      case key = "api_key"
    }
  }

  // MARK: Requests

  func submission(_ name: String, number: Int) -> Request {
    let text =
      number % 100 == 0
      ? "Buy cheap watches here, \(name)"
      : "The council met on Monday and put the vote on the bridge off again. Number \(name)."
    return Request(
      "POST", "/api/public/v1/requests",
      headers: [
        "X-API-Key": key, "X-Adapter-Platform": "discourse",
        "X-Adapter-User-Id": String(number % 500 + 1), "X-Adapter-Scope": Self.slug,
        "X-Adapter-Username": "member\(number % 500 + 1)", "X-Adapter-Trust-Level": "2",
      ],
      json: """
        {"data":{"type":"requests","attributes":{"request_id":"discourse-post-\(name)",\
        "requested_by":"\(number % 500 + 1)","community_server_id":"\(Self.slug)",\
        "original_message_content":"\(text)","platform_message_id":"\(name)",\
        "platform_channel_id":"5","platform_author_id":"\(number % 500 + 1)",\
        "metadata":{"title":"Bridge","category":"Town"}}}}
        """)
  }

  /// The review page of a member, as the plugin asks for it.
  func queue(member: Int) -> Request {
    let member = member % Self.members
    return Request(
      "GET", "/api/public/v1/moderation-actions?action_state=under_review",
      headers: [
        "X-API-Key": key, "X-Adapter-Platform": "discourse", "X-Adapter-User-Id": String(member),
        "X-Adapter-Scope": Self.slug, "X-Adapter-Username": "member\(member)",
        "X-Adapter-Trust-Level": "2",
      ])
  }

  var scoring: Request {
    Request(
      "POST", "/api/v2/community-servers/\(Self.community)/score", headers: ["X-API-Key": key],
      json: "{}")
  }

  // MARK: Filling

  private static func id(_ kind: Int, _ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "0193e4a8-000\(kind)-7000-8000-" + String(repeating: "0", count: 12 - digits.count)
      + digits
  }

  /// Every vote is new again.
  private func forget(_ count: Int) throws {
    let store = try SQLiteStore(path: "\(site.folder)/community.sqlite")
    try SiteDatabase.write(0..<count, to: store) { store, number in
      try store.noteVote(on: ReviewItemID(Self.id(4, number)))
    }
    try store.close()
  }

  private func fill(_ count: Int, votes: Int) throws {
    let store = try SQLiteStore(path: "\(site.folder)/community.sqlite")
    let now = Int64(Date().timeIntervalSince1970 * 1_000)
    try SiteDatabase.write(0..<Self.members, to: store) { store, number in
      var member = ExternalMember(
        id: MemberID(Self.id(1, number)), platform: "discourse", scope: Self.slug,
        userID: String(number), name: "member\(number)", createdAt: now)
      member.trustLevel = 2
      try store.insert(member)
    }
    var policy = ModerationPolicy()
    policy.defaultReviewGroup = .community
    let classification = try Moderation.Classification(
      confidence: 0.7, labels: [.init("harassment", score: 0.7)], explanation: "A listed phrase.")
    guard
      let verdict = PolicyDecision.decide(classification, policy, PostFacts()).verdict
    else { return }
    let perReview = votes / count
    try SiteDatabase.write(0..<count, to: store, commitsOf: 500) { store, number in
      let openedAt = now - Int64(count - number) * 1_000
      let (post, request) = (Self.id(2, number), Self.id(3, number))
      let review = ReviewItemID(Self.id(4, number))
      let author = MemberID(Self.id(1, number % Self.members))
      var moderated = ModeratedPost(
        id: post, community: Self.community, message: String(number), channel: "5",
        author: String(number % Self.members), authorMember: author,
        content: "Post \(number) about the bridge.", contentHash: "", updatedAt: openedAt)
      moderated.review = review
      try store.put(moderated)
      var submission = Submission(
        id: request, community: Self.community, clientKey: "post-\(number)", post: post,
        message: String(number), channel: "5", requestedBy: String(number % Self.members),
        isFlag: false, flagger: nil, content: moderated.content, contentHash: "", at: openedAt)
      submission.review = review
      submission.state = .inProgress
      try store.put(submission)
      let action = ModerationAction(
        kind: verdict.action, tier: verdict.tier, reviewGroup: verdict.group, policyVersion: 1,
        at: openedAt)
      let opened = try ReviewItem.opening(review, postAuthor: author, action: action, at: openedAt)
      let stored = StoredReview(
        item: opened.item, community: Self.community, post: post, submission: request,
        channel: "5", note: Self.id(5, number), summary: "Flagged as harassment.",
        evidence: verdict.evidence)
      try store.insert(stored)
      try store.noteVote(on: review)
      var random = SeededGenerator(seed: 1, stream: UInt64(number))
      var voters: Set<Int> = []
      while voters.count < perReview {
        voters.insert(Int(random.next() % UInt64(Self.members)))
      }
      for (place, voter) in voters.sorted().enumerated() {
        // Camps of even and odd numbers, who contradict each other nine times in ten.
        let isFor = (voter % 2 == 0) != (random.next() % 10 == 0)
        try store.insert(
          StoredVote(
            id: Self.id(6, number * perReview + place), note: stored.note, cycle: 1,
            vote: Vote(
              item: review, voter: MemberID(Self.id(1, voter)),
              value: isFor ? .helpful : .notHelpful, castAt: openedAt + 1, trustLevel: 2,
              isAdmin: false, isModerator: false), origin: nil))
      }
    }
    try store.close()
  }
}
