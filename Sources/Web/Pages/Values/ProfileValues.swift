import CommunityRules
import NoteModel
import Service

/// A contributor's record, public or one's own.
struct ProfileValues: Sendable {
  var alias: String
  var personId: String
  var isTopWriter: Bool
  var isAutomated: Bool
  var sinceText: String?
  var isOwn: Bool
  var ability: Ability?
  var impacts: [Impact]
  var plot: String?
  var plotCaption = "Impacts as the last scoring run of each day left them."
  var hasNotes: Bool
  var notes: [NoteCard]
  var noNotesText: String
  var hasPager: Bool
  var newerPath: String?
  var olderPath: String?

  struct Impact: Sendable {
    var impactId: String
    var impactLabel: String
    var impactValue: String
    var impactText: String
    var parts: [Part]
    var updatedText = "Updated with every scoring run."
  }

  struct Part: Sendable {
    var partLabel: String
    var partValue: String

    init(_ label: String, _ value: Int, signed: Bool = true) {
      partLabel = label
      partValue = signed ? value.signed : String(value)
    }
  }

  init(
    _ profile: ProfileView, notes page: PageOf<NoteView>, ability: WritingAbility?,
    acknowledgedAt: Int64?, isOwn: Bool, path: String, now: Int64
  ) {
    alias = profile.alias
    personId = profile.id
    isTopWriter = profile.isTopWriter
    isAutomated = profile.isAutomated
    sinceText = profile.hasLeft ? "No longer takes part" : nil
    self.isOwn = isOwn
    self.ability = ability.flatMap { Ability($0, acknowledgedAt: acknowledgedAt) }
    impacts = [
      Impact(
        impactId: "writing-impact", impactLabel: "Writing Impact",
        impactValue: profile.writingImpact.plain,
        impactText: "Notes rated helpful, minus notes rated not helpful.",
        parts: [
          Part("Notes rated helpful", profile.helpfulNotes),
          Part("Notes rated not helpful", -profile.notHelpfulNotes),
          Part("Notes that need more ratings", profile.undecidedNotes, signed: false),
        ]),
      Impact(
        impactId: "rating-impact", impactLabel: "Rating Impact",
        impactValue: profile.ratingImpact.plain,
        impactText: "Ratings that helped to find a status, minus ratings that went the other way.",
        parts: [
          Part("Ratings that agreed with the outcome", profile.agreeingRatings),
          Part(
            "Ratings that did not (a “yes” on a note that became not helpful counts twice)",
            profile.ratingImpact - profile.agreeingRatings),
        ]),
    ]
    plot =
      profile.history.count > 1
      ? PageRoutes.image("/people/\(profile.id)/impact.svg", "Impact over time") : nil
    notes = page.items.map { NoteCard($0, now: now) }
    hasNotes = !notes.isEmpty
    noNotesText =
      isOwn ? "Notes you write appear here." : "This contributor has not written a note yet."
    let pager = Pager(older: page.next.map { "\(path)?cursor=\($0)" })
    hasPager = pager.hasPager
    olderPath = pager.olderPath
  }
}

/// What a contributor is told of their writing ability.
struct Ability: Sendable {
  var abilityTitle: String
  var abilityText: String
  var hasProgress = false
  var progressText = ""
  var progressMax = 1
  var progressValue = 0
  var isAtRisk = false
  var atRiskText = ""
  var needsAcknowledgement = false
  var lockReasonText = ""

  init?(_ ability: WritingAbility, acknowledgedAt: Int64?) {
    switch ability {
    case .learning(let progress):
      abilityTitle = "Writing unlocks at a Rating Impact of \(progress.target)"
      abilityText = "Rate notes the way you think they deserve, before their status is known."
      show(progress)
    case .unlocked(let warning):
      abilityTitle = "You can write notes"
      abilityText = "Writing is unlocked."
      if let warning {
        isAtRisk = true
        atRiskText =
          switch warning.cause {
          case .recentNotes:
            "Two of your newest decided notes were rated not helpful. One more locks writing for a while."
          case .writingImpact:
            "Your Writing Impact is zero or below: a note rated not helpful locks writing for a while."
          }
        atRiskText += " Rating stays open to you."
      }
    case .locked(let lock):
      abilityTitle = "Writing is locked for now"
      abilityText =
        "It unlocks again at a Rating Impact of \(lock.progress.target). Rating stays open to you."
      show(lock.progress)
      needsAcknowledgement = acknowledgedAt == nil
      let reasons = lock.reasons.map { "“\($0.label)”" }.joined(separator: " and ")
      lockReasonText =
        "Several of your newest notes were rated not helpful by people with different viewpoints."
        + (reasons.isEmpty ? "" : " What they named most: \(reasons).")
    case .removed, .automated: return nil
    }
  }

  private mutating func show(_ progress: WritingAbility.Progress) {
    hasProgress = true
    progressMax = max(1, progress.target)
    progressValue = min(progressMax, max(0, progress.ratingImpact))
    progressText = "Your Rating Impact is \(progress.ratingImpact.plain) of \(progress.target)"
  }
}

extension Int {
  /// With a true minus sign.
  var plain: String { self < 0 ? "−\(magnitude)" : String(self) }
  var signed: String { self > 0 ? "+\(self)" : plain }
}
