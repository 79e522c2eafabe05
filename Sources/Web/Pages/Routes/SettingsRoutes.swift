import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Service
import Storage

extension PageRoutes {
  func addSettings(to router: Router<WebContext>) {
    get(router, "/me/settings") { visit in try await settingsPage(visit) }
    post(router, "/me/settings") { visit in
      guard let frequency = AlertFrequency(rawValue: visit.form["frequency"]) else {
        return try await settingsPage(
          visit, problems: [FieldProblem(field: "frequency", message: "Choose how often.")])
      }
      try await site.changeNoticeSettings(
        visit.asker, frequency: frequency,
        kinds: Set(visit.form.all("notices").compactMap(NoticeKind.init(rawValue:)) + [.needsHelp]))
      return .redirect("/me/settings", done: "Saved.")
    }
    post(router, "/me/tokens") { visit in
      do {
        let made = try await site.makeToken(
          visit.asker, name: visit.form["name"],
          scopes: Set(visit.form.all("scopes").compactMap(Scope.init(rawValue:))))
        // Shown in this answer alone: it is neither kept nor put into a cookie.
        return try await settingsPage(visit, newToken: made.text)
      } catch SiteError.invalid(let problems) {
        return try await settingsPage(visit, problems: problems)
      }
    }
    post(router, "/me/tokens/{id}/revoke") { visit in
      try await site.revokeToken(visit.asker, visit.id())
      return .redirect("/me/settings", done: "The token no longer works.")
    }
    post(router, "/me/password") { visit in
      do {
        let session = try await site.changePassword(
          visit.asker, current: visit.form["current"], new: visit.form["password"])
        return PageAnswer.redirect("/me/settings", done: "Your password is changed.")
          .signingIn(session)
      } catch SiteError.invalid(let problems) {
        return try await settingsPage(visit, problems: problems)
      }
    }
    post(router, "/me/sign-out-everywhere") { visit in
      try await site.signOutEverywhere(visit.asker)
      return PageAnswer.redirect("/", done: "You are signed out everywhere.").signingOut()
    }
    addLeaving(to: router)
  }

  private func addLeaving(to router: Router<WebContext>) {
    get(router, "/me/leave") { visit in
      try visit.requireAccount()
      return .page(
        "confirm", title: "Leave",
        ConfirmValues(
          "Leave the programme?", ["You can come back at any time, with the same alias."],
          points: [
            "You no longer write or rate, and get no more notices.",
            "What you wrote and rated stays public under your alias, and counts.",
          ], action: "/me/leave", button: "Leave", isDanger: true, back: "/me/settings"))
    }
    post(router, "/me/leave") { visit in
      try await site.leave(visit.asker)
      return .redirect("/me/settings", done: "You left. Come back whenever you like.")
    }
    post(router, "/me/rejoin") { visit in
      try await site.rejoin(visit.asker)
      return .redirect("/me", done: "Welcome back.")
    }
    get(router, "/me/erase") { visit in
      try visit.requireAccount()
      return .page(
        "confirm", title: "Erase the link",
        ConfirmValues(
          "Erase which account belongs to your alias?",
          ["The record that ties this account to its alias is destroyed. This cannot be undone."],
          points: [
            "What you wrote and rated stays public under the alias, which nobody holds any more.",
            "You may join again after six months, as somebody new.",
          ], action: "/me/erase", button: "Erase the link", isDanger: true,
          back: "/me/settings"))
    }
    post(router, "/me/erase") { visit in
      try await site.eraseLink(visit.asker)
      return .redirect("/", done: "The link is erased.")
    }
  }

  // MARK: The page

  private struct SettingsValues: Sendable {
    var newToken: String?
    var isContributor: Bool
    var frequencies: [Choice]
    var noticeKinds: [Choice]
    var hasTokens: Bool
    var tokens: [TokenRow]
    var tokenFormOpen: Bool
    var scopes: [Choice]
    var hasPassword: Bool
    var passwordHint = "At least 10 characters."
    var sessionsText = "Ends every session of this account, this one too."
    var showsMembership: Bool
    var canRejoin: Bool
    var canEraseLink: Bool
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct TokenRow: Sendable {
    var tokenId: String
    var tokenName: String
    var tokenScopes: String
    var tokenText: String
  }

