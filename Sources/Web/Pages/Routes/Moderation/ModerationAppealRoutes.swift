import Hummingbird
import Moderation
import Service

extension PageRoutes {
  func addModerationAppeals(to router: Router<WebContext>) {
    get(router, "/operator/moderation/appeals") { visit in try await appealsPage(visit, []) }
    post(router, "/operator/moderation/appeals/{id}") { visit in
      let id: Int64 = try visit.id()
      do {
        try await site.answerAppeal(visit.asker, id, answer: visit.form["answer"])
        return .redirect("/operator/moderation/appeals", done: "The author reads your answer.")
      } catch SiteError.invalid(let problems) {
        return try await appealsPage(visit, problems)
      }
    }
  }

  private struct AppealsValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var hasAppeals: Bool
    var appeals: [Appeal]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
  }

  private struct Appeal: Sendable {
    var appealId: String
    var appealText: String
    var appealISO: String
    var appealTime: String
    var row: ConsoleRow
    var answerText: String
    var answerError: String?
  }

  private func appealsPage(
    _ visit: Visit, _ problems: [FieldProblem]
  ) async throws -> PageAnswer {
    // Named by a form that was refused.
    let refused = visit.parameters.get("id") ?? ""
    let errors = FormErrors(problems, ids: ["answer": "answer-\(refused)"])
    var rows: [Appeal] = []
    for appeal in try await site.openAppeals(visit.asker, limit: 50) {
      let card = try await site.review(visit.asker, appeal.review)
      guard let row = ConsoleRow(card, now: site.now) else { continue }
      let isRefused = String(appeal.id) == refused
      rows.append(
        Appeal(
          appealId: String(appeal.id), appealText: appeal.text,
          appealISO: PageTime(appeal.at).iso,
          appealTime: PageTime.age(appeal.at, at: site.now), row: row,
          answerText: isRefused ? visit.form["answer"] : "",
          answerError: isRefused ? errors.errorFor["answer"] : nil))
    }
    return .page(
      "moderation-appeals", title: "Appeals",
      AppealsValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.appeals, try await console(visit)), hasAppeals: !rows.isEmpty,
        appeals: rows, hasErrors: errors.hasErrors, errors: errors.errors),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
