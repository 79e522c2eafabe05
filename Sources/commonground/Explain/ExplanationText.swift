import Foundation
import NoteModel
import Scoring

extension NoteExplanation {
  /// For a person at a terminal.
  func text(for terminal: Terminal) -> String {
    var page = Page(for: terminal, labelWidth: 29)
    page.addTitle("Note \(noteID): \(statusWords(status))", "\(ratings.grouped) ratings")
    if !reasons.isEmpty {
      page.addDetail("Raters' reasons: \(reasons.map(tagWords).joined(separator: ", ")).")
    }
    if let topic { page.addDetail("Topic: \(topic).") }
    for model in models {
      page.addSection(model.name, model.headline)
      page.addRules(model.rules)
    }
    if models.isEmpty { page.addSection("Models", "none has a result for it") }
    page.addSection("The site", decidedBy.map { "decided by \($0)" } ?? "")
    page.addRules(siteRules)
    if let viewpoints { page.add(viewpoints) }
    if !changes.isEmpty {
      page.addSection("What would change it")
      for change in changes { page.addItem(change.sentence, .yellow) }
    }
    return page.text
  }
}

extension ModelExplanation {
  /// Its status and main numbers.
  fileprivate var headline: String {
    var parts = [status.map(statusWords) ?? "no status"]
    if let intercept { parts.append("intercept \(number(intercept))") }
    if let factor { parts.append("factor \(number(factor))") }
    return parts.joined(separator: ", ")
  }
}

extension Page {
  /// Adds a line for each rule but the first, which only says that every note starts undecided;
  /// that one stands where it is alone.
  fileprivate mutating func addRules(_ rules: [RuleExplanation]) {
    for rule in rules.count > 1 ? Array(rules.dropFirst()) : rules {
      let numbers = rule.comparisons.compactMap { $0.text(for: terminal) }
      let reason = rule.sentence.dropLast(rule.sentence.hasSuffix(".") ? 1 : 0)
      addItem(
        numbers.isEmpty
          ? rule.sentence : "\(reason) (\(numbers.joined(separator: ", "))).", .blue)
    }
  }

  fileprivate mutating func add(_ viewpoints: NoteViewpoints) {
    addSection("By viewpoint", "on the axis of \(viewpoints.model)")
    for (side, answers) in [("Left", viewpoints.left), ("Right", viewpoints.right)] {
      addBars(
        [
          ("\(side): helpful", answers.helpful),
          ("\(side): somewhat helpful", answers.somewhatHelpful),
          ("\(side): not helpful", answers.notHelpful),
        ], longest: viewpoints.longestBar)
    }
    let unknown = viewpoints.unknown.total
    if unknown > 0 {
      addDetail(
        "\(unknown.grouped) more by raters of whom the model has not learned where they stand.")
    }
  }
}

extension NoteViewpoints {
  /// The largest of the counts that are drawn.
  fileprivate var longestBar: Int {
    [left, right].flatMap { [$0.helpful, $0.somewhatHelpful, $0.notHelpful] }.max() ?? 0
  }
}

extension Comparison {
  /// As in "intercept 0.45 ≥ 0.40"; nil where the number is not known.
  fileprivate func text(for terminal: Terminal) -> String? {
    guard let value else { return nil }
    let sign =
      switch relation {
      case .atLeast: terminal.isUnicode ? "≥" : ">="
      case .atMost: terminal.isUnicode ? "≤" : "<="
      case .above: ">"
      case .below: "<"
      }
    // Enough decimals to tell the two apart.
    let decimals = (2...6).first { number(value, $0) != number(limit, $0) } ?? 6
    return "\(quantity) \(number(value, decimals)) \(sign) \(number(limit, decimals))"
  }
}

/// With two decimals, or as many as asked for; never a negative zero.
private func number(_ value: Double, _ decimals: Int = 2) -> String {
  let text = String(format: "%.\(decimals)f", value)
  return Double(text) == 0 ? String(format: "%.\(decimals)f", 0.0) : text
}
