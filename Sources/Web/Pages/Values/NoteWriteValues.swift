import CommunityRules
import NoteModel
import Service

/// The form for a note.
struct NoteWriteValues: Sendable {
  var postId: String
  var post: PostCard
  var isRefused: Bool
  var limitNotice: String?
  var limitText: String
  var characterLimit: Int
  var classifications: [Choice]
  var misleadingReasons: [Choice]
  var notMisleadingReasons: [Choice]
  var offersMediaNote: Bool
  var mediaNoteChoices: [Choice]
  var sourceChoices: [Choice]
  var form: [String: String]
  var hasErrors: Bool
  var errors: [FormErrors.Entry]
  var errorFor: [String: String]

  init(_ offer: Site.WritingOffer, form: Form, problems: [FieldProblem], now: Int64) {
    postId = offer.post.id
    post = PostCard(offer.post, now: now)
    isRefused = offer.limit != nil
    limitNotice = offer.limit.map {
      $0.message + " The next note is possible from \(PageTime($0.nextAt).text) on."
    }
    characterLimit = offer.mostCharacters
    limitText = "At most \(offer.mostCharacters) characters."
    let kind = form["classification"]
    classifications = [
      Choice(
        "misleading", "Misinformed, or it could mislead",
        hint: "Only such notes can be shown with the post.", isChecked: kind == "misleading"),
      Choice(
        "notMisleading", "Not misleading", hint: "Informs raters; never shown with the post.",
        isChecked: kind == "notMisleading"),
    ]
    let ticked = Set(form.all("reasons"))
    func reason(_ column: String, _ label: String) -> Choice {
      Choice(column, label, isChecked: ticked.contains(column))
    }
    misleadingReasons = [
      reason("misleadingFactualError", "It has a factual error"),
      reason("misleadingManipulatedMedia", "A photo or video was altered"),
      reason("misleadingOutdatedInformation", "Outdated information that may mislead"),
      reason("misleadingMissingImportantContext", "It misrepresents, or lacks important context"),
      reason("misleadingUnverifiedClaimAsFact", "An unverified claim presented as fact"),
      reason("misleadingSatire", "A joke or satire that may be taken as fact"),
      reason("misleadingOther", "Another reason"),
    ]
    notMisleadingReasons = [
      reason("notMisleadingFactuallyCorrect", "Its claim is factually correct"),
      reason(
        "notMisleadingOutdatedButNotWhenWritten",
        "It was right when written, and is out of date now"),
      reason("notMisleadingClearlySatire", "It is clearly a joke or satire"),
      reason("notMisleadingPersonalOpinion", "It expresses a personal opinion"),
      reason("notMisleadingOther", "Another reason"),
    ]
    offersMediaNote = offer.asksAboutMedia
    mediaNoteChoices = [
      Choice("no", "This post only", isChecked: form["isMediaNote"] != "yes"),
      Choice(
        "yes", "The image, video or link in it",
        hint: "The note is meant wherever it appears.", isChecked: form["isMediaNote"] == "yes"),
    ]
    let sources = form["trustworthySources"]
    sourceChoices = [
      Choice("yes", "Yes", isChecked: sources == "yes"),
      Choice("no", "No", isChecked: sources == "no"),
    ]
    self.form = form.texts(["summary"])
    let errors = FormErrors(problems)
    hasErrors = errors.hasErrors
    self.errors = errors.errors
    errorFor = errors.errorFor
  }
}
