/// Whether a writer's state lets it make a call.
public enum WriterPermission: Hashable, Sendable, CaseIterable {
  case allowed
  /// Not a member of the programme, or removed from it.
  case notEnrolled
  /// A live call by a writer who may only test: the fault of `test_mode`.
  case notAdmitted
}

extension WriterState {
  /// The answer to a call; limits, feed conditions and the call's content are asked apart.
  ///
  /// A writer who lost admission still lists the live notes that it wrote, and deletes them.
  ///
  /// - Parameter testMode: nil for endpoints that take none.
  public func permission(for endpoint: WriterEndpoint, testMode: Bool? = nil) -> WriterPermission {
    switch self {
    case .notEnrolled, .removed: .notEnrolled
    case .admitted: .allowed
    case .testing, .eligible, .earnedOut:
      if endpoint.hasTestMode, testMode == false, !(self == .earnedOut && endpoint == .listNotes) {
        .notAdmitted
      } else {
        .allowed
      }
    }
  }
}
