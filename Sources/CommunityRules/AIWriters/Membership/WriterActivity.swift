import NoteModel

/// How long an admitted writer may be silent (AIW-24).
public struct WriterActivity: Hashable, Codable, Sendable {
  public var daysUntilWarning = 23
  public var daysUntilLoss = 30

  public init() {}

  public enum Standing: Hashable, Sendable {
    case active(warningAt: Int64)
    /// The developer is to be warned now.
    case warningDue
    case warned(losesAt: Int64)
    /// Admission is lost now: `WriterState.Event.fellSilent`.
    case lost
  }

  /// Where a writer stands. Nobody loses admission unwarned: where the warning went out late, as
  /// much time follows it as usual.
  ///
  /// - Parameters:
  ///   - lastLiveNoteAt: of the latest live note, deleted ones among them.
  ///   - warnedAt: when the developer was last warned of a silence.
  public func standing(
    admittedAt: Int64, lastLiveNoteAt: Int64?, warnedAt: Int64?, at now: Int64
  ) -> Standing {
    let silentSince = max(admittedAt, lastLiveNoteAt ?? admittedAt)
    let warningAt = silentSince + Int64(daysUntilWarning) * Millis.day
    if now < warningAt { return .active(warningAt: warningAt) }
    // A warning of an earlier silence is none of this one.
    guard let warnedAt, warnedAt >= warningAt else { return .warningDue }
    let losesAt = warnedAt + Int64(max(0, daysUntilLoss - daysUntilWarning)) * Millis.day
    return now < losesAt ? .warned(losesAt: losesAt) : .lost
  }
}
