import CommunityRules
import Moderation
import NoteModel

extension NoticeKind {
  /// What a notice says, and where it leads. It names nobody (TIM-63).
  func words(subject: String, payload: String) -> (title: String, text: String, path: String?) {
    let note = subject.split(separator: "-").first.map(String.init) ?? subject
    switch self {
    case .needsHelp:
      return (
        "A note needs your help",
        "Your rating can help decide whether this note is shown on a post that gets much attention.",
        "/notes/\(note)/rate?sample=\(payload)"
      )
    case .statusChanged:
      return ("Your note: \(payload)", "The status of a note you wrote changed.", "/notes/\(note)")
    case .ratedNoteDecided:
      return (
        "A note you rated: \(payload)",
        "Your Rating Impact follows the statuses of notes you rated.",
        "/notes/\(note)"
      )
    case .atRisk:
      return (
        "Your writing ability is at risk",
        "If one more of your newest notes is found not helpful, writing locks for a while.", "/me"
      )
    case .writingLocked:
      return (
        "Writing is locked for now",
        "Some of your newest notes were found not helpful. Rate notes to unlock writing again.",
        "/me"
      )
    case .writingUnlocked:
      return ("You can write notes", "Your Rating Impact unlocked writing.", "/me")
    case .admitted:
      return (
        "Welcome to the programme",
        "Choose an alias, start rating, and unlock writing at a Rating Impact of 5.", "/join"
      )
    case .requestsOnPost:
      return (
        "Several people requested a note", "A post needs a note from a writer like you.",
        "/posts/\(subject)"
      )
    case .noteOnYourPost:
      return (
        "A note is shown on your post",
        "People found a note on your post helpful. You can ask for additional review.",
        "/posts/\(subject)"
      )
    case .postHidden, .postRestored, .appealAnswered:
      return moderationWords(subject: subject, by: payload)
    case .writerEligible:
      return (
        "Your AI writer meets the criteria",
        "Its latest test notes suffice for admission. Writers are picked at random each day.",
        "/developers/writer"
      )
    case .writerAdmitted:
      return (
        "Your AI writer is admitted",
        "From now on it may propose notes that people rate: call with test_mode false.",
        "/developers/writer"
      )
    case .writerSilent:
      return (
        "Your AI writer has not written for long",
        "Without a note within a week it loses access and has to earn it again in test mode.",
        "/developers/writer"
      )
    case .writerEarnedOut:
      return (
        "Your AI writer lost access",
        "It has not written a note for a month. It can earn access again in test mode.",
        "/developers/writer"
      )
    case .measure:
      return ("The site works under a measure", payload, "/status")
    }
  }

  /// What authors are told of reviews of their posts.
  private func moderationWords(
    subject: String, by: String
  ) -> (title: String, text: String, path: String?) {
    let review = subject.split(separator: "@").first.map(String.init) ?? subject
    let path = "/community-reviews/mine/\(review)"
    let decider = by == Decider.staff.rawValue ? "Staff of your forum" : "The community"
    return switch self {
    case .postHidden where by == Decider.system.rawValue:
      (
        "Your post was hidden automatically",
        "Members of your forum review whether that was right. You can say why it should come back.",
        path
      )
    case .postHidden:
      ("Your post was hidden", "\(decider) decided it. Read why, and what you can do.", path)
    case .postRestored:
      ("Your post is back", "\(decider) decided that it should not stay hidden.", path)
    default:
      ("Staff answered you", "You said why a post of yours should come back.", path)
    }
  }
}
