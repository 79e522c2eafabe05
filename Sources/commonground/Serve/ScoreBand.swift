import ArgumentParser
import ContentClassification

extension ChatEndpoint.Question: ExpressibleByArgument {
  public init?(argument: String) { self.init(parsing: argument) }
}

/// Two scores, such as `0.2-0.9`.
struct ScoreBand: ExpressibleByArgument {
  static let usual = 0.2...0.9
  let scores: ClosedRange<Double>

  init?(argument: String) {
    let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 0, low <= high, high <= 1
    else { return nil }
    scores = low...high
  }
}
