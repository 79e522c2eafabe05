import CommunityRules
import Moderation
import Storage

extension StoreTransaction {
  /// Tells the author of a post that it was hidden or came back, in the transaction that did it; who
  /// has no account here can't be told.
  func tellAuthor(of review: StoredReview, wasHidden: Bool, at now: Int64) throws {
    let item = review.item
    let kind: NoticeKind
    switch (wasHidden, item.hidesPost) {
    case (false, true): kind = .postHidden
    case (true, false): kind = .postRestored
    case (true, true), (false, false): return
    }
    let decider = item.action.state.isOpen ? .system : item.action.decidedBy ?? .system
    try tellAuthor(of: review, kind, by: decider, at: now)
  }

  func tellAuthor(
    of review: StoredReview, _ kind: NoticeKind, by decider: Decider, at now: Int64
  ) throws {
    guard let account = try hostAccount(of: review.item.postAuthor, in: review.community) else {
      return
    }
    // A post may be hidden, come back and be hidden again; each is news.
    try insert(
      Notice(
        account: account.id, kind: kind.rawValue, subject: "\(review.item.id)@\(now)",
        payload: decider.rawValue, createdAt: now))
  }
}
