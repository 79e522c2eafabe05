import CommunityRules
import NoteModel
import Storage

extension Site {
  /// Proposes a note; everybody can read and rate it at once.
  ///
  /// Limits are looked at in the transaction that writes, so that two devices can't exceed them
  /// together (WRT-56).
  public func writeNote(_ asker: Asker, on postID: PostID, _ form: NoteForm) async throws -> NoteID
  {
    let now = self.now
    let note = try await store.write { store -> NoteID in
      let writer = try asker.refreshed(in: store).requireContributor(.writeNote)
      guard let post = try store.post(postID), post.removedAt == nil else { throw Self.noPost }
      let settings = try store.communitySettings()
      let problems = form.problems(
        on: post.media, impact: writer.impact.writingImpact,
        isTopWriter: writer.impact.isTopWriter, policy: settings.notePolicy)
      guard problems.isEmpty, let classification = form.classification else {
        throw SiteError.invalid(problems.map(\.fieldProblem))
      }
      guard try !store.hasNote(by: writer.id, on: post.id) else {
        throw SiteError.conflict(
          reason: "You have a note on this post. Delete it first to write another.")
      }
      if let reached = try Self.limit(reachedBy: writer, on: post, in: store, at: now) {
        throw SiteError.limited(reason: reached.message, retryAt: reached.nextAt)
      }
      let note = Note(
        id: NoteID(NewIDs.number(at: now)), postID: post.id, author: writer.id, createdAt: now,
        classification: classification, answers: form.answers, summary: NoteText(form.text).text)
      try store.propose(note)
      return note.id
    }
    return note
  }

  private static func limit(
    reachedBy writer: Contributor, on post: Post, in store: any StoreTransaction, at now: Int64
  ) throws -> WritingLimits.Reached? {
    let onAuthor =
      try post.authorKey.map { try store.notes(by: writer.id, onPostsOf: $0, since: 0) } ?? []
    return WritingLimits.reached(
      at: now, writingImpact: writer.impact.writingImpact, notes: writer.impact.notes,
      times: try store.noteTimes(by: writer.id, since: now - 86_400_000), onAuthor: onAuthor)
  }

  /// What the write form says before anything is entered.
  public struct WritingOffer: Sendable {
    public var post: PostView
    /// Whether the question about the post's media is asked (WRT-17).
    public var asksAboutMedia: Bool
    public var mostCharacters: Int
    public var limit: WritingLimits.Reached?
  }

  public func writingOffer(_ asker: Asker, on postID: PostID) async throws -> WritingOffer {
    let now = self.now
    return try await store.read { store in
      let writer = try asker.requireContributor(.writeNote)
      guard let post = try store.post(postID), post.removedAt == nil else { throw Self.noPost }
      let reading = try NoteReading(store, for: asker, at: now)
      let policy = reading.settings.notePolicy
      let needed = NoteForm.impactNeeded(for: post.media, policy)
      return WritingOffer(
        post: try reading.view(of: post),
        asksAboutMedia: needed.map {
          writer.impact.writingImpact >= $0 || writer.impact.isTopWriter
        } ?? false,
        mostCharacters: policy.mostCharacters,
        limit: try Self.limit(reachedBy: writer, on: post, in: store, at: now))
    }
  }

  /// Takes a note's words away for good; it is still scored and its record stays (WRT-60 to WRT-66).
  public func deleteNote(_ asker: Asker, _ id: NoteID) async throws {
    let now = self.now
    try await store.write { store in
      let asker = try asker.refreshed(in: store)
      try asker.require(.deleteOwnNote)
      guard let note = try store.note(id), note.isPresent else { throw Self.noNote }
      guard note.author == asker.contributor?.id else {
        throw SiteError.forbidden(reason: "Only its writer can delete a note.")
      }
      try store.deleteNote(id, at: now)
    }
  }

  static let noNote = SiteError.notFound(what: "There is no such note here.")
}

extension WritingLimits.Reached {
  public var message: String {
    let notes = limit == 1 ? "1 note" : "\(limit) notes"
    let period = window > 86_400_000 ? "in 7 days" : "in 24 hours"
    return switch scope {
    case .overall: "You may write \(notes) \(period), and did. Helpful notes raise the limit."
    case .onePostAuthor: "You may write \(notes) \(period) on posts of one author, and did."
    }
  }
}

extension NoteForm.Problem {
  /// Names the field of the form and says what to do.
  var fieldProblem: FieldProblem {
    switch self {
    case .noClassification:
      FieldProblem(field: "classification", message: "Say whether the post could mislead.")
    case .noReason: FieldProblem(field: "reasons", message: "Tick at least one reason.")
    case .reasonOfOtherClassification:
      FieldProblem(field: "reasons", message: "Tick only reasons that fit your answer above.")
    case .noAnswerOnSources:
      FieldProblem(
        field: "trustworthySources", message: "Say whether you linked trustworthy sources.")
    case .emptyText: FieldProblem(field: "summary", message: "Write what people should know.")
    case .textTooLong(let length, let most):
      FieldProblem(
        field: "summary",
        message: "The note has \(length) characters, each link counted as one; \(most) fit.")
    case .tooManyBytes(let most):
      FieldProblem(
        field: "summary", message: "The note has more than \(most) bytes: shorten its links.")
    case .noSourceLink:
      FieldProblem(field: "summary", message: "Link at least one source: https://…")
    case .noMediaToWriteAbout:
      FieldProblem(
        field: "isMediaNote", message: "The post has no single image, video or link to write about."
      )
    case .mediaNeedsImpact(let needed):
      FieldProblem(
        field: "isMediaNote", message: "Such notes need a Writing Impact of \(needed).")
    }
  }
}
