import Foundation
import HTTPTypes
import Moderation
import Service

extension Operation {
  /// Hidden posts as their authors see them, what authors say, and what staff answer.
  static let appealOperations: [Operation] = [
    Operation(
      method: .get, path: "/me/reviewed-posts", id: "listMyReviewedPosts",
      summary: "Posts of yours that were hidden, or whose review is decided.",
      access: .account(.read), query: [paging[1]], status: .ok,
      answer: .object([must("items", .array(ownPost)), may("next", .string())])
    ) { request in
      Listing(
        try await request.site.ownPosts(request.asker, limit: request.limit)
          .map(OwnPostAnswer.init))
    },
    Operation(
      method: .post, path: "/me/reviewed-posts/{id}/appeal", id: "appeal",
      summary: "Say once why a hidden post of yours should come back.",
      access: .account(.request), body: .object([must("text", .string(most: Site.appealLimit))]),
      status: .noContent, answer: nil
    ) { request in
      let form: NewAppeal = try request.decoded()
      try await request.site.appeal(request.asker, on: request.review, text: form.text)
      return Nothing()
    },
    Operation(
      method: .get, path: "/operator/moderation/appeals", id: "listAppeals",
      summary: "What authors say against decided hides and nobody has answered, oldest first.",
      access: .operator(.operate), query: [paging[1]], status: .ok,
      answer: .object([must("items", .array(appeal)), may("next", .string())])
    ) { request in
      Listing(
        try await request.site.openAppeals(request.asker, limit: request.limit)
          .map(AppealAnswer.init))
    },
    Operation(
      method: .put, path: "/operator/moderation/appeals/{id}/answer", id: "answerAppeal",
      summary: "Answer one; its author reads it. To restore the post is a decision of its own.",
      access: .operator(.operate),
      body: .object([must("answer", .string(most: Site.appealLimit))]), status: .noContent,
      answer: nil
    ) { request in
      let form: NewAnswer = try request.decoded()
      try await request.site.answerAppeal(request.asker, request.id(), answer: form.answer)
      return Nothing()
    },
  ]

  private static let appeal = Schema.object([
    must("id", .string()), must("review", .string()), must("text", .string()), must("at", .millis),
    may("answer", .string()), may("answeredAt", .millis),
  ])
  private static let ownPost = Schema.object([
    must("review", .string()), must("tier", .integer(least: 1, most: 2)),
    must("text", .string()), must("labels", .array(.string())), must("openedAt", .millis),
    may("decidedAt", .millis), may("decider", .string(of: Decider.allCases.map(\.rawValue))),
    may("badge", .string(of: ReviewBadge.allCases.map(\.rawValue))),
    must("isHidden", .boolean), may("appeal", appeal),
    may(
      "mayAppealTo", .string(of: AppealCourt.allCases.map(\.rawValue)),
      "Missing: nothing can be said, or it has been."),
  ])

  private struct NewAppeal: Decodable { var text: String }

  private struct NewAnswer: Decodable { var answer: String }

  private struct AppealAnswer: Encodable, Sendable {
    var id: String
    var review: String
    var text: String
    var at: Int64
    var answer: String?
    var answeredAt: Int64?

    init(_ view: AppealView) {
      id = String(view.id)
      review = view.review.rawValue
      text = view.text
      at = view.at
      answer = view.answer
      answeredAt = view.answeredAt
    }
  }

  private struct OwnPostAnswer: Encodable, Sendable {
    var review: String
    var tier: Int
    var text: String
    var labels: [String]
    var openedAt: Int64
    var decidedAt: Int64?
    var decider: String?
    var badge: String?
    var isHidden: Bool
    var appeal: AppealAnswer?
    var mayAppealTo: String?

    init(_ post: OwnPostReview) {
      review = post.id.rawValue
      tier = post.tier.number
      text = post.text
      labels = post.labels
      openedAt = post.openedAt
      decidedAt = post.decidedAt
      decider = post.decider?.rawValue
      badge = post.badge?.rawValue
      isHidden = post.isHidden
      appeal = post.appeal.map(AppealAnswer.init)
      mayAppealTo = post.mayAppealTo?.rawValue
    }
  }
}
