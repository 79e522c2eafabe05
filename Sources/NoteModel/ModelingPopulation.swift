/// The population that a participant's modeling group belongs to.
public enum ModelingPopulation: UInt8, Sendable, CaseIterable {
  case core
  case expansion
  case expansionPlus

  /// The text in the public enrollment table.
  public var name: String {
    switch self {
    case .core: "CORE"
    case .expansion: "EXPANSION"
    case .expansionPlus: "EXPANSION_PLUS"
    }
  }
}
