/// What the checks of a note's links amount to.
public enum URLVerdict {
  /// `low` without any link; `high` if every link passes; else `low`. There is no medium
  /// (section 10.4).
  ///
  /// - Parameter checks: one for each link of the note.
  public static func bucket(of checks: [LinkCheck]) -> EvaluationBucket {
    !checks.isEmpty && checks.allSatisfy(\.passes) ? .high : .low
  }
}
