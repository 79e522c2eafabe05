/// Learns from a community's own decisions which posts it holds to be what.
///
/// A value that is a function of its settings, the operators' lists and the log, line by line: the
/// same log gives the same bytes (`encoded`). Its arithmetic is that of IEEE 754 alone; small letters
/// and kinds of scalars come from the standard library's Unicode tables, which new versions extend.
public struct CommunityLearner: Hashable, Sendable {
  /// More labels than this are not learned, or fewer (`LearningSettings.maximumLabels`).
  public static let maximumLabels = 64

  public let settings: LearningSettings
  var learners: [ContentLabel: LabelLearner] = [:]
  public internal(set) var entries: [EntryKey: EntryRecord] = [:]
  /// Lines learned from.
  public internal(set) var lines = 0
  /// A running hash of them (FNV-1a, 64 bits): tells logs apart, is no proof against forgery.
  public internal(set) var logDigest: UInt64 = 0xCBF2_9CE4_8422_2325

  /// - Precondition: `settings.isValid`.
  public init(settings: LearningSettings = LearningSettings()) {
    precondition(settings.isValid)
    self.settings = settings
  }

  public var labels: [ContentLabel] { learners.keys.sorted() }

  /// Learns from one decision, online. What the model would have said is kept for calibration first.
  public mutating func learn(_ line: ReviewedPost, matching matcher: ListMatcher) {
    let example = Example(line, matcher, settings)
    count(example)
    for (label, isTrue, weight) in targets(of: line) {
      if line.outcome != .unremarked, let learner = learners[label] {
        learners[label]?.foretell(learner.margin(example.features, settings), isTrue: isTrue)
      }
      learners[label]?.learn(example.features, isTrue: isTrue, weight: weight, settings)
    }
  }

  /// Learns from a whole log at once: `settings.passes` times over it, and calibrated on what five
  /// models, each of four fifths of the log, said of the fifth that they had not seen.
  public static func trained(
    on log: [ReviewedPost], settings: LearningSettings = LearningSettings(),
    matching matcher: ListMatcher
  ) -> CommunityLearner {
    let examples = log.map { Example($0, matcher, settings) }
    var learner = CommunityLearner(settings: settings)
    for example in examples { learner.count(example) }
    learner.fit(examples)
    let folds = 5
    var foretold: [[(ContentLabel, Double, Bool)]] = Array(repeating: [], count: examples.count)
    for fold in 0..<folds {
      var part = CommunityLearner(settings: settings)
      let seen = examples.indices.filter { $0 % folds != fold }.map { examples[$0] }
      for example in seen { part.count(example) }
      part.fit(seen)
      for index in stride(from: fold, to: examples.count, by: folds)
      where examples[index].line.outcome != .unremarked {
        for (label, isTrue, _) in part.targets(of: examples[index].line) {
          guard let learner = part.learners[label] else { continue }
          foretold[index].append(
            (label, learner.margin(examples[index].features, settings), isTrue))
        }
      }
    }
    for (label, margin, isTrue) in foretold.joined() {
      learner.learners[label]?.foretell(margin, isTrue: isTrue)
    }
    return learner
  }

  private mutating func fit(_ examples: [Example]) {
    for _ in 0..<settings.passes {
      for example in examples {
        for (label, isTrue, weight) in targets(of: example.line) {
          learners[label]?.learn(example.features, isTrue: isTrue, weight: weight, settings)
        }
      }
    }
  }

  /// Which labels a line teaches, in order: those decided; for an unremarked post all known ones.
  private func targets(of line: ReviewedPost) -> [(ContentLabel, isTrue: Bool, weight: Double)] {
    switch line.outcome {
    case .confirmed, .overturned:
      Set(line.labels).sorted().map { ($0, line.outcome == .confirmed, 1) }
    case .unremarked: labels.map { ($0, false, settings.unremarkedWeight) }
    }
  }

  private mutating func count(_ example: Example) {
    let line = example.line
    lines += 1
    logDigest = line.digest(after: logDigest)
    if line.outcome != .unremarked {
      for label in Set(line.labels).sorted()
      where learners[label] == nil && learners.count < settings.maximumLabels {
        learners[label] = LabelLearner(settings: settings)
      }
    }
    for (label, _, _) in targets(of: line) {
      switch line.outcome {
      case .confirmed: learners[label]?.confirmed += 1
      case .overturned: learners[label]?.overturned += 1
      case .unremarked: learners[label]?.unremarked += 1
      }
    }
    for key in example.entries where line.labels.contains(key.label) {
      switch line.outcome {
      case .confirmed: entries[key, default: EntryRecord()].confirmed += 1
      case .overturned: entries[key, default: EntryRecord()].overturned += 1
      case .unremarked: break
      }
    }
  }
}

/// A line of the log with what is learned from it.
private struct Example {
  let line: ReviewedPost
  let features: TextFeatures
  let entries: [EntryKey]

  init(_ line: ReviewedPost, _ matcher: ListMatcher, _ settings: LearningSettings) {
    self.line = line
    let text = NormalisedText(line.text.text)
    features = TextFeatures(
      text, signals: PostSignals(line.text, text), bits: settings.bits)
    entries = matcher.hits(in: text).map { EntryKey($0.entry) }
  }
}
