import Moderation
import Service
import Storage

/// The editor of rules.
struct PolicyValues: Sendable {
  var operatorNav: PageRoutes.OperatorNav
  var moderationNav: ModerationNav
  var communityId: String
  var communityName: String
  var levels: [Level]
  var hasLevels: Bool
  var isCategory: Bool
  var category: String
  var levelName: String
  var hasOwnRules: Bool
  var version: String
  /// What a form is made from that was refused for another reason than that it is out of date.
  var basedOn: String
  var conflict: String?
  var fields: [Field]
  var labelRowCount: Int
  var labelRows: [LabelRow]
  var inherited: [Inherited]
  var routes: [Route]
  var hasHistory: Bool
  var history: [HistoryRow]
  var hasErrors: Bool
  var errors: [FormErrors.Entry]

  struct Level: Sendable {
    var levelLabel: String
    var levelPath: String
    var isChosen: Bool
    var isOwn: Bool
  }

  struct Field: Sendable {
    var name: String
    var label: String
    var hint: String
    var value: String
    var isSelect: Bool
    var step: String
    var options: [PageRoutes.Option]
    var fieldError: String?
  }

  struct LabelRow: Sendable {
    var row: Int
    var labelValue: String
    var tier2Value: String
    var tier1Value: String
    var actions: [PageRoutes.Option]
    var rowError: String?
    var isInvalid: Bool
  }

  struct Inherited: Sendable { var inheritedText: String }

  struct Route: Sendable {
    var routeName: String
    var routeLabel: String
    var routeText: String
    var routeError: String?
  }

  struct HistoryRow: Sendable {
    var historyVersion: Int
    var historyISO: String
    var historyTime: String
    var historyActor: String
    var historyPlace: String
    var changes: [Change]
  }

  struct Change: Sendable { var changeText: String }

  init(
    operatorNav: PageRoutes.OperatorNav, moderationNav: ModerationNav,
    community: ModeratedCommunity, channel: String?, categories: [ModeratedCategory],
    withRules: Set<String>, view: PolicyView, form: PolicyForm,
    problems: [FieldProblem], conflict: String?, basedOn: String?, history: [PolicyRecord]
  ) {
    self.operatorNav = operatorNav
    self.moderationNav = moderationNav
    let base = "/operator/moderation/policy?community=\(community.id)"
    communityId = community.id
    communityName = community.name
    let names = Dictionary(
      categories.map { ($0.channel, $0.name.isEmpty ? $0.channel : $0.name) },
      uniquingKeysWith: { $1 })
    levels =
      [
        Level(
          levelLabel: "Whole community", levelPath: base, isChosen: channel == nil, isOwn: false)
      ]
      + categories.map {
        Level(
          levelLabel: names[$0.channel] ?? $0.channel,
          levelPath: "\(base)&category=\(SafePath.encoded($0.channel))",
          isChosen: $0.channel == channel, isOwn: withRules.contains($0.channel))
      }
    hasLevels = !categories.isEmpty
    isCategory = channel != nil
    category = channel ?? ""
    levelName = channel.map { "the category “\(names[$0] ?? $0)”" } ?? "the whole community"
    hasOwnRules = channel.map(withRules.contains) ?? true
    version = String(view.version)
    self.basedOn = basedOn ?? String(view.version)
    self.conflict = conflict
    let found = FormErrors(problems)
    let above = view.above
    let ownLabels = Set(form.labels.map(\.label))
    fields = Self.fields(form, above, isCategory: channel != nil, found.errorFor)
    labelRowCount = form.labels.count
    labelRows = Self.labelRows(
      form,
      actions: community.platform == "discourse" ? ActionKind.discourse : Set(ActionKind.allCases),
      found.errorFor)
    inherited = above.labels.sorted { $0.key < $1.key }.filter { !ownLabels.contains($0.key) }.map {
      Inherited(
        inheritedText: "\(ConsoleWords.label($0.key)): \(PolicyChangeWords.rule($0.value))")
    }
    routes = ReviewGroup.allCases.reversed().map { group in
      Route(
        routeName: "routing-\(group.rawValue)", routeLabel: ConsoleWords.group(group),
        routeText: form.routing[group] ?? "",
        routeError: found.errorFor["routing-\(group.rawValue)"])
    }
    self.history = history.map { record in
      HistoryRow(
        historyVersion: record.version.number, historyISO: PageTime(record.version.changedAt).iso,
        historyTime: PageTime(record.version.changedAt).text,
        historyActor: ConsoleWords.actor(record.changedBy),
        historyPlace: record.version.channel.map { names[$0] ?? $0 } ?? "Whole community",
        changes: PolicyChangeWords.changes(from: record.before, to: record.version.level).map {
          Change(changeText: $0)
        })
    }
    hasHistory = !history.isEmpty
    hasErrors = found.hasErrors
    errors = found.errors
  }

  private static func fields(
    _ form: PolicyForm, _ above: ModerationPolicy, isCategory: Bool, _ errors: [String: String]
  ) -> [Field] {
    PolicyField.all.filter { !(isCategory && $0.isCommunityWide) }.map { field in
      let value = form.fields[field.name] ?? ""
      let inherits = "\(isCategory ? "Inherited" : "Default"): \(field.words(above))"
      let options = [("", inherits)] + (field.choices ?? []).map { ($0.value, $0.label) }
      var step = "1"
      if case .share = field.kind { step = "0.01" }
      let hint = field.choices == nil ? "\(field.hint) Empty: \(field.words(above))." : field.hint
      return Field(
        name: field.name, label: field.label, hint: hint.trimmingPrefix(" ").description,
        value: value, isSelect: field.choices != nil, step: step,
        options: options.map {
          PageRoutes.Option(optionValue: $0, optionLabel: $1, isSelected: $0 == value)
        }, fieldError: errors[field.name])
    }
  }

  private static func labelRows(
    _ form: PolicyForm, actions: Set<ActionKind>, _ errors: [String: String]
  ) -> [LabelRow] {
    form.labels.enumerated().map { index, row in
      let ids = ["", "-tier2", "-tier1", "-action"].map { "label-\(index)\($0)" }
      let error = ids.compactMap { errors[$0] }.first
      return LabelRow(
        row: index, labelValue: row.label, tier2Value: row.tier2, tier1Value: row.tier1,
        actions: ActionKind.allCases.filter { actions.contains($0) || $0.rawValue == row.action }
          .map {
            PageRoutes.Option(
              optionValue: $0.rawValue,
              optionLabel: $0.rawValue.prefix(1).uppercased()
                + $0.rawValue.dropFirst(), isSelected: $0.rawValue == row.action)
          }, rowError: error, isInvalid: error != nil)
    }
  }
}
