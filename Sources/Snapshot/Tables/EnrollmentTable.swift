import NoteModel

/// The user enrollment table: one row per participant that ever joined.
public struct EnrollmentTable: Sendable {
  /// Position in `Snapshot.participants`.
  public var participant: [UInt32] = []
  public var state: [EnrollmentState] = []
  public var successfulRatingNeededToEarnIn: [Int32] = []
  public var lastStateChangeAt: [OptionalMillis] = []
  /// 1 where it never happened.
  public var lastEarnOutAt: [OptionalMillis] = []
  public var modelingPopulation: [ModelingPopulation?] = []
  public var modelingGroup: [Int16?] = []
  public var numberOfTimesEarnedOut: [Int32] = []

  public init() {}

  public var count: Int { participant.count }
}
