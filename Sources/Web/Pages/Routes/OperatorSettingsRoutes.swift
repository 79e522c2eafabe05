import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Service

/// One setting as the operator's form shows and reads it.
struct SettingField: Sendable {
  var name: String
  var label: String
  var hint: String
  var kind: Kind

  enum Kind: Sendable {
    case flag(any WritableKeyPath<CommunitySettings, Bool> & Sendable)
    case number(any WritableKeyPath<CommunitySettings, Int> & Sendable)
    /// An empty field: no number.
    case optionalNumber(any WritableKeyPath<CommunitySettings, Int?> & Sendable)
  }

  static let groups: [(String, [SettingField])] = [
    (
      "Joining",
      [
        SettingField(
          name: "accountAgeDays", label: "Days an account must be old",
          hint: "0 while the site is young.", kind: .number(\.eligibility.accountAgeDays)),
        SettingField(
          name: "violationDays", label: "Days for which a violation of the rules counts",
          hint: "As the host tells.", kind: .number(\.eligibility.violationDays)),
        SettingField(
          name: "needsVerifiedEmail", label: "A confirmed mail address is needed",
          hint: "Only where the site sends mail.", kind: .flag(\.eligibility.needsVerifiedEmail)),
        SettingField(
          name: "placesPerDraw", label: "Places in each draw of a waiting list",
          hint: "Empty: everybody is admitted at once.", kind: .optionalNumber(\.placesPerDraw)),
        SettingField(
          name: "writerPlacesPerDraw", label: "Places for AI note writers in each day's draw",
          hint: "Empty: all that meet the criteria are admitted.",
          kind: .optionalNumber(\.writerPlacesPerDraw)),
      ]
    ),
    (
      "Writing and rating",
      [
        SettingField(
          name: "mostNoteCharacters", label: "Characters in a note", hint: "A link counts as one.",
          kind: .number(\.mostNoteCharacters)),
        SettingField(
          name: "misleadingNotesNeedLink",
          label: "A note that says a post could mislead needs a link", hint: "Recommended.",
          kind: .flag(\.misleadingNotesNeedLink)),
        SettingField(
          name: "postAuthorsDoNotRate", label: "Authors of a post do not rate notes on it",
          hint: "Recommended.", kind: .flag(\.postAuthorsDoNotRate)),
        SettingField(
          name: "viewsPerRequest", label: "Views that one more request is needed for",
          hint: "Empty: by the size of the community.", kind: .optionalNumber(\.viewsPerRequest)),
      ]
    ),
    (
      "Scoring and showing",
      [
        SettingField(
          name: "finalScoringMinutes", label: "Minutes between final scoring runs",
          hint: "15 unless the machine is small.", kind: .number(\.finalScoringMinutes)),
        SettingField(
          name: "fullScoringMinutes", label: "Minutes between full scoring runs",
          hint: "Viewpoints are learned anew.", kind: .number(\.fullScoringMinutes)),
        SettingField(
          name: "isPilot", label: "Show notes before 50 raters have a known viewpoint",
          hint: "Every shown note is then labelled as a trial.", kind: .flag(\.isPilot)),
      ]
    ),
    (
      "Publishing",
      [
        SettingField(
          name: "dataDelayHours", label: "Hours until a contribution is published",
          hint: "At least 48.", kind: .number(\.dataDelayHours)),
        SettingField(
          name: "releaseHours", label: "Hours between releases", hint: "24: once a day.",
          kind: .number(\.releaseHours)),
      ]
    ),
  ]
}

extension PageRoutes {
  private struct SettingsFormValues: Sendable {
    var operatorNav: OperatorNav
    var settingGroups: [Group]
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct Group: Sendable {
    var groupLabel: String
    var settings: [Setting]
  }

  private struct Setting: Sendable {
    var name: String
    var label: String
    var hint: String
    var value: String
    var type = "number"
    var isCheckbox = false
    var isChecked = false
    var isLong = false
    var settingError: String?
  }

  func settingsForm(_ visit: Visit, _ problems: [FieldProblem]) async throws -> PageAnswer {
    // Also makes sure that an operator asks.
    let reports = try await site.openReports(visit.asker).count
    let settings = try await site.settings()
    let errors = FormErrors(problems)
    let wasSent = visit.form.has("reason")
    return .page(
      "operator-settings", title: "Settings of this site",
      SettingsFormValues(
        operatorNav: OperatorNav(isSettings: true, openReportCount: reports == 0 ? nil : reports),
        settingGroups: SettingField.groups.map { label, fields in
          Group(
            groupLabel: label,
            settings: fields.map { field in
              var row = Setting(name: field.name, label: field.label, hint: field.hint, value: "")
              switch field.kind {
              case .flag(let path):
                row.isCheckbox = true
                row.isChecked = wasSent ? visit.form.has(field.name) : settings[keyPath: path]
              case .number(let path):
                row.value = wasSent ? visit.form[field.name] : String(settings[keyPath: path])
              case .optionalNumber(let path):
                row.value =
                  wasSent
                  ? visit.form[field.name] : settings[keyPath: path].map { String($0) } ?? ""
              }
              row.settingError = errors.errorFor[field.name]
              return row
            })
        }, form: visit.form.texts(["reason"]), hasErrors: errors.hasErrors,
        errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  func saveSettings(_ visit: Visit) async throws -> PageAnswer {
    var settings = try await site.settings()
    var problems: [FieldProblem] = []
    for field in SettingField.groups.flatMap(\.1) {
      let text = visit.form[field.name].trimmingCharacters(in: .whitespaces)
      switch field.kind {
      case .flag(let path): settings[keyPath: path] = visit.form.has(field.name)
      case .number(let path):
        if let number = Int(text) {
          settings[keyPath: path] = number
        } else {
          problems.append(FieldProblem(field: field.name, message: "Enter a whole number."))
        }
      case .optionalNumber(let path):
        if text.isEmpty || Int(text) != nil {
          settings[keyPath: path] = Int(text)
        } else {
          problems.append(
            FieldProblem(field: field.name, message: "Enter a whole number, or nothing."))
        }
      }
    }
    guard problems.isEmpty else { return try await settingsForm(visit, problems) }
    do {
      try await site.changeSettings(visit.asker, settings, reason: visit.form["reason"])
      return .redirect("/operator/settings", done: "Saved as a new version.")
    } catch SiteError.invalid(let problems) {
      return try await settingsForm(visit, problems)
    }
  }
}
