import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import NoteModel
import Service

extension PageRoutes {
  /// Reviews of a forum's posts, for the forum's members.
  func addCommunityReviews(to router: Router<WebContext>) {
    get(router, "/community-reviews", queue)
    get(router, "/community-reviews/{id}") { visit in
      do {
        return try await reviewPage(visit)
      } catch SiteError.notFound(let what) {
        // An author need not be somebody who may vote.
        guard let own = try? await site.ownPost(visit.asker, visit.review) else {
          throw SiteError.notFound(what: what)
        }
        return .redirect("/community-reviews/mine/\(own.id)")
      }
    }
    get(router, "/community-reviews/{id}/vote", confirmVote)
    post(router, "/community-reviews/{id}/vote", castVote)
  }

  // MARK: The queue

  private struct QueueValues: Sendable {
    var explanation: String
    var isMember: Bool
    var hasReviews: Bool
    var reviews: [ReviewRow]
    var emptyState: EmptyState?
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?
  }

  private func queue(_ visit: Visit) async throws -> PageAnswer {
    let standing = try await site.reviewStanding(visit.asker)
    let size = Site.pageSize
    let page = min(max(visit.query["page"].flatMap { Int($0) } ?? 1, 1), 1_000)
    var cards: [ReviewCard] = []
    var total = 0
    if visit.asker.isSignedIn {
      (cards, total) = try await site.openReviews(
        visit.asker, limit: size, offset: (page - 1) * size)
    }
    func path(_ page: Int) -> String {
      page == 1 ? "/community-reviews" : "/community-reviews?page=\(page)"
    }
    let pager = Pager(
      older: page * size < total ? path(page + 1) : nil, newer: page > 1 ? path(page - 1) : nil)
    let words = QueueWords(standing)
    var isMember = false
    if case .member = standing { isMember = true }
    return .page(
      "community-reviews", title: "Community reviews",
      QueueValues(
        explanation: words.explanation, isMember: isMember, hasReviews: !cards.isEmpty,
        reviews: cards.map { ReviewRow($0, now: site.now) },
        emptyState: cards.isEmpty ? words.emptyState : nil, hasPager: pager.hasPager,
        newerPath: pager.newerPath, olderPath: pager.olderPath))
  }

  // MARK: One review

  private struct ReviewPageValues: Sendable {
    var review: ReviewRow
    var canVote: Bool
    var question: String
    var choices: [Choice]
    var hasVoted: Bool
    var ownVoteText: String
    var hasWhyNot: Bool
    var whyNotText: String
    var isDecided: Bool
    var decisionText: String
    var decidedISO: String
    var decidedText: String
    var isOwnPost: Bool
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func reviewPage(
    _ visit: Visit, problems: [FieldProblem] = []
  ) async throws -> PageAnswer {
    let card = try await site.review(visit.asker, visit.review)
    let (tier, kind) = (card.tier, card.kind)
    let errors = FormErrors(problems)
    let canVote = card.isOpen && card.mayVote && card.ownVote == nil
    let whyNot: String? =
      if !card.isOpen || canVote || card.ownVote != nil {
        nil
      } else if card.isOwn {
        "You wrote this post, so others vote on it."
      } else if visit.asker.isOperator {
        "Operators run the site and take no part in reviews here."
      } else {
        "Your trust level on the forum does not reach for this review."
      }
    let outcome: ReviewOutcome? =
      switch card.noteStatus {
      case .helpful: .helpful
      case .notHelpful: .notHelpful
      default: nil
      }
    let row = ReviewRow(card, now: site.now)
    return .page(
      "community-review", title: row.heading,
      ReviewPageValues(
        review: row, canVote: canVote, question: ReviewWords.question(tier, kind),
        choices: VoteValue.offered.map { value in
          Choice(
            value.rawValue, value == .helpful ? "Helpful" : "Not helpful",
            hint: ReviewWords.vote(value, tier, kind) + ".")
        },
        hasVoted: card.ownVote != nil,
        ownVoteText: card.ownVote.map { ReviewWords.vote($0, tier, kind) } ?? "",
        hasWhyNot: whyNot != nil, whyNotText: whyNot ?? "", isDecided: card.decidedAt != nil,
        decisionText: outcome.map {
          ReviewWords.decision($0, tier, kind, rule: card.rule, isForced: card.isForced)
        } ?? "",
        decidedISO: card.decidedAt.map { PageTime($0).iso } ?? "",
        decidedText: card.decidedAt.map { PageTime($0).text } ?? "", isOwnPost: card.isOwn,
        hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  // MARK: Voting

  private func confirmVote(_ visit: Visit) async throws -> PageAnswer {
    let card = try await site.review(visit.asker, visit.review)
    let back = "/community-reviews/\(card.id)"
    if let own = card.ownVote {
      return votedAlready(ReviewWords.vote(own, card.tier, card.kind), back: back)
    }
    guard card.isOpen else { return closed(back: back) }
    guard let value = visit.query["value"].flatMap({ VoteValue(name: $0) }),
      VoteValue.offered.contains(value)
    else {
      return try await reviewPage(
        visit, problems: [FieldProblem(field: "value", message: "Choose one of the two.")])
    }
    let name = card.authorName ?? "somebody"
    let text = "“\(ReviewRow.beginning(of: card.text, most: 200))”"
    return .page(
      "confirm", title: "Confirm your vote",
      ConfirmValues(
        "“\(ReviewWords.vote(value, card.tier, card.kind))”",
        ["This is your vote on the post by \(name):", text],
        points: [
          "A vote is final: it can be neither changed nor taken back.",
          "Nobody sees it but the staff of the forum.",
        ], action: "\(back)/vote", button: "Cast the vote", back: back,
        hidden: [("value", value.rawValue)]))
  }

  private func castVote(_ visit: Visit) async throws -> PageAnswer {
    try visit.requireAccount()
    let id = visit.review
    let back = "/community-reviews/\(id)"
    guard let value = VoteValue(name: visit.form["value"]), VoteValue.offered.contains(value) else {
      return try await reviewPage(
        visit, problems: [FieldProblem(field: "value", message: "Choose one of the two.")])
    }
    do {
      _ = try await site.vote(visit.asker, on: id, value, client: visit.client)
      return .redirect(back, done: "Your vote is cast.")
    } catch SiteError.conflict {
      let card = try await site.review(visit.asker, id)
      guard let own = card.ownVote else { return closed(back: back) }
      return votedAlready(ReviewWords.vote(own, card.tier, card.kind), back: back)
    }
  }

  private func votedAlready(_ vote: String, back: String) -> PageAnswer {
    .page(
      "message", title: "You have voted",
      MessageValues(
        "You have voted on this",
        ["Your vote was “\(vote)”. It stays as it is: votes are final, for everybody alike."],
        link: (back, "Back to the review")), status: .conflict)
  }

  private func closed(back: String) -> PageAnswer {
    .page(
      "message", title: "No more votes",
      MessageValues(
        "This review takes no more votes",
        ["It was closed while you were reading. Thank you for looking all the same."],
        link: ("/community-reviews", "See what is waiting")), status: .conflict)
  }
}

extension Visit {
  var review: ReviewItemID { ReviewItemID(String((parameters.get("id") ?? "").prefix(64))) }
}
