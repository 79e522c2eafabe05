/// The classifier that needs no network: operators' lists, signals, and a model of the community's
/// own decisions.
///
/// A label's score is the larger of two:
///
/// - **learned**: the model's calibrated probability, times its trust. Without decisions it is 0.
/// - **listed**: the chance that at least one of the entries found is right, each with the operator's
///   score moved by its record; to its log-odds the model adds, times its trust, how much more or
///   less than usual the post resembles confirmed ones, three at most either way.
public struct EmbeddedClassifier: ContentClassifier {
  public let identity: ClassifierIdentity
  public let matcher: ListMatcher
  public let model: LearnedModel
  /// From which score a label counts as flagged.
  public let flagsFrom: Double
  private let labels: [ContentLabel]

  public static let name = "embedded"

  /// - Precondition: `flagsFrom` lies above 0 and at most at 1.
  public init(lists: WordLists = .empty, learner: CommunityLearner, flagsFrom: Double = 0.5) {
    self.init(matcher: ListMatcher(lists), learner: learner, flagsFrom: flagsFrom)
  }

  public init(matcher: ListMatcher, learner: CommunityLearner, flagsFrom: Double = 0.5) {
    precondition(flagsFrom > 0 && flagsFrom <= 1)
    self.matcher = matcher
    self.flagsFrom = flagsFrom
    model = LearnedModel(learner)
    labels = Set(matcher.lists.labels + model.labels + [.spam]).sorted()
    identity = ClassifierIdentity(
      name: Self.name,
      version: "1-\(learner.lines)-\(learner.logDigest.hexadecimal)-\(matcher.lists.digest)")
  }

  public func classify(_ post: PostText) async -> PostClassification {
    .judged(judge(post), by: identity)
  }

  /// The judgement, which this classifier always has.
  public func judge(_ post: PostText) -> Judgement {
    let text = NormalisedText(post.text)
    let signals = PostSignals(post, text)
    let hits = matcher.hits(in: text)
    let features = TextFeatures(text, signals: signals, bits: model.bits)
    let margins = model.margins(features)

    var findings: [Finding] = []
    for label in labels {
      let found = hits.filter { $0.entry.label == label }
      var doubt = 1.0
      for hit in found {
        let record = model.entries[EntryKey(hit.entry)] ?? EntryRecord()
        doubt *= 1 - record.score(given: hit.entry.score)
      }
      if label == .spam { doubt *= 1 - signals.spamHint }
      let place = model.labels.firstIndex(of: label)
      findings.append(
        Finding(
          label: label, entries: found.map(\.entry.text), listed: 1 - doubt,
          margin: place.map { margins[$0] }, grounds: place.map { model.grounds[$0] }))
    }
    return judgement(findings)
  }

  private func judgement(_ findings: [Finding]) -> Judgement {
    let scores = findings.filter { $0.score > 0 }
      .sorted { $0.score == $1.score ? $0.label < $1.label : $0.score > $1.score }
      .map {
        Judgement.LabelScore($0.label, score: $0.score, isFlagged: $0.score >= flagsFrom)
      }
    let highest = scores.first?.score ?? 0
    // Certainty that nothing is wrong takes a model that has learned: the least of its trust.
    let trust = findings.compactMap { $0.grounds?.trust }.min() ?? 0
    let confidence = highest >= flagsFrom ? highest : trust * (1 - highest)
    return Judgement(
      scores: scores, confidence: confidence,
      explanation: explanation(findings.filter { $0.score >= flagsFrom }, trust: trust))
  }

  private func explanation(_ flagged: [Finding], trust: Double) -> String {
    if flagged.isEmpty {
      return trust < 0.5
        ? "Nothing listed points to a label; the community has decided too little to learn from."
        : "Nothing listed and nothing learned points to a label."
    }
    return flagged.map(\.explanation).joined(separator: " ")
  }
}

extension WordLists {
  /// Tells lists apart.
  var digest: String {
    var hash = FNVHash()
    for entry in entries {
      hash.add(entry.label.rawValue)
      hash.add(entry.score.bitPattern)
      hash.add(entry.text)
    }
    return hash.value.hexadecimal
  }
}

extension UInt64 {
  /// Sixteen digits.
  var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
