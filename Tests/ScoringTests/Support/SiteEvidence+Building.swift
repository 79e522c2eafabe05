import NoteModel

@testable import Scoring

extension SiteEvidence {
  /// A note that the core model calls `status`, with reasons enough for any status.
  init(core status: NoteStatus?) {
    self.init()
    coreStatus = status
    explanation = Explanation(counts: Array(repeating: 2, count: 22)[...])
  }

  /// What the site decides; unless told otherwise, the note was helpful before, so that
  /// stabilisation leaves it alone.
  func verdict(
    previousStatus: NoteStatus? = .helpful, heldBackAt: OptionalMillis = .missing,
    now: Int64 = SnapshotBuilder.start
  ) -> SiteVerdict {
    SiteVerdict(
      self,
      stabilization: Stabilization(
        now: now, previousStatus: previousStatus, heldBackAt: heldBackAt, wasHelpfulFirst: false,
        isExpectedToFlip: true, isTopicUncertain: false))
  }
}
