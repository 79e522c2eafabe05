import CommunityRules
import NoteModel
import Storage

/// The accounts of a demo, and what they did beside notes and ratings.
struct DemoPeople {
  let content: DemoContent
  let now: Int64

  init(_ content: DemoContent, now: Int64) {
    self.content = content
    self.now = now
  }

  /// Finds out of the scored community who can be whom, and writes the accounts.
  func insert(_ store: any StoreTransaction) throws -> DemoAccounts {
    let people = try store.allContributors()
    let rater = try Self.rater(people)
    let writer = try Self.writer(people)
    let shown = try shownNote(store)
    guard let post = try store.post(shown.postID), let authorKey = post.authorKey else {
      throw DemoError.nobodyFor(role: "author")
    }
    let accounts = DemoAccounts(
      reader: try store.insert(account("reader")),
      rater: try store.insert(account("rater", authorKey: "forum.example:corner_table")),
      writer: try store.insert(account("writer", authorKey: "forum.example:last_tram")),
      author: try store.insert(account("author", authorKey: authorKey)),
      operator: try store.insert(account("operator", role: .operator)))
    try store.insert(Membership(account: accounts.rater, participant: rater.id))
    try store.insert(Membership(account: accounts.writer, participant: writer.id))
    try insertRequests(store, accounts)
    try insertReports(store, accounts, shown)
    try insertNotices(store, accounts, writer: writer, shown)
    return accounts
  }

  private func account(
    _ name: String, authorKey: String? = nil, role: Account.Role = .member
  ) -> Account {
    let created = now - 90 * Millis.day
    return Account(
      id: AccountID(0), email: "\(name)@demo.invalid", emailVerifiedAt: created,
      name: "Demo \(name)", authorKey: authorKey, role: role, createdAt: created)
  }

  /// Who rated well, but not yet enough to write.
  private static func rater(_ people: [Contributor]) throws -> Contributor {
    let candidates = people.filter {
      $0.enrollment.state == .newUser && $0.impact.notes == 0 && $0.impact.ratingImpact < 5
    }
    guard
      let best = candidates.max(by: {
        ($0.impact.ratingImpact, $1.id) < ($1.impact.ratingImpact, $0.id)
      })
    else { throw DemoError.nobodyFor(role: "rater") }
    return best
  }

  /// Who wrote good notes, but is no top writer.
  private static func writer(_ people: [Contributor]) throws -> Contributor {
    let candidates = people.filter {
      $0.enrollment.state == .earnedIn && !$0.impact.isTopWriter && $0.impact.helpfulNotes > 0
    }
    guard
      let best = candidates.max(by: {
        ($0.impact.writingImpact, $0.impact.notes, $1.id)
          < ($1.impact.writingImpact, $1.impact.notes, $0.id)
      })
    else { throw DemoError.nobodyFor(role: "writer") }
    return best
  }

  /// The note that became helpful last.
  private func shownNote(_ store: any StoreTransaction) throws -> Note {
    guard let newest = try store.postsByHelpfulNote(before: nil, limit: 1).first,
      let note = try store.note(newest.note)
    else { throw DemoError.nobodyFor(role: "author") }
    return note
  }
}

extension DemoPeople {
  /// Wishes for notes, from the demo's own accounts and from neighbours.
  private func insertRequests(_ store: any StoreTransaction, _ accounts: DemoAccounts) throws {
    var requesters = [accounts.reader, accounts.author]
    for number in 1...6 { requesters.append(try store.insert(account("neighbour\(number)"))) }
    let answered = content.posts.suffix(24).enumerated().filter { $0.offset % 4 == 0 }
      .map(\.element)
    for (number, post) in (answered + content.unansweredPosts).enumerated() {
      let start = post.addedAt + 5 * Millis.minute
      let count = 4 + number % 4
      for requester in 0..<min(count, requesters.count) {
        try store.put(
          NoteRequest(
            postID: post.id, requester: requesters[requester],
            createdAt: min(now - Millis.minute, start + Int64(requester) * 7 * Millis.minute),
            sourceLinks: requester == 0 ? ["https://example.org/request/\(number)"] : [],
            suggestion: requester == 1 ? Self.suggestions[number % Self.suggestions.count] : nil,
            isEligible: true))
      }
      var requested = RequestedPost(post: post.id)
      requested.contributorFeedAt = min(now, start + 21 * Millis.minute)
      requested.smallFeedAt = requested.contributorFeedAt
      requested.largeFeedAt = requested.contributorFeedAt
      try store.put(requested)
    }
  }

  private static let suggestions = [
    "The picture is older than it says.", "Please check the figure; it seems far too high.",
    "The notice at the place itself says something else.",
  ]

  /// One open report, one that was dealt with, another look at a shown note, and views.
  private func insertReports(
    _ store: any StoreTransaction, _ accounts: DemoAccounts, _ shown: Note
  ) throws {
    let present = content.notes.filter { $0.isPresent && $0.id != shown.id }
    for (number, note) in present.suffix(12).prefix(2).enumerated() {
      try store.insert(
        Report(
          note: note.id, reporter: accounts.reader,
          category: (number == 0 ? ReportCategory.harassment : .spam).rawValue,
          text: number == 0 ? "It attacks the person who wrote the post." : "An advertisement?",
          createdAt: now - Int64(2 + number) * Millis.hour))
    }
    if let closed = try store.openReports().first(where: {
      $0.category == ReportCategory.spam.rawValue
    }) {
      try store.closeReport(
        closed.id, outcome: ReportOutcome.noViolation.rawValue, at: now - Millis.hour)
    }
    let helpful = try store.postsByHelpfulNote(before: nil, limit: 200)
    try store.addViews(
      Dictionary(
        uniqueKeysWithValues: helpful.enumerated().map { ($0.element.note, 240 + 37 * $0.offset) }))
  }

  private func insertNotices(
    _ store: any StoreTransaction, _ accounts: DemoAccounts, writer: Contributor, _ shown: Note
  ) throws {
    func tell(
      _ account: AccountID, _ kind: NoticeKind, subject: String, _ payload: String, hours: Int64
    ) throws {
      try store.insert(
        Notice(
          account: account, kind: kind.rawValue, subject: subject, payload: payload,
          createdAt: now - hours * Millis.hour))
    }
    let own = try store.notes(by: writer.id, before: nil, limit: 50).filter(\.isPresent)
    let statuses = try store.statuses(of: own.map(\.id))
    for note in own where statuses[note.id]?.publicStatus == .helpful {
      try tell(
        accounts.writer, .statusChanged, subject: note.id.description, "helpful", hours: 5)
    }
    try tell(
      accounts.author, .noteOnYourPost, subject: shown.postID.description, "{}", hours: 1)
    try tell(accounts.rater, .admitted, subject: "admission", "{}", hours: 400)
  }
}
