import Foundation
import Moderation
import Service
import Storage

/// One level of a community's rules as a form has it.
struct PolicyForm: Sendable {
  /// By the name of the field.
  var fields: [String: String]
  var labels: [LabelRow]
  /// Labels by the group that reviews them, one in a line.
  var routing: [ReviewGroup: String]

  struct LabelRow: Sendable {
    var label = ""
    var tier2 = ""
    var tier1 = ""
    var action = ActionKind.hide.rawValue
  }

  /// Rows for labels that are not there yet.
  static let emptyRows = 3

  init(_ level: PolicyLevel) {
    fields = Dictionary(uniqueKeysWithValues: PolicyField.all.map { ($0.name, $0.text(level)) })
    labels = (level.labels ?? [:]).sorted { $0.key < $1.key }.map { label, rule in
      LabelRow(
        label: label, tier2: rule.tier2.map { ConsoleWords.number($0) } ?? "",
        tier1: rule.tier1.map { ConsoleWords.number($0) } ?? "", action: rule.action.rawValue)
    }
    labels += Array(repeating: LabelRow(), count: Self.emptyRows)
    routing = (level.labelRouting ?? [:]).mapValues { $0.joined(separator: "\n") }
  }

  /// What a browser sent.
  init(_ form: Form) {
    func text(_ name: String) -> String { form[name].trimmingCharacters(in: .whitespaces) }
    fields = Dictionary(uniqueKeysWithValues: PolicyField.all.map { ($0.name, text($0.name)) })
    let count = min(max(Int(form["label-rows"]) ?? 0, 0), PolicyLevel.mostLabels + Self.emptyRows)
    labels = (0..<count).map { row in
      LabelRow(
        label: text("label-\(row)"), tier2: text("label-\(row)-tier2"),
        tier1: text("label-\(row)-tier1"), action: text("label-\(row)-action"))
    }
    routing = Dictionary(
      uniqueKeysWithValues: ReviewGroup.allCases.map { ($0, form["routing-\($0.rawValue)"]) })
  }

  /// The level that the form says, with what can't be read of it.
  ///
  /// - Parameter own: what the level says now: an empty routing that it has stays one.
  func level(isCategory: Bool, own: PolicyLevel) -> (level: PolicyLevel, problems: [FieldProblem]) {
    var level = PolicyLevel()
    var problems: [FieldProblem] = []
    for field in PolicyField.all where !(isCategory && field.isCommunityWide) {
      if let problem = field.take(fields[field.name] ?? "", into: &level) {
        problems.append(problem)
      }
    }
    var rules: [String: LabelRule] = [:]
    for (index, row) in labels.enumerated() {
      guard !row.label.isEmpty else {
        if !row.tier1.isEmpty || !row.tier2.isEmpty {
          problems.append(FieldProblem(field: "label-\(index)", message: "Name the label."))
        }
        continue
      }
      if rules[row.label] != nil {
        problems.append(
          FieldProblem(field: "label-\(index)", message: "“\(row.label)” is there twice."))
      }
      func threshold(_ text: String, _ tier: String) -> Double? {
        guard !text.isEmpty else { return nil }
        let value = Double(text)
        if value == nil {
          problems.append(
            FieldProblem(
              field: "label-\(index)-\(tier)", message: "Enter a number from 0 to 1, or nothing."))
        }
        return value
      }
      rules[row.label] = LabelRule(
        tier2: threshold(row.tier2, "tier2"), tier1: threshold(row.tier1, "tier1"),
        action: ActionKind(rawValue: row.action) ?? .hide)
    }
    level.labels = rules.isEmpty ? nil : rules
    let routed = routing.mapValues { text in
      text.split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }.filter { !$0.value.isEmpty }
    level.labelRouting = routed.isEmpty ? (own.labelRouting == [:] ? [:] : nil) : routed
    return (level, problems)
  }

  /// Problems with their fields as the form names them.
  func located(_ problems: [FieldProblem]) -> [FieldProblem] {
    problems.map { problem in
      var located = problem
      if problem.field.hasPrefix("label_routing.") {
        located.field = "routing-" + problem.field.dropFirst("label_routing.".count)
      } else if problem.field.hasPrefix("labels.") {
        // A label may have dots of its own; what is after the last one is the field.
        let rest = problem.field.dropFirst("labels.".count)
        let name = rest.lastIndex(of: ".").map { String(rest[..<$0]) } ?? ""
        let part = rest.split(separator: ".").last.map(String.init) ?? ""
        if let row = labels.firstIndex(where: { $0.label == name }) {
          located.field = "label-\(row)-\(part)"
          located.message = "\(name): \(problem.message)"
            .replacing(
              "tier2 must not be above tier1", with: "hiding must not begin before reviewing")
        }
      } else if problem.field == "labels" {
        located.field = "label-0"
      } else if let field = PolicyField.all.first(where: { $0.name == problem.field }) {
        located.message = "\(field.label): \(problem.message)"
      }
      return located
    }
  }
}
