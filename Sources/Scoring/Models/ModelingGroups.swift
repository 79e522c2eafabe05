/// A set of modeling groups: participants are grouped by where and how they take part.
public struct ModelingGroups: OptionSet, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public init(_ groups: [Int]) {
    self.init(rawValue: groups.reduce(0) { $0 | 1 << UInt64($1) })
  }

  public static let core = ModelingGroups([1, 2, 3, 6, 8, 9, 10, 11, 13, 14, 19, 21, 25])
  /// The core groups that the Gaussian models take.
  static let coverage = core.subtracting(ModelingGroups([21]))
  static let expansion = ModelingGroups([
    0, 4, 5, 7, 12, 15, 16, 20, 22, 23, 24, 26, 27, 28, 29, 33,
  ])
  static let expansionPlus = ModelingGroups([17, 18, 30, 31, 32])

  public func contains(_ group: Int16) -> Bool {
    (0..<64).contains(group) && rawValue & (1 << UInt64(group)) != 0
  }
}
