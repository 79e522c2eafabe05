import Foundation
import HTTPTypes
import Moderation
import NoteModel
import Service

extension Operation {
  /// Reviews of posts in the site's own interface: members' queue and votes.
  static let moderationOperations: [Operation] = [
    Operation(
      method: .get, path: "/moderation/reviews", id: "listReviews",
      summary: "Posts of your community that wait for your judgement.", access: .account(.read),
      query: [paging[1]], status: .ok, answer: Shapes.list("Review")
    ) { request in
      let limit = try request.limit
      let found = try await request.site.openReviews(request.asker, limit: limit)
      return Listing(found.items.map(ReviewAnswer.init))
    },
    Operation(
      method: .get, path: "/moderation/reviews/{id}", id: "getReview",
      summary: "One of them.", access: .account(.read), status: .ok, answer: .named("Review")
    ) { request in
      ReviewAnswer(try await request.site.review(request.asker, request.review))
    },
    Operation(
      method: .put, path: "/moderation/reviews/{id}/vote", id: "voteOnReview",
      summary: "Say whether the action is right. A vote is final.", access: .account(.rate),
      body: .object([must("value", .string(of: VoteValue.allCases.map(\.rawValue)))]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewVote = try request.decoded()
      _ = try await request.site.vote(
        request.asker, on: request.review, form.value, client: request.client)
      return Nothing()
    },
    Operation(
      method: .get, path: "/me/review-votes", id: "listMyReviewVotes",
      summary: "What you voted, with outcomes where they are out.", access: .account(.read),
      query: [paging[1]], status: .ok,
      answer: .object([
        must(
          "items",
          .array(
            .object([
              must("review", .string()),
              must("value", .string(of: VoteValue.allCases.map(\.rawValue))),
              must("castAt", .millis),
              may("outcome", .string(of: ReviewOutcome.allCases.map(\.rawValue))),
            ]))),
        may("next", .string()),
      ])
    ) { request in
      Listing(
        try await request.site.ownVotes(request.asker, limit: request.limit).map(VoteAnswer.init))
    },
  ]

  private struct NewVote: Decodable { var value: VoteValue }

  private struct VoteAnswer: Encodable, Sendable {
    var review: String
    var value: VoteValue
    var castAt: Int64
    var outcome: String?

    init(_ vote: OwnVote) {
      review = vote.review.rawValue
      value = vote.value
      castAt = vote.castAt
      outcome = vote.outcome?.rawValue
    }
  }
}

/// A review as its viewer may see it; what is staff's alone is missing for everybody else.
struct ReviewAnswer: Encodable, Sendable {
  var id: String
  var tier: Int
  var state: String
  var action: String
  var group: String
  var labels: [String]
  var reason: String
  var text: String
  var author: String?
  var category: String?
  var topic: String?
  var openedAt: Int64
  var editedAt: Int64?
  var outcome: String?
  var badge: String?
  var decidedBy: String?
  var statement: String?
  var myVote: String?
  var votes: Votes?
  var score: Double?
  var flags: Int?
  var isEscalated: Bool?
  var isStale: Bool?

  struct Votes: Encodable, Sendable {
    var helpful: Int
    var somewhatHelpful: Int
    var notHelpful: Int
  }

  init(_ card: ReviewCard) {
    id = card.id.rawValue
    tier = card.tier.number
    state = card.state.rawValue
    action = card.kind.rawValue
    group = card.group.rawValue
    labels = card.labels
    reason = card.reason
    text = card.text
    author = card.authorName
    category = card.categoryName
    topic = card.topicTitle
    openedAt = card.createdAt
    editedAt = card.editedAt
    outcome =
      card.noteStatus == .helpful ? "helpful" : card.noteStatus == .notHelpful ? "notHelpful" : nil
    badge = card.badge?.rawValue
    decidedBy = card.isForced ? "staff" : card.rule?.rawValue
    statement = card.statement
    myVote = card.ownVote?.rawValue
    guard let staff = card.staff else { return }
    votes = Votes(
      helpful: staff.tally.helpful, somewhatHelpful: staff.tally.somewhatHelpful,
      notHelpful: staff.tally.notHelpful)
    score = staff.reading?.score
    flags = staff.flagCount
    isEscalated = card.isEscalated
    isStale = staff.isStale
  }

  static let schema = Schema.object([
    must("id", .string()), must("tier", .integer(least: 1, most: 2)),
    must("state", .string(of: ActionState.allCases.map(\.rawValue))),
    must("action", .string(of: ActionKind.allCases.map(\.rawValue))),
    must("group", .string(of: ReviewGroup.allCases.map(\.rawValue))),
    must("labels", .array(.string())), must("reason", .string()), must("text", .string()),
    may("author", .string()), may("category", .string()), may("topic", .string()),
    must("openedAt", .millis), may("editedAt", .millis, "The text changed since."),
    may("outcome", .string(of: ReviewOutcome.allCases.map(\.rawValue))),
    may("badge", .string(of: ReviewBadge.allCases.map(\.rawValue))),
    may(
      "decidedBy", .string(of: DecidingRule.allCases.map(\.rawValue) + ["staff"]),
      "How the outcome came about."),
    may("statement", .string(), "What the author says against the hide."),
    may("myVote", .string(of: VoteValue.allCases.map(\.rawValue))),
    may(
      "votes",
      .object([
        must("helpful", .integer()), must("somewhatHelpful", .integer()),
        must("notHelpful", .integer()),
      ]), "Operators alone."),
    may("score", .number, "Operators alone."), may("flags", .integer(), "Operators alone."),
    may("isEscalated", .boolean), may("isStale", .boolean),
  ])
}

extension APIRequest {
  var review: ReviewItemID { ReviewItemID(path["id"] ?? "") }
}
