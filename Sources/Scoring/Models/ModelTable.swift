/// The models, as the table in the specification lists them.
extension MatrixFactorizationModel {
  /// The model of the core groups on notes without a topic.
  public static let core = {
    var model = MatrixFactorizationModel(
      name: "MFCoreScorer", prefix: "core", groups: .core, includesUnenrolled: true)
    model.excludesTopics = true
    model.captureThreshold = 0.5
    model.computesPseudoRaterBounds = true
    model.thresholds.firmReject = 0.3
    model.thresholds.minority = RuleThresholds.Minority()
    return model
  }()
}
