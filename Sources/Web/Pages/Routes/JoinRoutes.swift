import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Service

extension PageRoutes {
  func addJoining(to router: Router<WebContext>) {
    get(router, "/join") { visit in
      switch try await site.joiningStep(visit.asker) {
      case .apply(let unmet): return joinPage(unmet: unmet, [])
      case .waiting(let since): return joinPage(waitingSince: since, [])
      case .chooseAlias: return .redirect("/join/alias")
      case .joined: return .redirect("/me")
      case .left: return .redirect("/me/settings")
      case .removed:
        throw SiteError.forbidden(reason: "This contributor was removed from the programme.")
      }
    }
    post(router, "/join") { visit in
      do {
        try await site.apply(visit.asker, agrees: visit.form.has("agree"))
        return .redirect("/join")
      } catch SiteError.invalid(let problems) {
        return joinPage(unmet: [], problems)
      }
    }
    get(router, "/join/alias") { visit in
      guard case .chooseAlias(let aliases) = try await site.joiningStep(visit.asker) else {
        return .redirect("/join")
      }
      return aliasPage(aliases, [])
    }
    post(router, "/join/alias") { visit in
      do {
        try await site.chooseAlias(visit.asker, visit.form["alias"])
        return .redirect("/", done: "Welcome, \(visit.form["alias"]). Rate a few notes to begin.")
      } catch SiteError.invalid(let problems) {
        guard case .chooseAlias(let aliases) = try await site.joiningStep(visit.asker) else {
          return .redirect("/join")
        }
        return aliasPage(aliases, problems)
      }
    }
  }

  private struct JoinValues: Sendable {
    var heading: String
    var lead: String
    var hasCriteria: Bool
    var criteria: [Criterion]
    var isWaiting: Bool
    var waitingText: String?
    var isOpen: Bool
    var consequences: [Consequence]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct Criterion: Sendable {
    var criterionLabel: String
    var isMet: Bool
    var criterionText: String
    var fixPath: String?
    var fixLabel: String?
  }

  private struct Consequence: Sendable { var consequenceText: String }

  private static let consequences = [
    "Your notes and ratings are public under your alias, also if your account is private.",
    "They stay public after you leave.",
    "The way you write can identify you to people who know you.",
    "Deleting a note removes it from future data releases, but not from copies that others made.",
  ]

  private func joinPage(
    unmet: [Eligibility.Unmet] = [], waitingSince: Int64? = nil, _ problems: [FieldProblem]
  ) -> PageAnswer {
    let errors = FormErrors(problems)
    let isOpen = unmet.isEmpty && waitingSince == nil
    return .page(
      "join", title: "Become a contributor",
      JoinValues(
        heading: waitingSince == nil ? "Become a contributor" : "You are on the waiting list",
        lead: "Contributors rate notes from the first day. Writing comes after some good ratings. "
          + "No expertise is asked for.",
        hasCriteria: !unmet.isEmpty,
        criteria: unmet.map { criterion in
          Criterion(
            criterionLabel: criterion.label, isMet: false,
            criterionText: criterion.words
              + (criterion.metAt.map { " Possible from \(PageTime($0).text) on." } ?? ""))
        },
        isWaiting: waitingSince != nil,
        waitingText: waitingSince.map { "Since \(PageTime($0).text)." }, isOpen: isOpen,
        consequences: Self.consequences.map { Consequence(consequenceText: $0) },
        hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private struct AliasValues: Sendable {
    var aliasOptions: [Choice]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func aliasPage(_ aliases: [String], _ problems: [FieldProblem]) -> PageAnswer {
    let errors = FormErrors(problems)
    return .page(
      "join-alias", title: "Choose your alias",
      AliasValues(
        aliasOptions: aliases.map { Choice($0, $0) }, hasErrors: errors.hasErrors,
        errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
