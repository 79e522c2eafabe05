import Hummingbird
import Moderation
import Service
import Storage

extension PageRoutes {
  func addModerationReview(to router: Router<WebContext>) {
    get(router, "/operator/moderation/reviews/{id}") { visit in try await dossier(visit, []) }
    post(router, "/operator/moderation/reviews/{id}/decide", decideReview)
    // Looking is written down, so it is asked for by a form.
    post(router, "/operator/moderation/reviews/{id}/votes") { visit in
      try await votesPage(visit, [])
    }
    post(router, "/operator/moderation/reviews/{id}/voters/{member}", countVoter)
  }

  private func dossier(_ visit: Visit, _ problems: [FieldProblem]) async throws -> PageAnswer {
    let dossier = try await site.reviewDossier(visit.asker, try visit.review)
    var console = try await console(visit)
    console.chosen = dossier.community
    guard
      let values = ReviewDossierValues(
        dossier, operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.queue, console), visit: visit, problems: problems,
        now: site.now)
    else { throw Problem(.notFound, "There is no such review.") }
    return .page(
      "moderation-review", title: "Review of a post", values,
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func decideReview(_ visit: Visit) async throws -> PageAnswer {
    guard let power = StaffCommand(rawValue: visit.form["decision"]) else {
      return try await dossier(
        visit, [FieldProblem(field: "decision", message: "Choose what to do.")])
    }
    let id = try visit.review
    do {
      try await site.decide(visit.asker, id, power, reason: visit.form["reason"])
      return .redirect(
        "/operator/moderation/reviews/\(id)", done: ConsoleWords.done(power))
    } catch SiteError.invalid(let problems) {
      return try await dossier(visit, problems)
    }
  }

  // MARK: Single votes

  private struct VotesValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var reviewPath: String
    var hasVotes: Bool
    var votes: [VoteRow]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
  }

  private struct VoteRow: Sendable {
    var voterId: String
    var voterName: String
    var voteText: String
    var voteISO: String
    var voteTime: String
    var standingText: String
    var isExcluded: Bool
    var buttonLabel: String
  }

  private func votesPage(_ visit: Visit, _ problems: [FieldProblem]) async throws -> PageAnswer {
    let id = try visit.review
    let votes = try await site.castVotes(visit.asker, on: id)
    let errors = FormErrors(problems, ids: ["reason": "reason-\(visit.form["member"])"])
    return .page(
      "moderation-votes", title: "Single votes",
      VotesValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.queue, try await console(visit)),
        reviewPath: "/operator/moderation/reviews/\(id)", hasVotes: !votes.isEmpty,
        votes: votes.map { vote in
          VoteRow(
            voterId: vote.voter.rawValue, voterName: vote.name.isEmpty ? "unnamed" : vote.name,
            voteText: ConsoleWords.vote(vote.value), voteISO: PageTime(vote.castAt).iso,
            voteTime: PageTime(vote.castAt).text,
            standingText: vote.isStaff ? "Staff then" : "Trust level \(vote.trustLevel) then",
            isExcluded: vote.isExcluded,
            buttonLabel: vote.isExcluded ? "Count their votes again" : "Leave their votes out")
        }, hasErrors: errors.hasErrors, errors: errors.errors),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func countVoter(_ visit: Visit) async throws -> PageAnswer {
    let isExcluded = visit.form["count"] != "yes"
    do {
      try await site.exclude(
        visit.asker, MemberID(visit.parameters.get("member") ?? ""), isExcluded,
        reason: visit.form["reason"])
    } catch SiteError.invalid(let problems) {
      return try await votesPage(visit, problems)
    }
    return .redirect(
      "/operator/moderation/reviews/\(try visit.review)",
      done: isExcluded ? "Their votes are kept and no longer counted." : "Their votes count again.")
  }
}

extension Visit {
  /// The review that the path names.
  var review: ReviewItemID {
    get throws {
      guard let id = parameters.get("id"), !id.isEmpty else {
        throw Problem(.notFound, "There is no such review.")
      }
      return ReviewItemID(id)
    }
  }
}
