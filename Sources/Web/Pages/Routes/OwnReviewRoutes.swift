import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import Service

extension PageRoutes {
  /// What a member of a forum voted, and what became of their own posts.
  func addOwnReviews(to router: Router<WebContext>) {
    get(router, "/community-reviews/mine", ownReviews)
    get(router, "/community-reviews/mine/{id}") { visit in try await ownReview(visit) }
    post(router, "/community-reviews/mine/{id}/appeal") { visit in
      try visit.requireAccount()
      do {
        try await site.appeal(visit.asker, on: visit.review, text: visit.form["text"])
        return .redirect(
          "/community-reviews/mine/\(visit.review)", done: "Your words are recorded.")
      } catch SiteError.invalid(let problems) {
        return try await ownReview(visit, problems: problems)
      } catch SiteError.conflict(let reason) {
        return .page(
          "message", title: "Nothing more to say",
          MessageValues(
            "This can’t be said now", [reason],
            link: ("/community-reviews/mine/\(visit.review)", "Back to the post")),
          status: .conflict)
      }
    }
  }

  // MARK: The list

  private struct OwnReviewsValues: Sendable {
    var isKnown: Bool
    var showsPosts: Bool
    var hasPosts: Bool
    var posts: [OwnReviewRow]
    var hasOlderPosts: Bool
    var olderPostsPath: String
    var showsVotes: Bool
    var hasVotes: Bool
    var votes: [VoteRow]
    var hasPager: Bool
    var newerPath: String?
    var olderPath: String?
  }

  private struct VoteRow: Sendable {
    var reviewId: String
    var subject: String
    var voteText: String
    var castISO: String
    var castText: String
    var resultText: String
  }

  private func ownReviews(_ visit: Visit) async throws -> PageAnswer {
    try visit.requireAccount()
    let size = Site.pageSize
    let postsBefore = visit.query["posts"].flatMap { Int64($0) }
    let votesBefore = visit.query["votes"].flatMap { Int64($0) }
    let posts = try await site.ownPosts(visit.asker, before: postsBefore, limit: size + 1)
    let votes = try await site.ownVotes(visit.asker, before: votesBefore, limit: size + 1)
    var isKnown = false
    if case .member = try await site.reviewStanding(visit.asker) { isKnown = true }
    let shownPosts = posts.prefix(size)
    let olderPosts =
      posts.count > size
      ? shownPosts.last.map { "/community-reviews/mine?posts=\($0.openedAt)" } : nil
    let shownVotes = votes.prefix(size)
    let olderVotes =
      votes.count > size
      ? shownVotes.last.map { "/community-reviews/mine?votes=\($0.castAt)" } : nil
    return .page(
      "own-reviews", title: "My votes and posts",
      OwnReviewsValues(
        isKnown: isKnown, showsPosts: votesBefore == nil, hasPosts: !shownPosts.isEmpty,
        posts: shownPosts.map { OwnReviewRow($0) }, hasOlderPosts: olderPosts != nil,
        olderPostsPath: olderPosts ?? "", showsVotes: postsBefore == nil,
        hasVotes: !shownVotes.isEmpty, votes: shownVotes.map { row($0) },
        hasPager: olderVotes != nil && postsBefore == nil, olderPath: olderVotes))
  }

  private func row(_ vote: OwnVote) -> VoteRow {
    let tier = vote.tier ?? .consensus
    let result =
      vote.outcome.map {
        ReviewWords.decision($0, tier, .hide, rule: nil, isForced: vote.isForced)
      } ?? "No result yet."
    return VoteRow(
      reviewId: vote.review.rawValue, subject: vote.subject,
      voteText: ReviewWords.vote(vote.value, tier, .hide), castISO: PageTime(vote.castAt).iso,
      castText: PageTime.age(vote.castAt, at: site.now), resultText: result)
  }

  // MARK: One post

  private struct OwnReviewValues: Sendable {
    var own: OwnReviewRow
    var canAppeal: Bool
    var appealIntro: String
    var hasAppealed: Bool
    var appealText: String
    var hasAnswer: Bool
    var answerText: String
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func ownReview(
    _ visit: Visit, problems: [FieldProblem] = []
  ) async throws -> PageAnswer {
    let post = try await site.ownPost(visit.asker, visit.review)
    let row = OwnReviewRow(post)
    let errors = FormErrors(problems)
    return .page(
      "own-review", title: row.heading,
      OwnReviewValues(
        own: row, canAppeal: post.mayAppealTo != nil,
        appealIntro: post.mayAppealTo == .staff
          ? "Staff of \(post.community) read it and answer you."
          : "It stands beside your post for those who vote, marked as yours.",
        hasAppealed: post.appeal != nil, appealText: post.appeal?.text ?? "",
        hasAnswer: post.appeal?.answer != nil, answerText: post.appeal?.answer ?? "",
        form: visit.form.texts(["text"]), hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
