import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NoteModel
import Plots
import Service

extension PageRoutes {
  func addNotes(to router: Router<WebContext>) {
    get(router, "/posts/{id}/write") { visit in
      try await writeForm(visit, form: Form(), problems: [])
    }
    post(router, "/posts/{id}/write", write)
    get(router, "/notes/{id}") { visit in
      let details = try await site.noteDetails(visit.asker, visit.id())
      return .page(
        "note-details", title: "How a note was decided", NoteDetailsValues(details, now: site.now))
    }
    get(router, "/notes/{id}/delete") { visit in
      let note = try await note(visit)
      return .page(
        "confirm", title: "Delete your note",
        ConfirmValues(
          "Delete your note?",
          ["Its words disappear for good: from every page, the interface and later data releases."],
          points: [
            "It is still scored, and still counts for your Writing Impact.",
            "This cannot be undone; you may write another note on the post.",
          ], action: "/notes/\(note.id)/delete", button: "Delete the note", isDanger: true,
          back: "/posts/\(note.postID)"))
    }
    post(router, "/notes/{id}/delete") { visit in
      let note = try await note(visit)
      try await site.deleteNote(visit.asker, visit.id())
      return .redirect("/posts/\(note.postID)", done: "Your note was deleted.")
    }
    get(router, "/notes/{id}/report") { visit in
      try await reportForm(visit, problems: [])
    }
    post(router, "/notes/{id}/report", report)
  }

  func note(_ visit: Visit) async throws -> NoteView {
    try await site.noteDetails(visit.asker, visit.id()).note
  }

  // MARK: Writing

  private func writeForm(
    _ visit: Visit, form: Form, problems: [FieldProblem]
  ) async throws -> PageAnswer {
    let offer = try await site.writingOffer(visit.asker, on: visit.id())
    return .page(
      "note-write", title: "Write a note",
      NoteWriteValues(offer, form: form, problems: problems, now: site.now),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func write(_ visit: Visit) async throws -> PageAnswer {
    let form = visit.form
    do {
      let classification: Classification? =
        switch form["classification"] {
        case "misleading": .misleading
        case "notMisleading": .notMisleading
        default: nil
        }
      // A box of the group that does not fit may be ticked from before the answer was changed.
      let prefix = classification == .notMisleading ? "notMisleading" : "misleading"
      let trustworthy: Bool? =
        form["trustworthySources"] == "yes"
        ? true : form["trustworthySources"] == "no" ? false : nil
      _ = try await site.writeNote(
        visit.asker, on: visit.id(),
        NoteForm(
          classification: classification?.name,
          reasons: form.all("reasons").filter { $0.hasPrefix(prefix) },
          hasTrustworthySources: trustworthy, isAboutMedia: form["isMediaNote"] == "yes",
          text: form["summary"]))
      return .redirect(
        "/posts/\(try visit.id() as PostID)",
        done: "Your note is proposed. Others can rate it now.")
    } catch SiteError.invalid(let problems) {
      return try await writeForm(visit, form: form, problems: problems)
    }
  }

  // MARK: Reporting

  private struct ReportValues: Sendable {
    var noteId: String
    var postId: String
    var note: NoteCard
    var categories: [Choice]
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func reportForm(_ visit: Visit, problems: [FieldProblem]) async throws -> PageAnswer {
    let note = try await note(visit)
    let errors = FormErrors(problems)
    let chosen = visit.form["category"]
    func choice(_ category: ReportCategory, _ label: String, _ hint: String) -> Choice {
      Choice(category.rawValue, label, hint: hint, isChecked: category.rawValue == chosen)
    }
    return .page(
      "note-report", title: "Report a note",
      ReportValues(
        noteId: note.id, postId: note.postID, note: NoteCard(note, now: site.now),
        categories: [
          choice(.harassment, "Harassment or abuse", "Insults, threats, hatred"),
          choice(.privateInformation, "Private information", "Of somebody who did not publish it"),
          choice(.spam, "Spam", "Advertising, or links that have nothing to do with the post"),
          choice(.illegal, "Something illegal", ""),
          choice(.other, "Something else", "Say what"),
        ], form: visit.form.texts(["text"]), hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func report(_ visit: Visit) async throws -> PageAnswer {
    do {
      let note = try await note(visit)
      try await site.report(
        visit.asker, visit.id(), ReportCategory(rawValue: visit.form["category"]),
        text: visit.form["text"], client: visit.client)
      return .redirect(
        "/posts/\(note.postID)", done: "Thank you. The people who run this site look at it.")
    } catch SiteError.invalid(let problems) {
      return try await reportForm(visit, problems: problems)
    }
  }
}

/// A question before something that can't be undone.
struct ConfirmValues: Sendable {
  var heading: String
  var paragraphs: [Paragraph]
  var hasPoints: Bool
  var points: [Point]
  var actionPath: String
  var hiddenFields: [Hidden]
  var buttonLabel: String
  var isDanger: Bool
  var backPath: String
  var backLabel = "Cancel"
  var hasErrors = false

  struct Paragraph: Sendable { var paragraph: String }
  struct Point: Sendable { var point: String }

  struct Hidden: Sendable {
    var fieldName: String
    var fieldValue: String
  }

  init(
    _ heading: String, _ paragraphs: [String], points: [String] = [], action: String,
    button: String, isDanger: Bool = false, back: String, hidden: [(String, String)] = []
  ) {
    self.heading = heading
    self.paragraphs = paragraphs.map { Paragraph(paragraph: $0) }
    self.points = points.map { Point(point: $0) }
    hasPoints = !points.isEmpty
    actionPath = action
    hiddenFields = hidden.map { Hidden(fieldName: $0.0, fieldValue: $0.1) }
    buttonLabel = button
    self.isDanger = isDanger
    backPath = back
  }
}
