import CommunityRules

/// What scoring runs read beside notes and ratings, kept although the runs overwrite it.
///
/// A run reads the status history and everybody's enrollment, and writes both. Whoever repeats it
/// later needs them as they were before.
public protocol RunInputRepository {
  /// Keeps a copy of the status history and of all enrollments, as they are now, for a run.
  func keepInputs(ofRun run: Int64) throws
  /// Ascending.
  func runsWithInputs() throws -> [ScoringRun]
  func deleteInputs(ofRunsExcept kept: Set<Int64>) throws

  /// The history that a run read, ascending by note; without what is no part of the public history.
  func forEachStatus(inInputsOfRun run: Int64, _ body: (StatusRecord) throws -> Void) throws
  /// The enrollments that a run read; who joined later has none.
  func enrollments(inInputsOfRun run: Int64) throws -> [ParticipantID: Enrollment]

  /// The newest applied run that decided at that time or before.
  func appliedRun(until: Int64) throws -> ScoringRun?
}
