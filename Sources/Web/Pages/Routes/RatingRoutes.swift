import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NoteModel
import Service

/// The form for a rating.
struct NoteRateValues: Sendable {
  var noteId: String
  var postId: String
  var post: PostCard
  var note: NoteCard
  var lockedHint: String?
  var mediaHint: String?
  var alertToken: String?
  var levels: [Choice]
  var helpfulTags: [Choice]
  var notHelpfulTags: [Choice]
  var submitLabel: String
  var hasRating: Bool
  var ratedISO: String
  var ratedText: String
  var hasErrors: Bool
  var errors: [FormErrors.Entry]
  var errorFor: [String: String]

  /// What the form calls the three answers.
  static let answers: [(value: String, label: String, answer: Helpfulness)] = [
    ("helpful", "Yes", .helpful), ("somewhatHelpful", "Somewhat", .somewhatHelpful),
    ("notHelpful", "No", .notHelpful),
  ]

  init(
    _ details: NoteDetails, chosen: Helpfulness?, ticked: Set<String>, alertToken: String?,
    problems: [FieldProblem], now: Int64
  ) {
    noteId = details.note.id
    postId = details.note.postID
    post = PostCard(details.post, now: now)
    var note = NoteCard(details.note, now: now)
    // The form below does it.
    note.canRate = false
    self.note = note
    lockedHint =
      details.note.isLocked
      ? "Your rating is kept, but changes neither the status nor your Rating Impact." : nil
    mediaHint =
      details.note.isMediaNote
      ? "This note may appear on other posts with the same image, video or link." : nil
    self.alertToken = alertToken
    levels = Self.answers.map { Choice($0.value, $0.label, isChecked: $0.answer == chosen) }
    func choices(_ tags: [RatingTag]) -> [Choice] {
      tags.filter { !RatingTag.withdrawn.contains($0) }.map {
        Choice($0.name, $0.label, isChecked: ticked.contains($0.name))
      }
    }
    helpfulTags = choices(RatingTag.helpful).otherLast
    notHelpfulTags = choices(RatingTag.notHelpful).otherLast
    let rating = details.note.myRating
    hasRating = rating != nil
    submitLabel = hasRating ? "Change my rating" : "Rate the note"
    let rated = rating?.createdAt ?? now
    ratedISO = PageTime(rated).iso
    ratedText = PageTime.age(rated, at: now)
    let errors = FormErrors(problems)
    hasErrors = errors.hasErrors
    self.errors = errors.errors
    errorFor = errors.errorFor
  }
}

extension [Choice] {
  /// “Other” is the last thing to choose.
  fileprivate var otherLast: [Choice] {
    filter { !$0.value.hasSuffix("Other") } + filter { $0.value.hasSuffix("Other") }
  }
}

extension PageRoutes {
  func addRatings(to router: Router<WebContext>) {
    get(router, "/notes/{id}/rate") { visit in
      try await rateForm(visit, nil, problems: [])
    }
    post(router, "/notes/{id}/rate", rate)
    post(router, "/notes/{id}/rating/delete") { visit in
      let note = try await note(visit)
      try await site.deleteRating(visit.asker, of: visit.id())
      return .redirect("/posts/\(note.postID)", done: "Your rating was deleted.")
    }
    post(router, "/notes/{id}/feedback") { visit in
      let note = try await note(visit)
      guard let answer = Self.answer(visit.form["answer"]) else {
        throw SiteError.invalid([FieldProblem(field: "answer", message: "Choose an answer.")])
      }
      try await site.giveFeedback(visit.asker, visit.id(), answer)
      return .redirect("/posts/\(note.postID)", done: "Thank you for your answer.")
    }
  }

  private static func answer(_ value: String) -> Helpfulness? {
    NoteRateValues.answers.first { $0.value == value }?.answer
  }

  private func rateForm(
    _ visit: Visit, _ form: Form?, problems: [FieldProblem]
  ) async throws -> PageAnswer {
    let details = try await site.noteDetails(visit.asker, visit.id())
    guard details.note.may.rate else {
      try visit.requireAccount()
      throw SiteError.forbidden(
        reason: details.note.may.delete
          ? "You wrote this note; others rate it."
          : "Join and choose an alias to rate notes. Authors of a post don’t rate notes on it.")
    }
    let mine = details.note.myRating
    return .page(
      "note-rate", title: "Rate a note",
      NoteRateValues(
        details,
        chosen: form.map { Self.answer($0["helpfulness"]) }
          ?? mine.flatMap { Helpfulness(name: $0.helpfulness) },
        ticked: form.map { Set($0.all("tags")) } ?? Set(mine?.tags ?? []),
        alertToken: form?.text("token") ?? visit.query["sample"], problems: problems,
        now: site.now),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func rate(_ visit: Visit) async throws -> PageAnswer {
    do {
      let answer = Self.answer(visit.form["helpfulness"])
      // A box of the group that does not fit may be ticked from before the answer was changed.
      let fitting = Set(answer?.tags.map(\.name) ?? [])
      try await site.rate(
        visit.asker, visit.id(),
        RatingForm(
          helpfulness: answer?.name, tags: visit.form.all("tags").filter(fitting.contains)),
        sample: visit.form.text("token"))
      let note = try await note(visit)
      return .redirect(
        "/posts/\(note.postID)#note-\(note.id)", done: "Your rating is saved. Thank you.")
    } catch SiteError.invalid(let problems) {
      return try await rateForm(visit, visit.form, problems: problems)
    }
  }
}
