import Moderation
import Service
import Storage

/// What one version of a level says that the one before it did not.
enum PolicyChangeWords {
  static func changes(from before: PolicyLevel?, to after: PolicyLevel?) -> [String] {
    let old = before ?? PolicyLevel()
    guard let new = after else { return ["Nothing of its own any more: everything is inherited."] }
    var changes = PolicyField.all.compactMap { field -> String? in
      let (one, other) = (field.text(old), field.text(new))
      guard one != other else { return nil }
      func words(_ text: String) -> String {
        text.isEmpty ? "inherited" : field.choiceLabel(text) ?? text
      }
      return "\(field.label): \(words(one)) → \(words(other))"
    }
    let rules = (old.labels ?? [:], new.labels ?? [:])
    for label in Set(rules.0.keys).union(rules.1.keys).sorted()
    where rules.0[label] != rules.1[label] {
      changes.append(
        "\(ConsoleWords.label(label)): \(rule(rules.0[label])) → \(rule(rules.1[label]))")
    }
    if old.labelRouting != new.labelRouting {
      changes.append("Who reviews which label: \(routing(new.labelRouting))")
    }
    return changes.isEmpty ? ["Nothing"] : changes
  }

  static func rule(_ rule: LabelRule?) -> String {
    guard let rule else { return "inherited" }
    let review = rule.tier2.map { "reviewed from \(ConsoleWords.number($0))" }
    let hide = rule.tier1.map { "hidden from \(ConsoleWords.number($0))" }
    let words = [review, hide].compactMap(\.self).joined(separator: ", ")
    let action = rule.action == .hide ? "" : " (\(rule.action.rawValue))"
    return (words.isEmpty ? "never" : words) + action
  }

  private static func routing(_ routing: [ReviewGroup: [String]]?) -> String {
    guard let routing else { return "inherited" }
    let parts = ReviewGroup.allCases.compactMap { group -> String? in
      guard let labels = routing[group], !labels.isEmpty else { return nil }
      let names = labels.map { ConsoleWords.label($0) }.joined(separator: ", ")
      return "\(ConsoleWords.group(group).lowercased()): \(names)"
    }
    return parts.isEmpty ? "no label has a group of its own" : parts.joined(separator: "; ")
  }
}
