import Foundation
import Moderation
import Service
import Storage

/// One review as operators see it.
struct ReviewDossierValues: Sendable {
  var operatorNav: PageRoutes.OperatorNav
  var moderationNav: ModerationNav
  var reviewPath: String
  var row: ConsoleRow
  var postText: String
  /// The post in its topic on the forum.
  var postLink: String?
  var isEdited: Bool
  /// What the author says against the hide.
  var authorStatement: String?
  var facts: [Row]
  var hasRevisions: Bool
  var revisions: [Revision]
  var evidence: [Evidence]
  var explanation: String?
  var modelText: String
  var policyVersion: String
  var readingText: String
  var powers: [Choice]
  var hasPowers: Bool
  var audit: [AuditRow]
  var form: [String: String]
  var hasErrors: Bool
  var errors: [FormErrors.Entry]
  var errorFor: [String: String]

  struct Row: Sendable {
    var rowName: String
    var rowValue: String
  }

  struct Revision: Sendable {
    var revisionISO: String
    var revisionTime: String
    var revisionText: String
  }

  struct Evidence: Sendable {
    var evidenceLabel: String
    var evidenceScore: String
    var reviewFrom: String
    var hideFrom: String
    var isReached: Bool
  }

  /// Nil: not what staff see.
  init?(
    _ dossier: ReviewDossier, operatorNav: PageRoutes.OperatorNav, moderationNav: ModerationNav,
    visit: Visit, problems: [FieldProblem], now: Int64
  ) {
    let card = dossier.card
    guard let staff = card.staff, let row = ConsoleRow(card, now: now) else { return nil }
    self.operatorNav = operatorNav
    self.moderationNav = moderationNav
    self.row = row
    reviewPath = row.reviewPath
    postText = card.text
    postLink = card.place?.link
    isEdited = card.editedAt != nil
    authorStatement = card.statement
    facts = Self.facts(dossier, staff)
    revisions = dossier.revisions.reversed().map {
      Revision(
        revisionISO: PageTime($0.at).iso, revisionTime: PageTime($0.at).text,
        revisionText: $0.content)
    }
    hasRevisions = revisions.count > 1
    evidence = Self.evidence(staff.evidence)
    explanation = staff.evidence.explanation.isEmpty ? nil : staff.evidence.explanation
    modelText = staff.evidence.modelVersion.isEmpty ? "no classifier" : staff.evidence.modelVersion
    policyVersion = String(staff.evidence.policyVersion)
    readingText = ConsoleWords.reading(staff.reading)
    let chosen = visit.form["decision"]
    powers = dossier.powers.map { power in
      let words = ConsoleWords.power(power, on: staff.item)
      return Choice(
        power.rawValue, words.name, hint: words.hint, isChecked: chosen == power.rawValue)
    }
    hasPowers = !powers.isEmpty
    audit = dossier.audit.map(AuditRow.init)
    form = visit.form.texts(["reason"])
    let errors = FormErrors(problems)
    hasErrors = errors.hasErrors
    self.errors = errors.errors
    errorFor = errors.errorFor
  }

  private static func facts(_ dossier: ReviewDossier, _ staff: StaffReview) -> [Row] {
    let card = dossier.card
    let action = card.staff?.item.action
    var facts = [
      ("Forum", dossier.community.name), ("Author", card.authorName ?? "unknown"),
      ("Category", card.categoryName ?? "none"), ("Topic", card.topicTitle ?? ""),
      ("How it began", ConsoleWords.tier(card.tier)),
      ("Who reviews it", ConsoleWords.group(card.group)),
      ("Opened", PageTime(card.createdAt).text),
      ("Flags by members", staff.flagCount.grouped),
    ]
    if let at = staff.item.note.decidedAt, staff.item.isDecided {
      let by = staff.item.note.isForced ? "staff" : "the community"
      facts.append(("Decided", "\(PageTime(at).text), by \(by)"))
    }
    if staff.item.cycle > 1 { facts.append(("Time round", "\(staff.item.cycle)")) }
    if action?.scanExemptContentHash != nil {
      facts.append(("Exempt", "Not judged again while its text stays much the same"))
    }
    return facts.filter { !$0.1.isEmpty }.map { Row(rowName: $0.0, rowValue: $0.1) }
  }

  private static func evidence(_ evidence: PolicyDecision.Evidence) -> [Evidence] {
    let labels = Set(evidence.scores.keys).union(evidence.triggering)
    return labels.sorted { one, other in
      (evidence.scores[other] ?? 0, one) < (evidence.scores[one] ?? 0, other)
    }.map { label in
      let rule = evidence.thresholds[label]
      return Evidence(
        evidenceLabel: ConsoleWords.label(label),
        evidenceScore: evidence.scores[label].map { ConsoleWords.number($0) } ?? "none",
        reviewFrom: rule?.tier2.map { ConsoleWords.number($0) } ?? "never",
        hideFrom: rule?.tier1.map { ConsoleWords.number($0) } ?? "never",
        isReached: evidence.triggering.contains(label))
    }
  }
}
