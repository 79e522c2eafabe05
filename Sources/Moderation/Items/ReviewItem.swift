/// One review: the action, the note that members vote on, and the request that it came from.
///
/// It changes in one way only, by `handling(_:at:)`, which answers with the new value, an audit
/// entry and the events to send, or with a typed refusal and no change.
public struct ReviewItem: Hashable, Codable, Sendable {
  public let id: ReviewItemID
  public let postAuthor: MemberID
  public internal(set) var action: ModerationAction
  public internal(set) var note = ReviewNote()
  public internal(set) var request = RequestState.inProgress
  /// Staff ignored the request; it is kept, and shown to nobody below staff.
  public internal(set) var isDeleted = false
  /// How often the post has come up: a substantial rewrite of an exempt text starts another.
  public internal(set) var cycle = 1

  /// Opens a review: voting begins in the same transaction as the action is made (moderation 2.4),
  /// so that every open item has a note to vote on.
  ///
  /// - Parameter isLate: the submission was answered before; the host must be told.
  public static func opening(
    _ id: ReviewItemID, postAuthor: MemberID, action: ModerationAction, isLate: Bool = false,
    at now: Int64
  ) throws(ReviewRefusal) -> ReviewStep {
    let made = ReviewItem(id: id, postAuthor: postAuthor, action: action)
    guard action.state == action.tier.initialState else {
      throw .illegal(
        IllegalTransition(from: action.state, tier: action.tier, trigger: .votingOpened))
    }
    var open = made
    try open.move(.votingOpened, at: now)
    return ReviewStep(
      from: made, to: open, command: .system(.opened), at: now,
      events: open.openingEvents(isLate: isLate))
  }

  init(id: ReviewItemID, postAuthor: MemberID, action: ModerationAction) {
    self.id = id
    self.postAuthor = postAuthor
    self.action = action
  }

  /// Whether a vote would be taken from somebody who may vote.
  public var takesVotes: Bool {
    action.state.isOpen && note.outcome == nil && !note.isClosed && !isDeleted
  }

  /// Whether a run of the consensus may decide the item.
  public var takesConsensus: Bool { takesVotes && !action.escalated }

  /// Whether an outcome is fixed, by anybody.
  public var isDecided: Bool {
    note.outcome != nil && !action.awaitingStaff && !note.isClosed
  }

  mutating func move(_ trigger: ActionTrigger, at now: Int64) throws(ReviewRefusal) {
    do throws(IllegalTransition) {
      try action.move(trigger, at: now)
    } catch {
      throw .illegal(error)
    }
  }

  mutating func moveRequest(_ trigger: RequestState.Trigger) throws(ReviewRefusal) {
    do throws(RequestState.Refusal) {
      request = try request.after(trigger)
    } catch {
      throw .illegalRequest(error)
    }
  }
}
