import CommunityRules
import Identity
import NoteModel
import Storage

extension Site {
  /// Rates a note, or changes the earlier answer.
  ///
  /// - Parameter sample: the token of an alert that asked a random sample about this very note; only
  ///   the server decides what a rating's source is (RAT-38).
  @discardableResult
  public func rate(
    _ asker: Asker, _ id: NoteID, _ form: RatingForm, sample: String? = nil
  ) async throws -> RatingView {
    let now = self.now
    let problems = form.problems
    guard problems.isEmpty, let answer = form.answer else {
      throw SiteError.invalid(problems.map(\.fieldProblem))
    }
    return try await store.write { store in
      let asker = try asker.refreshed(in: store)
      let rater = try asker.requireContributor(.rate)
      guard let note = try store.note(id), note.isPresent else { throw Self.noNote }
      guard note.author != rater.id else {
        throw SiteError.forbidden(reason: "You wrote this note; others rate it.")
      }
      if let post = try store.post(note.postID), asker.wrote(post),
        try store.communitySettings().postAuthorsDoNotRate
      {
        throw SiteError.forbidden(
          reason: "You wrote the post; ask for additional review instead of rating.")
      }
      let earlier = try store.rating(of: id, by: rater.id)
      let isSampled =
        try sample.map {
          try store.takeSample(
            tokenHash: SecretToken(text: $0).hash, contributor: rater.id, note: id, at: now)
        } ?? false
      let rating = Rating(
        noteID: id, rater: rater.id,
        // Changing tags alone keeps the time, changing the answer does not (RAT-32, RAT-33).
        createdAt: earlier.flatMap { $0.answer == answer ? $0.createdAt : nil } ?? now,
        answer: answer, tags: form.tags, ratedOn: note.postID,
        source: isSampled ? .populationSampled : earlier?.source ?? .default)
      try store.put(rating)
      return RatingView(rating)
    }
  }

  public func deleteRating(_ asker: Asker, of id: NoteID) async throws {
    try await store.write { store in
      let rater = try asker.refreshed(in: store).requireContributor(.changeOwnRating)
      guard try store.rating(of: id, by: rater.id) != nil else {
        throw SiteError.notFound(what: "You have not rated this note.")
      }
      try store.deleteRating(of: id, by: rater.id)
    }
  }

  /// The asker's ratings, newest first.
  public func myRatings(
    _ asker: Asker, before: Int64?, limit: Int
  ) async throws -> [RatingView] {
    guard let rater = asker.contributor else {
      throw asker.isSignedIn
        ? SiteError.forbidden(reason: "Join and choose an alias first.") : SiteError.notSignedIn
    }
    return try await store.read { store in
      try store.ratings(by: rater.id, before: before, limit: limit).map(RatingView.init)
    }
  }

  /// An answer to a shown note by somebody outside the programme; counted, never scored.
  public func giveFeedback(
    _ asker: Asker, _ id: NoteID, _ answer: Helpfulness
  ) async throws {
    let now = self.now
    try await store.write { store in
      let asker = try asker.refreshed(in: store)
      try asker.require(.giveFeedback)
      let account = try asker.requireAccount()
      let showing = try Showing(store, at: now)
      guard let note = try store.note(id), let status = try store.status(of: id),
        showing.isShown(note, status)
      else { throw Self.noNote }
      try store.putFeedback(answer, of: id, by: account.id, at: now)
    }
  }
}

extension RatingForm.Problem {
  var fieldProblem: FieldProblem {
    switch self {
    case .noAnswer:
      FieldProblem(field: "helpfulness", message: "Say whether the note is helpful.")
    case .noTag: FieldProblem(field: "tags", message: "Tick at least one reason.")
    case .tagOfOtherAnswer:
      FieldProblem(field: "tags", message: "Tick only reasons that fit your answer.")
    case .tagNoLongerUsed:
      FieldProblem(field: "tags", message: "One of the reasons is no longer used.")
    }
  }
}

extension Helpfulness {
  /// The answer with the word of the public data; nil: there is none.
  public init?(name: some StringProtocol) {
    guard let match = Helpfulness.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
