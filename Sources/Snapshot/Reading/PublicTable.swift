/// The five tables of a public release.
public enum PublicTable: String, Sendable, CaseIterable {
  case notes
  case ratings
  case noteStatusHistory
  case userEnrollment
  case noteRequests

  /// Whether a snapshot without the table is refused; the other three are done without.
  public var isRequired: Bool { self == .notes || self == .ratings }
}
