import CommunityRules
import NoteModel
import Storage

extension Site {
  /// The notes of the asker's own post, by the link that they copied (STA-63). Who is not signed in
  /// learns nothing.
  public func postForReview(_ asker: Asker, url: String) async throws -> PostID {
    _ = try asker.requireAccount()
    let address = try Self.address(url)
    return try await store.read { store in
      guard let post = try store.post(url: address.text), post.removedAt == nil else {
        throw SiteError.invalid("url", "No note was proposed on a post with this link.")
      }
      guard asker.wrote(post) else {
        throw SiteError.invalid("url", "This is a post of somebody else.")
      }
      return post.id
    }
  }

  /// Asks contributors to look again at a note that is shown on the asker's post. It adds no weight,
  /// and nobody else decides (STA-60 to STA-73).
  public func requestAdditionalReview(_ asker: Asker, of id: NoteID) async throws {
    let now = self.now
    try await store.write { store in
      let asker = try asker.refreshed(in: store)
      let account = try asker.requireAccount()
      guard let note = try store.note(id), note.isPresent, let post = try store.post(note.postID),
        let status = try store.status(of: id)
      else { throw Self.noNote }
      try asker.require(.requestAdditionalReview, isPostAuthor: asker.wrote(post))
      let showing = try Showing(store, at: now)
      if let refusal = AdditionalReviewRule().refusal(
        isPostAuthor: asker.wrote(post), isShown: showing.isShown(note, status),
        isLocked: status.lockedStatus != nil,
        hasRequested: try store.additionalReview(of: id) != nil)
      {
        throw SiteError.conflict(reason: refusal.message)
      }
      try store.insert(
        AdditionalReviewRequest(
          note: id, post: post.id, requester: account.id, requestedAt: now))
    }
  }
}

extension AdditionalReviewRule.Refusal {
  var message: String {
    switch self {
    case .notPostAuthor: "Only the author of the post may ask for additional review."
    case .notShown: "The note is not shown on the post, so there is nothing to review."
    case .statusFinal: "The note is more than two weeks old: its status is final."
    case .alreadyRequested: "You have asked for additional review of this note already."
    }
  }
}
