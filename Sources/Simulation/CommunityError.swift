/// A value of a `Community` that cannot be simulated.
public struct CommunityError: Error, Hashable, CustomStringConvertible, Sendable {
  /// The property, such as `attackShare`.
  public let parameter: String
  /// What it was set to, as text.
  public let value: String
  /// What would be accepted, such as `0…0.25`.
  public let allowed: String

  /// Makes an error from its parts.
  public init(parameter: String, value: String, allowed: String) {
    self.parameter = parameter
    self.value = value
    self.allowed = allowed
  }

  /// One sentence without a full stop: what is wrong and what is allowed.
  public var description: String { "\(parameter) is \(value), but must be \(allowed)" }
}

extension Community {
  /// Checks that every value is in range and that the values go together.
  ///
  /// - Throws: `CommunityError` for the first that does not.
  public func validate() throws(CommunityError) {
    try check("raters", raters, in: 10...5_000_000)
    try check("notes", notes, in: 1...20_000_000)
    try check("ratings", ratings, in: 1...1_000_000_000)
    try check("viewpoints", viewpoints, in: 2...8)
    try check("viewpointDimensions", viewpointDimensions, in: 1...2)
    try check("lean", lean, in: -0.9...0.9)
    try check("moderateShare", moderateShare, in: 0...0.9)
    for topic in Topic.allCases { try check("topics", topics[topic], in: 0...1) }
    guard topics.total <= 0.95 else {
      throw CommunityError(
        parameter: "topics", value: "\(topics.total) in sum", allowed: "at most 0.95 in sum")
    }
    try check("coordinatedGroups", coordinatedGroups.count, in: 0...250)
    try check("coordinatedSize", coordinatedGroups.size, in: 2...1_000)
    try check("coordinatedNotes", coordinatedGroups.notes, in: 1...100_000)
    try check("attackShare", attackShare, in: 0...0.25)
    try check("populationSampledShare", populationSampledShare, in: 0...1)
    try check("notMisleadingShare", notMisleadingShare, in: 0...1)
    try check("deletedShare", deletedShare, in: 0...0.5)
    try check("historyAgeDays", historyAgeDays, in: 0...3_650)
    try check("days", days, in: 1...3_650)
    try check("now", now, in: 1_500_000_000_000...4_000_000_000_000)
    try validateTogether()
  }

  private func validateTogether() throws(CommunityError) {
    let most = Self.mostRatings(raters: raters, notes: notes)
    guard ratings <= most else {
      throw CommunityError(
        parameter: "ratings", value: "\(ratings)",
        allowed: "at most \(most) for \(raters) raters and \(notes) notes")
    }
    let members = coordinatedGroups.count * coordinatedGroups.size
    guard members <= raters / 4 else {
      throw CommunityError(
        parameter: "coordinatedGroups", value: "\(members) members",
        allowed: "at most a quarter of the \(raters) raters")
    }
  }

  private func check<Value: Comparable>(
    _ parameter: String, _ value: Value, in range: ClosedRange<Value>
  ) throws(CommunityError) {
    // Written so that NaN fails too.
    guard range.contains(value) else {
      throw CommunityError(
        parameter: parameter, value: "\(value)",
        allowed: "\(range.lowerBound)…\(range.upperBound)")
    }
  }
}
