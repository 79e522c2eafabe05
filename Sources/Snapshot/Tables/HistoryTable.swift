import NoteModel

/// The note status history: what became of every note ever scored, deleted ones included.
///
/// Columns carry the public names without the unit. `row(_:)` and `append(_:)` exchange whole rows.
public struct HistoryTable: Sendable {
  /// Position in `Snapshot.noteIDs`.
  public var note: [UInt32] = []
  /// Position in `Snapshot.participants`.
  public var author: [UInt32] = []
  public var createdAtMillis: [Int64] = []
  public var firstNonNMRStatusAt: [OptionalMillis] = []
  public var firstNonNMRStatus: [NoteStatus?] = []
  public var currentStatusAt: [OptionalMillis] = []
  public var currentStatus: [NoteStatus?] = []
  public var latestNonNMRStatusAt: [OptionalMillis] = []
  public var mostRecentNonNMRStatus: [NoteStatus?] = []
  public var statusLockAt: [OptionalMillis] = []
  public var lockedStatus: [NoteStatus?] = []
  public var retroLockAt: [OptionalMillis] = []
  public var currentCoreStatus: [NoteStatus?] = []
  public var currentExpansionStatus: [NoteStatus?] = []
  public var currentGroupStatus: [NoteStatus?] = []
  /// Text such as `CoreModel (v1.1)` as a position in `decidedByNames`; nil where empty.
  public var currentDecidedBy: [UInt16?] = []
  public var currentModelingGroup: [Int16?] = []
  public var mostRecentStatusChangeAt: [OptionalMillis] = []
  public var nmrDueToMinStableCrhTimeAt: [OptionalMillis] = []
  public var currentMultiGroupStatus: [NoteStatus?] = []
  public var currentModelingMultiGroup: [Int16?] = []
  /// Unit: minutes since the epoch.
  public var finalScoringOutputMinute: [OptionalMillis] = []
  public var firstNmrDueToMinStableCrhTimeAt: [OptionalMillis] = []
  public var abovePcrhThresholdTime: [OptionalMillis] = []

  /// The distinct texts of `currentDecidedBy`, in order of first appearance.
  public var decidedByNames: [String] = []

  public init() {}

  public var count: Int { note.count }
}
