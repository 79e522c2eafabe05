import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Service

extension PageRoutes {
  func addReviews(to router: Router<WebContext>) {
    get(router, "/review") { visit in
      reviewForm(url: visit.query["url"] ?? "", [])
    }
    post(router, "/review") { visit in
      do {
        let id = try await site.postForReview(visit.asker, url: visit.form["url"])
        return .redirect("/posts/\(id)")
      } catch SiteError.invalid(let problems) {
        return reviewForm(url: visit.form["url"], problems)
      } catch SiteError.notSignedIn {
        // Who wrote the post is known only after signing in; the form comes back with its link.
        let back = "/review?url=" + SafePath.encoded(visit.form["url"])
        return .redirect("/sign-in?to=" + SafePath.encoded(back))
      }
    }
    get(router, "/notes/{id}/review") { visit in
      let note = try await note(visit)
      return .page(
        "confirm", title: "Ask for additional review",
        ConfirmValues(
          "Ask contributors to look again?",
          ["This concerns the note that begins: “\(note.text.prefix(80))…”."],
          points: [
            "It is offered to contributors for seven days, or until its status changes.",
            "They see that a review was requested, but no message from you.",
            "Nobody is obliged to rate it, and the status may stay as it is.",
            "You can ask once for each note.",
          ], action: "/notes/\(note.id)/review", button: "Request additional review",
          back: "/posts/\(note.postID)"))
    }
    post(router, "/notes/{id}/review") { visit in
      let note = try await note(visit)
      try await site.requestAdditionalReview(visit.asker, of: visit.id())
      return .redirect(
        "/posts/\(note.postID)", done: "Contributors are asked to look at the note again.")
    }
  }

  private struct ReviewValues: Sendable {
    var urlHint = "As your browser shows it when the post is open."
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func reviewForm(url: String, _ problems: [FieldProblem]) -> PageAnswer {
    let errors = FormErrors(problems)
    return .page(
      "review", title: "Ask for additional review",
      ReviewValues(
        form: ["url": url], hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
