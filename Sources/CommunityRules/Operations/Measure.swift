/// Something that the operator may do to the whole system, never to one note (OPS-30 to OPS-34).
public enum Measure: Hashable, Sendable {
  /// A note needs an intercept larger by this before it is shown; statuses stay.
  case raiseThreshold(by: Double)
  /// Nobody outside the programme is shown any note.
  case pauseDisplay
  /// Notes made from then on get no status until the measure ends.
  case pauseScoring(ofNotesFrom: Int64)

  public enum Kind: String, Codable, Sendable, CaseIterable {
    case raiseThreshold
    case pauseDisplay
    case pauseScoring
  }

  public var kind: Kind {
    switch self {
    case .raiseThreshold: .raiseThreshold
    case .pauseDisplay: .pauseDisplay
    case .pauseScoring: .pauseScoring
    }
  }

  /// The number that is stored beside the kind: an amount, or milliseconds.
  public var value: Double? {
    switch self {
    case .raiseThreshold(let amount): amount
    case .pauseDisplay: nil
    case .pauseScoring(let instant): Double(instant)
    }
  }

  /// The measure that was stored; nil where the number does not fit the kind.
  public init?(kind: Kind, value: Double?) {
    switch (kind, value) {
    case (.raiseThreshold, let amount?) where amount > 0 && amount <= 1:
      self = .raiseThreshold(by: amount)
    case (.pauseDisplay, _): self = .pauseDisplay
    case (.pauseScoring, let instant?):
      guard let instant = Int64(exactly: instant.rounded()) else { return nil }
      self = .pauseScoring(ofNotesFrom: instant)
    default: return nil
    }
  }
}

/// All measures that hold at one time, taken together.
public struct MeasuresInForce: Hashable, Sendable {
  /// Added to the intercept that being shown takes; the largest of several.
  public var thresholdRaise = 0.0
  public var pausesDisplay = false
  /// Notes made from then on are not scored.
  public var scoringPausedFrom: Int64?

  public init(_ measures: some Sequence<Measure>) {
    for measure in measures {
      switch measure {
      case .raiseThreshold(let amount): thresholdRaise = max(thresholdRaise, amount)
      case .pauseDisplay: pausesDisplay = true
      case .pauseScoring(let instant):
        scoringPausedFrom = min(scoringPausedFrom ?? instant, instant)
      }
    }
  }

  /// Nothing is in force: the system operates normally (OPS-36).
  public static let none = MeasuresInForce([])

  public var isNormal: Bool { self == .none }

  /// Whether a run may give a note made then a status (OPS-32).
  public func scoresNote(createdAt: Int64) -> Bool {
    scoringPausedFrom.map { createdAt < $0 } ?? true
  }
}
