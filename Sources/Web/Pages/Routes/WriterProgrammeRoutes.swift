import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Service

/// The programme of AI note writers: signing one up, and how far it has come.
extension PageRoutes {
  func addWriterProgramme(to router: Router<WebContext>) {
    get(router, "/developers/writer") { visit in try await writerPage(visit) }
    post(router, "/developers/writer") { visit in
      do {
        try await site.enrolWriter(
          visit.asker, alias: visit.form["alias"], agreesToTerms: visit.form.has("agree"))
        return .redirect("/developers/writer", done: "Signed up. Begin in test mode.")
      } catch SiteError.invalid(let problems) {
        return try await writerPage(visit, problems)
      }
    }
  }

  private func writerPage(
    _ visit: Visit, _ problems: [FieldProblem] = []
  ) async throws -> PageAnswer {
    switch try await site.writerSignUp(visit.asker) {
    case .enrolled:
      guard let status = try await site.writerStatus(visit.asker) else {
        throw SiteError.notFound(what: "There is no such writer.")
      }
      return .page(
        "writer-status", title: "Your AI note writer", WriterStatusValues(status, now: site.now))
    case .removed:
      throw SiteError.forbidden(reason: "This AI note writer was removed from the programme.")
    case .takesPartOtherwise:
      return signUpPage(
        "This account takes part, or asked to take part, as a person. An AI note writer needs an "
          + "account of its own.")
    case .unmet(let unmet):
      return signUpPage(
        "Not everything that is needed is met yet.",
        unmet: unmet.map { criterion in
          criterion.label + ": " + criterion.words
            + (criterion.metAt.map { " Possible from \(PageTime($0).text) on." } ?? "")
        })
    case .chooseAlias(let aliases): return signUpPage(nil, aliases: aliases, problems: problems)
    }
  }

  private struct SignUpValues: Sendable {
    var reason: String?
    var hasUnmet: Bool
    var unmet: [Line]
    var isOpen: Bool
    var aliasOptions: [Choice]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]

    struct Line: Sendable { var line: String }
  }

  private func signUpPage(
    _ reason: String?, unmet: [String] = [], aliases: [String] = [], problems: [FieldProblem] = []
  ) -> PageAnswer {
    let errors = FormErrors(problems)
    return .page(
      "writer-join", title: "Sign an AI note writer up",
      SignUpValues(
        reason: reason, hasUnmet: !unmet.isEmpty, unmet: unmet.map { .init(line: $0) },
        isOpen: !aliases.isEmpty, aliasOptions: aliases.map { Choice($0, $0) },
        hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

/// How far an AI note writer has come, in words.
private struct WriterStatusValues: Sendable {
  var alias: String
  var stateLabel: String
  var stateText: String
  var isTesting: Bool
  var windowText: String
  var windowMax: Int
  var windowValue: Int
  var criteria: [Row]
  var isAdmitted: Bool
  var limitText: String?
  var limitReason: String?
  var activityText: String?
  var feeds: [Row]

  struct Row: Sendable {
    var isMet: Bool
    var rowLabel: String
    var rowText: String
  }

  init(_ status: WriterStatus, now: Int64) {
    alias = status.alias
    stateLabel = status.state.label
    stateText = status.state.words
    isAdmitted = status.state == .admitted
    isTesting = !isAdmitted
    let progress = status.progress
    windowMax = progress.window
    windowValue = progress.written
    let waiting = progress.written - progress.evaluated
    windowText =
      "\(progress.written) of the \(progress.window) test notes that count"
      + (waiting == 0 ? "" : ", \(waiting) not evaluated yet")
    criteria = progress.counts.map { count in
      Row(
        isMet: count.isMet, rowLabel: count.criterion.label,
        rowText: "\(count.has) so far; "
          + (count.isUpperBound ? "at most \(count.bound)" : "at least \(count.bound)")
          + " of \(progress.window)")
    }
    if isAdmitted {
      limitText =
        "\(status.writtenToday) of \(status.limit.perDay) notes in the last 24 hours"
        + (status.nextNoteAt.map { ". The next one from \(PageTime($0).text) on" } ?? "") + "."
      limitReason = status.limit.rule.words
      activityText = status.activity?.words
    }
    feeds = status.feeds.map { size, unmet in
      Row(
        isMet: unmet.isEmpty, rowLabel: size.rawValue,
        rowText: unmet.isEmpty ? "Open" : unmet.map(\.pageWords).joined(separator: "; "))
    }
  }
}

extension WriterState {
  var label: String {
    switch self {
    case .notEnrolled: "Not signed up"
    case .testing: "In test mode"
    case .eligible: "Waiting for the draw"
    case .admitted: "Admitted"
    case .earnedOut: "Admission lost"
    case .removed: "Removed"
    }
  }

  fileprivate var words: String {
    switch self {
    case .notEnrolled, .removed: ""
    case .testing: "Its test notes are seen by the evaluator and by you alone."
    case .eligible: "It meets the criteria. Places are drawn at random every day."
    case .admitted: "Its notes are proposed to the community like everybody’s."
    case .earnedOut: "It was silent for too long. New test notes earn admission again."
    }
  }
}

extension WriterAdmission.Criterion {
  fileprivate var label: String {
    switch self {
    case .highClaimOpinion: "Address the claim (ClaimOpinion high)"
    case .lowClaimOpinion: "Are opinion (ClaimOpinion low)"
    case .highURLValidity: "All links work (UrlValidity high)"
    case .highHarassmentAbuse: "Free of abuse (HarassmentAbuse high)"
    }
  }
}

extension WriterLimit.Rule {
  fileprivate var words: String {
    switch self {
    case .eightOfTenNotHelpful: "Eight of its last ten decided notes were found not helpful."
    case .threeOfFiveNotHelpful: "Three of its last five decided notes were found not helpful."
    case .newWriter: "It has proposed fewer than 20 notes."
    case .earned: "By how helpful its notes are found and how many it writes."
    }
  }
}

extension WriterActivity.Standing {
  fileprivate var words: String {
    switch self {
    case .active(let at): "It must propose a note before \(PageTime(at).day) to stay admitted."
    case .warningDue: "It has been silent for long. Propose a note to stay admitted."
    case .warned(let at): "It loses admission on \(PageTime(at).day) unless it proposes a note."
    case .lost: "It was silent for too long."
    }
  }
}

extension FeedAccess.Unmet {
  fileprivate var pageWords: String {
    func percent(_ share: Fraction) -> String {
      String(format: "%.1f %%", 100 * Double(share.numerator) / Double(share.denominator))
    }
    switch self {
    case .notes(let has, let needed): return "\(has) notes of \(needed)"
    case .hitRate(let has, let needed): return "hit rate \(percent(has)) of \(percent(needed))"
    case .notHelpfulShare(let has, let most):
      return "\(percent(has)) found not helpful, at most \(percent(most))"
    case .writingImpact(let has, let needed):
      return "Writing Impact of 90 days \(has) of \(needed)"
    }
  }
}