  private func settingsPage(
    _ visit: Visit, newToken: String? = nil, problems: [FieldProblem] = []
  ) async throws -> PageAnswer {
    let asker = visit.asker
    let tokens = try await site.tokens(asker)
    let frequency = asker.membership?.alertFrequency ?? AlertFrequency.often.rawValue
    let muted = asker.membership?.mutedNotices ?? []
    let errors = FormErrors(problems)
    return .page(
      "settings", title: "Settings",
      SettingsValues(
        newToken: newToken, isContributor: asker.activeContributor != nil,
        frequencies: AlertFrequency.allCases.map {
          Choice($0.rawValue, $0.label, hint: $0.hint, isChecked: $0.rawValue == frequency)
        },
        noticeKinds: NoticeKind.allCases.filter { $0.canBeSwitchedOff && $0 != .needsHelp }.map {
          Choice($0.rawValue, $0.label, isChecked: !muted.contains($0.rawValue))
        },
        hasTokens: !tokens.isEmpty,
        tokens: tokens.map {
          TokenRow(
            tokenId: String($0.id), tokenName: $0.name,
            tokenScopes: $0.scopes.sorted().joined(separator: ", "),
            tokenText: "Made \(PageTime($0.createdAt).day).")
        },
        tokenFormOpen: errors.errorFor["name"] != nil || errors.errorFor["scopes"] != nil,
        scopes: Scope.allCases.filter { asker.isOperator || !$0.isForOperators }.map {
          Choice($0.rawValue, $0.label, hint: $0.hint, isChecked: $0 == .read)
        },
        hasPassword: asker.account?.passwordHash != nil,
        showsMembership: asker.contributor != nil, canRejoin: asker.contributor?.leftAt != nil,
        canEraseLink: asker.contributor != nil, form: visit.form.texts(["name"]),
        hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}

extension AlertFrequency {
  fileprivate var label: String {
    switch self {
    case .allIn: "As often as I can help"
    case .often: "Often"
    case .sometimes: "Sometimes"
    case .never: "Never"
    }
  }

  fileprivate var hint: String {
    switch self {
    case .allIn: "Up to three times a day."
    case .often: "Up to three times a week."
    case .sometimes: "Up to three times a month."
    case .never: ""
    }
  }
}

extension NoticeKind {
  fileprivate var label: String {
    switch self {
    case .needsHelp: "A note needs my rating"
    case .statusChanged: "A note I wrote gains or loses a status"
    case .ratedNoteDecided: "A note I rated gets a status"
    case .atRisk: "My writing is at risk"
    case .writingLocked: "My writing is locked"
    case .writingUnlocked: "Writing is unlocked"
    case .admitted: "I am admitted"
    case .requestsOnPost: "Several people request a note on a post"
    case .writerEligible: "My AI writer meets the criteria of admission"
    case .writerAdmitted: "My AI writer is admitted"
    case .writerSilent: "My AI writer has not written for long"
    case .writerEarnedOut: "My AI writer lost access"
    case .noteOnYourPost: "A note is shown on a post of mine"
    case .postHidden: "A post of mine is hidden"
    case .postRestored: "A post of mine comes back"
    case .appealAnswered: "What I said about a hidden post is answered"
    case .measure: "The whole site is under a measure"
    }
  }
}

extension Scope {
  fileprivate var isForOperators: Bool { self == .posts || self == .operate }

  fileprivate var label: String {
    switch self {
    case .read: "Read"
    case .rate: "Rate"
    case .write: "Write"
    case .request: "Ask"
    case .posts: "Push posts"
    case .account: "Manage my membership"
    case .operate: "Operate"
    }
  }

  fileprivate var hint: String {
    switch self {
    case .read: "What you see: lists, notices, your own ratings."
    case .rate: "Rate notes for you."
    case .write: "Write and delete notes for you."
    case .request: "Request notes and additional review, report notes."
    case .posts: "Tell of posts, as the host whose posts they are."
    case .account: "Join, leave, choose notices, make tokens."
    case .operate: "Everything on the operator’s pages."
    }
  }
}
