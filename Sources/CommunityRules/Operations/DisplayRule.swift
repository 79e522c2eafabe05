import NoteModel

/// Whether a note is shown under its post (STA-20, OPS-30, OPS-31, GEN-2).
public struct DisplayRule: Hashable, Codable, Sendable {
  /// Intercept to which the amount of a raised threshold is added.
  public var helpfulIntercept = 0.40
  public var pilot = PilotMode()

  public init() {}

  /// Why a note is not shown.
  public enum Hindrance: Hashable, Sendable, CaseIterable {
    /// By its writer.
    case deleted
    /// For breaking the host's rules.
    case removed
    /// Of a kind that is never shown.
    case notMisleading
    /// Its status is another, or none.
    case notRatedHelpful
    /// Too few raters have a viewpoint, and pilot mode is off.
    case communityTooYoung
    /// A measure pauses display, and the viewer is outside the programme.
    case displayPaused
    /// A measure raised the threshold above the note's intercept, or it has none to compare.
    case belowRaisedThreshold
  }

  /// What keeps a note from being shown; nil: it is shown.
  ///
  /// - Parameters:
  ///   - record: nil: no run has seen the note.
  ///   - toContributor: whether the viewer takes part in the programme.
  ///   - ratersWithFactor: in the whole community, at the last run.
  public func hindrance(
    to note: Note, _ record: StatusRecord?, toContributor: Bool, measures: MeasuresInForce,
    ratersWithFactor: Int
  ) -> Hindrance? {
    if note.deletedAt != nil { return .deleted }
    if note.removedAt != nil { return .removed }
    if note.classification != .misleading { return .notMisleading }
    guard let record, record.publicStatus == .helpful else { return .notRatedHelpful }
    if !pilot.allowsHelpful(ratersWithFactor: ratersWithFactor) { return .communityTooYoung }
    if measures.pausesDisplay, !toContributor { return .displayPaused }
    // Without a measure a helpful note may lie a little below the threshold (STA-11).
    if measures.thresholdRaise > 0 {
      let needed = helpfulIntercept + measures.thresholdRaise
      guard let intercept = record.comparableIntercept, intercept >= needed else {
        return .belowRaisedThreshold
      }
    }
    return nil
  }

  /// Whether a note is shown under its post.
  public func isShown(
    _ note: Note, _ record: StatusRecord?, toContributor: Bool = false,
    measures: MeasuresInForce = .none, ratersWithFactor: Int
  ) -> Bool {
    hindrance(
      to: note, record, toContributor: toContributor, measures: measures,
      ratersWithFactor: ratersWithFactor) == nil
  }
}

extension StatusRecord {
  /// An intercept on the scale of the core model: the deciding model's, or the core model's where
  /// that one has another scale or none (OPS-4).
  public var comparableIntercept: Double? {
    decidedBy?.hasPrefix("Gaussian") == true ? coreIntercept : intercept ?? coreIntercept
  }
}
