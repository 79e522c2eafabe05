import CommunityRules
import Moderation
import Storage

/// Why the author of a hidden post thinks that it should come back, and what staff said.
public struct AppealView: Hashable, Codable, Sendable {
  public var id: Int64
  public var review: ReviewItemID
  public var text: String
  public var at: Int64
  public var answer: String?
  public var answeredAt: Int64?

  init(_ appeal: ReviewAppeal) {
    id = appeal.id
    review = appeal.review
    text = appeal.text
    at = appeal.at
    answer = appeal.answer
    answeredAt = appeal.answeredAt
  }
}

extension Site {
  /// Characters that an appeal, or its answer, may have.
  public static let appealLimit = 1_000

  /// Says why a post of the asker should come back; once in each cycle of a review. While members
  /// vote it stands beside the post; once the hide is decided it is for staff.
  public func appeal(_ asker: Asker, on id: ReviewItemID, text: String) async throws {
    _ = try asker.requireAccount()
    let text = try Self.appealText(text, field: "text")
    let now = self.now
    try await store.write { store in
      let review = try store.ownReview(id, of: asker.refreshed(in: store))
      guard let court = review.item.appealCourt else {
        throw SiteError.conflict(reason: "The post is not hidden.")
      }
      guard try store.appeal(on: id, cycle: review.item.cycle) == nil else {
        throw SiteError.conflict(reason: "You have said why it should come back.")
      }
      _ = try store.insert(
        ReviewAppeal(
          review: id, cycle: review.item.cycle, author: review.item.postAuthor, text: text,
          at: now))
      // By the name on the forum: nothing ties it to whatever else the account is here.
      try store.audit(
        ModerationAuditLine(
          at: now, community: review.community, review: id,
          actor: "member \(review.item.postAuthor)", what: "appeal made",
          details: JSONTree.object(["to": .text(court.rawValue)]).canonical))
    }
  }

  /// Appeals that wait for staff, the oldest first: those against hides that are decided. As long as
  /// members vote, it is they to whom the author speaks.
  public func openAppeals(_ asker: Asker, limit: Int) async throws -> [AppealView] {
    try asker.require(.takeMeasures)
    return try await store.read { store in
      try store.unansweredAppeals(states: [.confirmed, .applied], limit: limit)
        .map(AppealView.init)
    }
  }

  /// Answers an appeal; the author reads it. Restoring the post is a decision of its own.
  public func answerAppeal(_ asker: Asker, _ id: Int64, answer: String) async throws {
    try asker.require(.takeMeasures)
    let answer = try Self.appealText(answer, field: "answer")
    let now = self.now
    try await store.write { store in
      guard var appeal = try store.appeal(id), let review = try store.review(appeal.review) else {
        throw SiteError.notFound(what: "There is no such appeal.")
      }
      guard appeal.answeredAt == nil else {
        throw SiteError.conflict(reason: "The appeal is answered.")
      }
      guard review.item.appealCourt != .voters || review.item.cycle != appeal.cycle else {
        throw SiteError.conflict(reason: "Members still vote; the author speaks to them.")
      }
      appeal.answer = answer
      appeal.answeredAt = now
      try store.update(appeal)
      var line = Self.line(
        asker, "appeal answered", community: review.community, reason: answer, at: now)
      line.review = appeal.review
      try store.audit(line)
      try store.tellAuthor(of: review, .appealAnswered, by: .staff, at: now)
    }
  }

  private static func appealText(_ text: String, field: String) throws -> String {
    let text = text.replacing("\r\n", with: "\n").trimmingBlanks
    guard (1...appealLimit).contains(text.count), text.utf8.count <= 8 * appealLimit else {
      throw SiteError.invalid(field, "Write 1 to \(appealLimit) characters.")
    }
    return text
  }
}
