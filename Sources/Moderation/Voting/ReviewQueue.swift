import NoteModel

/// Which items somebody finds on the review page (moderation 4.2).
public enum ReviewQueue {
  /// - Parameter hasVoted: whether the viewer has voted on the item.
  /// - Parameter excludeVoted: whether items that the viewer has voted on are left out.
  public static func lists(
    _ item: ReviewItem, for viewer: Voter, hasVoted: Bool, excludeVoted: Bool = true,
    _ policy: ModerationPolicy
  ) -> Bool {
    guard item.action.state.isOpen, !item.isDeleted, !item.note.isClosed else { return false }
    guard !viewer.isStaff else { return true }
    return item.takesVotes && Ballot.refusal(of: viewer, on: item, policy) == nil
      && !(hasVoted && excludeVoted)
  }

  /// Whether an open item has waited so long that staff see it first. Nothing else ever happens to
  /// one with too few voters: it has no deadline and no default verdict (moderation 8.4).
  public static func isStale(
    _ item: ReviewItem, _ policy: ModerationPolicy, at now: Int64
  ) -> Bool {
    item.action.state.isOpen && !item.isDeleted
      && now - item.action.createdAt > Int64(policy.staleAfterHours) * Millis.hour
  }
}
