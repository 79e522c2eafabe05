import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Service

extension PageRoutes {
  func addRequests(to router: Router<WebContext>) {
    get(router, "/posts/{id}/request") { visit in
      try visit.requireAccount()
      return try await requestForm(visit, [])
    }
    post(router, "/posts/{id}/request") { visit in
      let form = visit.form
      do {
        try await site.requestNote(
          visit.asker, on: visit.id(),
          RequestForm(
            sourceLinks: [form["source1"], form["source2"], form["source3"]],
            suggestion: form["suggestion"]))
        return .redirect(
          "/posts/\(try visit.id() as PostID)", done: "Your request is noted. Thank you.")
      } catch SiteError.invalid(let problems) {
        return try await requestForm(visit, problems)
      }
    }
    post(router, "/posts/{id}/request/withdraw") { visit in
      try await site.withdrawRequest(visit.asker, on: visit.id())
      return .redirect("/posts/\(try visit.id() as PostID)", done: "Your request is withdrawn.")
    }
  }

  private struct RequestValues: Sendable {
    var postId: String
    var post: PostCard
    var isRequested: Bool
    var requestedText: String
    var refusedText: String?
    var canSend: Bool
    var suggestionLimit: Int
    var sourcesHint = "Up to three links that show why a note is needed."
    var allowanceText: String
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func requestForm(_ visit: Visit, _ problems: [FieldProblem]) async throws -> PageAnswer {
    let post = try await site.post(visit.asker, visit.id())
    // The form has three fields for what is one list.
    let errors = FormErrors(
      problems.map {
        $0.field == "sources" ? FieldProblem(field: "source1", message: $0.message) : $0
      })
    let refused: String? =
      post.isMine
      ? "This is your own post." : post.may.request ? nil : "You can’t request notes."
    return .page(
      "request-note", title: "Request a note",
      RequestValues(
        postId: post.id, post: PostCard(post, now: site.now), isRequested: post.may.hasRequested,
        requestedText: "Writers see the request once enough people ask for a note.",
        refusedText: refused, canSend: refused == nil, suggestionLimit: 500,
        allowanceText: "There is a limit a day; it rises when your requests lead to helpful notes.",
        form: visit.form.texts(["suggestion", "source1", "source2", "source3"]),
        hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
