import Outbound

extension RemoteCondition {
  /// In the text format of Prometheus: whether the service is there and what it is asked, nothing of
  /// any post.
  var metrics: [String] {
    func family(_ name: String, _ help: String, _ type: String, _ values: [String]) -> [String] {
      ["# HELP commonground_\(name) \(help)", "# TYPE commonground_\(name) \(type)"]
        + values.map { "commonground_\(name)\($0)" }
    }
    func counts(_ label: String, _ counts: [String: Int]) -> [String] {
      counts.sorted { $0.key < $1.key }.map { "{\(label)=\"\($0.key)\"} \($0.value)" }
    }
    return family(
      "classifier_resting", "Whether the classifying service is left alone after failures.",
      "gauge", [isResting ? " 1" : " 0"])
      + family(
        "classifier_questions_total", "Questions to the classifying service.", "counter",
        counts("outcome", questions))
      + family(
        "classifier_refusals_total", "Questions that our limits did not let out.", "counter",
        counts("reason", refusals))
      + family(
        "classifier_tokens_today", "Tokens that the classifying service used today.", "gauge",
        [" \(tokensToday)"])
  }
}
