/// What a community does that is too young to tell viewpoints apart (GEN-2).
public struct PilotMode: Hashable, Codable, Sendable {
  /// Whether notes become helpful, and are shown, all the same.
  public var isOn = false
  /// Raters with a factor from which on a community is no longer young.
  public var fewestRaters = 50

  public init() {}

  public func isYoung(ratersWithFactor: Int) -> Bool { ratersWithFactor < fewestRaters }

  /// Whether notes may become helpful and be shown.
  public func allowsHelpful(ratersWithFactor: Int) -> Bool {
    isOn || !isYoung(ratersWithFactor: ratersWithFactor)
  }

  /// Whether every shown note says that the site is in pilot mode.
  public func labelsNotes(ratersWithFactor: Int) -> Bool {
    isOn && isYoung(ratersWithFactor: ratersWithFactor)
  }
}
