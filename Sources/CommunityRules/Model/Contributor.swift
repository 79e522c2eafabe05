import NoteModel

/// Somebody admitted to the programme, as everybody may know them: an alias and a record.
public struct Contributor: Hashable, Sendable {
  public var id: ParticipantID
  /// Three words; unique without regard to case; never changes.
  public var alias: String
  public var joinedAt: Int64
  /// Set while the person has left.
  public var leftAt: Int64?
  public var enrollment: Enrollment
  public var impact: Impact
  /// Proposes notes through the programming interface; never rates.
  public var isAutomated: Bool

  public init(
    id: ParticipantID, alias: String, joinedAt: Int64, leftAt: Int64? = nil,
    enrollment: Enrollment = Enrollment(), impact: Impact = Impact(), isAutomated: Bool = false
  ) {
    self.id = id
    self.alias = alias
    self.joinedAt = joinedAt
    self.leftAt = leftAt
    self.enrollment = enrollment
    self.impact = impact
    self.isAutomated = isAutomated
  }
}

/// The state of a contributor's writing ability, as the public enrollment file has it.
public struct Enrollment: Hashable, Codable, Sendable {
  public var state: EnrollmentState
  /// Rating Impact that unlocks writing.
  public var target: Int
  public var lastStateChangeAt: Int64?
  /// Nil: never locked.
  public var lastEarnOutAt: Int64?
  public var timesEarnedOut: Int

  public init(
    state: EnrollmentState = .newUser, target: Int = 5, lastStateChangeAt: Int64? = nil,
    lastEarnOutAt: Int64? = nil, timesEarnedOut: Int = 0
  ) {
    self.state = state
    self.target = target
    self.lastStateChangeAt = lastStateChangeAt
    self.lastEarnOutAt = lastEarnOutAt
    self.timesEarnedOut = timesEarnedOut
  }

  public var mayWrite: Bool { state == .earnedIn || state == .atRisk }
  public var mayRate: Bool {
    switch state {
    case .removed, .apiTestUser, .apiEarnedIn, .apiEarnedOut: false
    default: true
    }
  }
}

/// What a contributor's notes and ratings came to, as the last run counted it.
public struct Impact: Hashable, Codable, Sendable {
  public var helpfulNotes = 0
  public var notHelpfulNotes = 0
  /// Notes without a status, deleted ones among them.
  public var undecidedNotes = 0
  /// Valid ratings by (answer, outcome), see `ratingImpact`.
  public var helpfulOnHelpful = 0
  public var helpfulOnNotHelpful = 0
  public var notHelpfulOnHelpful = 0
  public var notHelpfulOnNotHelpful = 0
  public var ratingsAwaiting = 0
  public var ratedAfterDecision = 0
  public var isTopWriter = false
  public var isEmergingWriter = false
  /// Two most used not-helpful tags over the contributor's notes.
  public var topNotHelpfulTags: [RatingTag] = []
  /// Mean core intercept of the contributor's notes.
  public var meanNoteIntercept: Double?

  public init() {}

  /// All notes, deleted ones among them.
  public var notes: Int { helpfulNotes + notHelpfulNotes + undecidedNotes }
  public var writingImpact: Int { helpfulNotes - notHelpfulNotes }
  /// Helpful notes less not helpful ones, over all notes; 0 without any.
  public var hitRate: Double { notes == 0 ? 0 : Double(writingImpact) / Double(notes) }
  /// +1 for agreeing with an outcome, -1 for the opposite, -2 for calling helpful what was not.
  public var ratingImpact: Int {
    helpfulOnHelpful + notHelpfulOnNotHelpful - notHelpfulOnHelpful - 2 * helpfulOnNotHelpful
  }
}
