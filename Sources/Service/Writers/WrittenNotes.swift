import CommunityRules
import NoteModel
import Storage

/// A note as its writer's program lists it.
public struct WrittenNoteView: Sendable {
  public var id: NoteID
  public var postID: PostID
  public var text: String
  public var classification: Classification
  public var answers: NoteReasons
  /// Nil for test notes.
  public var status: NoteStatus?
  /// Of test notes, once all three measures are there.
  public var result: TestResult?
  /// Of live notes, for writers who may see it.
  public var feedback: [ScoringFeedback]?
}

/// One page of a writer's notes.
public struct WrittenPage: Sendable {
  public var notes: [WrittenNoteView]
  public var hasScoringAccess: Bool
  public var nextToken: String?
}

extension Site {
  /// A writer's own notes of one mode, the newest first; deleted ones are not there.
  ///
  /// - Throws: `WriterRefusal` and `QueryProblem`.
  public func writtenNotes(
    _ caller: ProgramCaller, _ query: NotesQuery
  ) async throws -> WrittenPage {
    let now = self.now
    return try await store.read { store in
      let writer = try store.writer(caller, for: .listNotes, testMode: query.testMode)
        .contributor.id
      let start = try pageStart(
        query.pageToken, caller: writer, endpoint: .listNotes, filters: query.filters
      ).map { NoteID($0) }
      let most = query.mostResults
      var page: WrittenPage
      if query.testMode {
        let notes = try store.testNotes(by: writer, before: start, limit: most + 1)
        page = WrittenPage(notes: notes.map(WrittenNoteView.init), hasScoringAccess: false)
      } else {
        let notes = try store.presentNotes(by: writer, before: start, limit: most + 1)
        let record = try store.writerRecord(of: writer, at: now)
        let hasAccess = FeedAccess().isHighPerforming(record)
        let wantsFeedback =
          hasAccess
          && query.fields(isEvaluated: false, hasScoringAccess: true).contains(.scoringStatus)
        let statuses = try store.statuses(of: notes.map(\.id))
        page = WrittenPage(
          notes: try notes.prefix(most).map { note in
            WrittenNoteView(
              note, statuses[note.id],
              feedback: wantsFeedback ? try store.feedback(on: note, statuses[note.id]) : nil)
          }, hasScoringAccess: hasAccess)
        if notes.count > most { page.nextToken = next(page.notes.last, writer, query, now) }
        return page
      }
      if page.notes.count > most {
        page.notes.removeLast()
        page.nextToken = next(page.notes.last, writer, query, now)
      }
      return page
    }
  }

  private func next(
    _ last: WrittenNoteView?, _ writer: ParticipantID, _ query: NotesQuery, _ now: Int64
  ) -> String? {
    last.map { last in
      pageToken(
        PageClaims(
          caller: writer, endpoint: .listNotes, filters: query.filters, after: last.id.rawValue,
          issuedAt: now))
    }
  }
}

extension StoreTransaction {
  /// How raters of different viewpoints found a note, by each model that the last run scored it with.
  fileprivate func feedback(
    on note: Note, _ status: StatusRecord?
  ) throws -> [ScoringFeedback] {
    let ratings = try ratings(of: note.id)
    let factors = try modelFactors(Set(ratings.map(\.rater)))
    let models = ModelName.allCases.filter { model in
      factors[model.rawValue] != nil && model.knows(status)
    }
    return ScoringFeedback.counted(ratings, models: models.map(\.rawValue)) { rater, model in
      factors[model]?[rater]
    }
  }
}

extension ModelName {
  /// Whether the last run scored the note with the model.
  fileprivate func knows(_ status: StatusRecord?) -> Bool {
    switch self {
    case .core: status?.coreStatus != nil
    case .expansion, .expansionPlus: status?.expansionStatus != nil
    }
  }
}

extension WrittenNoteView {
  init(_ note: StoredTestNote) {
    self.init(
      id: note.id, postID: note.postID, text: note.text, classification: note.classification,
      answers: note.answers, status: nil, result: note.result)
  }

  init(_ note: Note, _ status: StatusRecord?, feedback: [ScoringFeedback]?) {
    self.init(
      id: note.id, postID: note.postID, text: note.summary, classification: note.classification,
      answers: note.answers, status: status?.publicStatus ?? .needsMoreRatings,
      feedback: feedback)
  }
}
