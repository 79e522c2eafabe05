extension ActionState {
  /// The state that follows: the table of moderation 13.1, row by row.
  ///
  /// `switched` is the one way out of a decided state for either outcome. The integration contract
  /// (4.9) lets staff replace their own decision; the caller sees to it that it was theirs.
  ///
  /// One row goes beyond the table: a confirmed hide can be restored. The table ends there, and an
  /// author whose appeal convinces staff would get nothing but words; every hide can be undone.
  ///
  /// - Throws: `IllegalTransition` for every move that the table does not have.
  public func after(
    _ trigger: ActionTrigger, tier: ModerationTier
  ) throws(IllegalTransition) -> ActionState {
    switch (self, trigger) {
    case (.proposed, .acknowledged): return .applied
    case (.proposed, .votingOpened) where tier == .consensus: return .underReview
    case (.proposed, .ignored), (.proposed, .superseded): return .dismissed

    case (.applied, .votingOpened) where tier == .immediate: return .retroReview
    case (.applied, .restored), (.confirmed, .restored): return .overturned

    case (.retroReview, .decided(.helpful)): return .confirmed
    case (.retroReview, .decided(.notHelpful)): return .overturned

    case (.underReview, .decided(.helpful)): return .applied
    case (.underReview, .decided(.notHelpful)): return .dismissed
    case (.underReview, .ignored), (.underReview, .superseded): return .dismissed

    case (.overturned, .exemptionRecorded): return .scanExempt
    case (.scanExempt, .rewritten): return .proposed

    case (.confirmed, .switched(.notHelpful)): return .overturned
    case (.applied, .switched(.notHelpful)) where tier == .consensus: return .overturned
    case (.overturned, .switched(.helpful)), (.scanExempt, .switched(.helpful)):
      return tier == .immediate ? .confirmed : .applied
    case (.dismissed, .switched(.helpful)) where tier == .consensus: return .applied

    default: throw IllegalTransition(from: self, tier: tier, trigger: trigger)
    }
  }
}
