/// One line of the log that the model learns from: what came of a review, in the order decided.
public struct ReviewedPost: Hashable, Sendable {
  public enum Outcome: UInt8, Sendable, CaseIterable {
    /// The community held that the labels were right.
    case confirmed = 1
    /// The community, or staff, held that they were not.
    case overturned = 2
    /// A post that was never under review; weak evidence against every label, because nobody looked.
    case unremarked = 3
  }

  /// Names the post, so that a later decision on it replaces an earlier one.
  public let post: String
  public let text: PostText
  /// What was proposed; for an unremarked post nothing.
  public let labels: [ContentLabel]
  public let outcome: Outcome
  /// Milliseconds since 1970.
  public let decidedAt: Int64

  public init(
    post: String, text: PostText, labels: [ContentLabel], outcome: Outcome, decidedAt: Int64
  ) {
    self.post = post
    self.text = text
    self.labels = labels
    self.outcome = outcome
    self.decidedAt = decidedAt
  }
}

extension Sequence<ReviewedPost> {
  /// The log without decisions that a later one on the same post replaced, in the order decided.
  public func settled() -> [ReviewedPost] {
    let log = Array(self)
    var last: [String: Int] = [:]
    for (index, line) in log.enumerated() { last[line.post] = index }
    return log.enumerated().filter { last[$0.element.post] == $0.offset }.map(\.element)
  }
}

extension [ReviewedPost] {
  /// Earlier lines to learn from, and the last ones to try the result on. A post is on one side only.
  ///
  /// - Precondition: `share` lies between 0 and 1.
  public func heldOut(lastShare share: Double) -> (learned: [ReviewedPost], heldOut: [ReviewedPost])
  {
    precondition((0...1).contains(share))
    let lines = settled()
    let cut = lines.count - Int((Double(lines.count) * share).rounded())
    return (Array(lines[..<cut]), Array(lines[cut...]))
  }
}

extension ReviewedPost {
  /// A running hash of the log: every field, each text with its length before it.
  func digest(after start: UInt64) -> UInt64 {
    var hash = FNVHash(start)
    hash.add(post)
    hash.add(text.text)
    hash.add(UInt64(labels.count))
    for label in labels { hash.add(label.rawValue) }
    hash.add(UInt64(outcome.rawValue))
    hash.add(UInt64(bitPattern: decidedAt))
    return hash.value
  }
}
