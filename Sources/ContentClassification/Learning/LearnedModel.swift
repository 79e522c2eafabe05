/// What a learner knows, laid out for speed: the weights of all labels side by side.
public struct LearnedModel: Sendable {
  /// How much there is to go on for a label.
  public struct Grounds: Hashable, Sendable {
    public let confirmed: Int
    public let overturned: Int
    public let unremarked: Int
    /// How far the learned probability is believed, 0 to below 1: h / (h + 20), where h is the
    /// harmonic mean of the decisions for and against. One kind alone teaches nothing.
    public let trust: Double
    /// The share of confirmed decisions, with one of each kind added.
    public let baseRate: Double
    public let calibration: Calibration
  }

  /// In the order of the results of `margins`.
  public let labels: [ContentLabel]
  public let grounds: [Grounds]
  public let entries: [EntryKey: EntryRecord]
  let bits: Int
  /// A row for each piece, of as many blocks of eight labels as it takes.
  private let weights: [SIMD8<Float>]
  private let blocks: Int
  private let intercepts: [Double]

  public init(_ learner: CommunityLearner) {
    let settings = learner.settings
    let labels = learner.labels
    let learners = labels.compactMap { learner.learners[$0] }
    bits = settings.bits
    self.labels = labels
    entries = learner.entries
    grounds = learners.map { Grounds($0, settings) }
    intercepts = learners.map { $0.weight($0.evidence.count - 1, settings) }
    blocks = (labels.count + 7) / 8
    var weights = [SIMD8<Float>](repeating: .zero, count: blocks << settings.bits)
    for (column, learner) in learners.enumerated() {
      for index in 0..<1 << settings.bits {
        weights[index * blocks + column / 8][column % 8] = Float(learner.weight(index, settings))
      }
    }
    self.weights = weights
  }

  /// The log-odds of each label, before calibration.
  func margins(_ features: TextFeatures) -> [Double] {
    let width = blocks
    var sums = [SIMD8<Float>](repeating: .zero, count: width)
    weights.withUnsafeBufferPointer { weights in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in features.indices {
          let row = Int(index) * width
          for block in 0..<width { sums[block] += weights[row + block] }
        }
      }
    }
    return labels.indices.map {
      Double(sums[$0 / 8][$0 % 8]) * features.value + intercepts[$0]
    }
  }
}

extension LearnedModel.Grounds {
  fileprivate init(_ learner: LabelLearner, _ settings: LearningSettings) {
    confirmed = learner.confirmed
    overturned = learner.overturned
    unremarked = learner.unremarked
    let pros = Double(learner.confirmed)
    let cons = Double(learner.overturned) + Double(learner.unremarked) * settings.unremarkedWeight
    let mean = pros + cons > 0 ? 2 * pros * cons / (pros + cons) : 0
    trust = mean / (mean + 20)
    baseRate = (pros + 1) / (pros + Double(learner.overturned) + 2)
    calibration = Calibration(fitting: learner.foretold)
  }
}
