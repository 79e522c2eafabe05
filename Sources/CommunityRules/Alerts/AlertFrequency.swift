/// How often somebody wants to be asked for ratings (TIM-30).
public enum AlertFrequency: String, Codable, Sendable, CaseIterable {
  case allIn
  case often
  case sometimes
  case never

  /// Alerts in a stretch of time that rolls on.
  public struct Cap: Hashable, Codable, Sendable {
    public var most: Int
    public var days: Int

    public init(most: Int, days: Int) {
      self.most = most
      self.days = days
    }
  }
}
