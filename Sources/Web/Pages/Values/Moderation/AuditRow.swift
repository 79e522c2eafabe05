import Moderation
import Service
import Storage

/// A line of the audit of moderation as pages show it.
struct AuditRow: Sendable {
  var entryISO: String
  var entryTime: String
  var entryActor: String
  var entryStep: String
  var entryChange: String
  var entryReason: String
  var entryReview: String?

  init(_ view: AuditLineView) {
    entryISO = PageTime(view.line.at).iso
    entryTime = PageTime(view.line.at).text
    entryActor = ConsoleWords.actor(view.actor)
    entryStep = ConsoleWords.step(view.line.what)
    func state(_ facts: JSONTree?) -> String? {
      facts?["state"]?.text.flatMap { ActionState(rawValue: $0) }.map {
        ConsoleWords.state($0)
      }
    }
    let (before, after) = (state(view.before), state(view.after))
    entryChange =
      before == after ? "" : [before, after].compactMap(\.self).joined(separator: " → ")
    entryReason = view.line.reason ?? ""
    entryReview = view.line.review.map { "/operator/moderation/reviews/\($0)" }
  }
}
