/// How the model learns. Part of the model file: the same log under other settings gives another
/// model.
public struct LearningSettings: Hashable, Sendable {
  /// 2 to this power weights a label; 10 to 20.
  public var bits: Int
  /// How fast weights follow, above 0 (α of the update).
  public var rate: Double
  /// How soon a weight's own rate falls, above 0 (β).
  public var damping: Double
  /// Below this sum of evidence a weight is 0 (λ₁).
  public var sparsity: Double
  /// Pulls weights to 0 (λ₂).
  public var shrinkage: Double
  /// What an unremarked post counts, beside 1 for a decision.
  public var unremarkedWeight: Double
  /// How many times training goes over the log; 1 to 20.
  public var passes: Int

  public init(
    bits: Int = 17, rate: Double = 0.5, damping: Double = 0.1, sparsity: Double = 0.001,
    shrinkage: Double = 0.01, unremarkedWeight: Double = 0.1, passes: Int = 3
  ) {
    self.bits = bits
    self.rate = rate
    self.damping = damping
    self.sparsity = sparsity
    self.shrinkage = shrinkage
    self.unremarkedWeight = unremarkedWeight
    self.passes = passes
  }

  public var isValid: Bool {
    (10...20).contains(bits) && (1...20).contains(passes)
      && [rate, damping].allSatisfy { $0 > 0 && $0 <= 1000 }
      && [sparsity, shrinkage].allSatisfy { $0 >= 0 && $0 <= 1000 }
      && unremarkedWeight >= 0 && unremarkedWeight <= 1
  }
  /// How many labels can be learned; more would take too much memory.
  public var maximumLabels: Int {
    min(CommunityLearner.maximumLabels, ModelFile.maximumWeights >> bits)
  }
}
