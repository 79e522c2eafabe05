import CommunityRules
import NoteModel
import Plots
import Service
import Storage

/// Which model decided a note, and why.
struct NoteDetailsValues: Sendable {
  var postId: String
  var note: NoteCard
  var isHelpful: Bool
  var isNeedsMore: Bool
  var isNotHelpful: Bool
  var statusLabel: String
  var sinceISO: String
  var sinceText: String
  var deciderName: String
  var deciderText: String
  var lockText: String
  var kindText: String
  var hasMissing: Bool
  var missing: [Missing]
  var plot: String?
  var plotCaption: String
  var hasSteps: Bool
  var steps: [Step]
  var history: [Change]
  var dataText: String
  var dataPath: String?

  struct Missing: Sendable { var missingText: String }

  struct Step: Sendable {
    var ruleName: String
    var comparedText: String
    var outcomeText: String
  }

  struct Change: Sendable {
    var isHelpful: Bool
    var isNeedsMore: Bool
    var isNotHelpful: Bool
    var statusLabel: String
    var changedISO: String
    var changedText: String
    var changeDetail: String

    init(_ status: NoteStatus, at instant: Int64, _ detail: String) {
      isHelpful = status == .helpful
      isNotHelpful = status == .notHelpful
      isNeedsMore = !isHelpful && !isNotHelpful
      statusLabel = status.label
      let time = PageTime(instant)
      changedISO = time.iso
      changedText = time.text
      changeDetail = detail
    }
  }

  init(_ details: NoteDetails, now: Int64) {
    var note = NoteCard(details.note, now: now)
    note.linksDetails = false
    self.note = note
    postId = details.note.postID
    isHelpful = note.isHelpful
    isNeedsMore = note.isNeedsMore
    isNotHelpful = note.isNotHelpful
    statusLabel = note.statusLabel
    let since = PageTime(details.note.statusChangedAt ?? details.note.createdAt)
    sinceISO = since.iso
    sinceText = since.text
    deciderName = details.decidedBy ?? "No run yet"
    deciderText = details.explanation
    lockText =
      details.lockedAt.map { "Yes, since \(PageTime($0).text)" }
      ?? "No: it can change until the note is two weeks old"
    kindText = details.note.isMediaNote ? "About the image, video or link" : "About this post"
    missing =
      details.missing.filter(\.isPublic).map { Missing(missingText: $0.words) }
    hasMissing = !missing.isEmpty
    plot = details.plot.map {
      PageRoutes.image("/notes/\(details.note.id)/ratings.svg", $0.title + ". " + $0.summary)
    }
    plotCaption =
      "Each dot is one rating, placed by the viewpoint that its rater’s past ratings show. "
      + "A note is helpful when both sides find it so."
    steps = details.steps.map {
      Step(ruleName: $0.rule, comparedText: $0.compared, outcomeText: $0.outcome)
    }
    hasSteps = !steps.isEmpty
    history =
      [Change(.needsMoreRatings, at: details.note.createdAt, "The note was proposed.")]
      + details.changes.map { change in
        Change(
          change.after, at: change.at,
          change.decidedBy.map { "Decided by \($0)." } ?? "Decided by a scoring run.")
      }
    dataText =
      "Notes and ratings are published two days after they were made, for anybody to recompute."
    dataPath = "/data"
  }
}
