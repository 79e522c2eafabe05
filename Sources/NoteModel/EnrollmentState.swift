/// Where a participant stands between joining, writing and losing the ability to write.
///
/// The raw value is the code of `enrollmentState` in the contributor output table.
public enum EnrollmentState: UInt8, Sendable, CaseIterable, Codable {
  case earnedIn = 0
  case atRisk = 1
  case earnedOutNoAcknowledge = 2
  case earnedOutAcknowledged = 3
  case newUser = 4
  case removed = 5
  case apiTestUser = 6
  case apiEarnedIn = 7
  case apiEarnedOut = 8

  /// The text in the public enrollment table.
  public var name: String { String(describing: self) }
}
