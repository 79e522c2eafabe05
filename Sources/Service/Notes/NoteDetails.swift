import CommunityRules
import NoteModel
import Plots
import Storage

/// Which model decided a note's status, and why: the public record of its scoring (STA-55 to STA-57).
public struct NoteDetails: Sendable {
  public var note: NoteView
  public var post: PostView
  public var decidedBy: String?
  /// In words.
  public var explanation: String
  public var lockedAt: Int64?
  public var lastRunAt: Int64?
  public var changes: [StatusChange]
  public var steps: [DecisionStep]
  public var missing: [MissingForStatus]
  /// Ratings over the viewpoint axis; nil while the status is open: tallies would show.
  public var plot: DotLanes?
}

extension Site {
  public func noteDetails(_ asker: Asker, _ id: NoteID) async throws -> NoteDetails {
    let now = self.now
    return try await store.read { store in
      guard let note = try store.note(id), note.isPresent, let post = try store.post(note.postID),
        post.removedAt == nil
      else { throw Self.noNote }
      let reading = try NoteReading(store, for: asker, at: now)
      guard let view = try reading.views([note]).first else { throw Self.noNote }
      let status =
        try store.status(of: id)
        ?? StatusRecord(noteID: id, author: note.author, noteCreatedAt: note.createdAt)
      let isDecided = status.publicStatus != .needsMoreRatings
      return NoteDetails(
        note: view, post: try reading.view(of: post), decidedBy: status.decidedBy,
        explanation: DeciderWords.explanation(status), lockedAt: status.lockedAt,
        lastRunAt: status.statusAt, changes: try store.statusChanges(of: id),
        steps: DecisionStep.steps(status),
        missing: isDecided
          ? []
          : MissingForStatus.reasons(
            for: MissingForStatus.Facts(
              ratingCount: status.ratingCount, intercept: status.intercept,
              factor: status.factor,
              // A note without status has no tags here; the run says whether they are why.
              hasSharedReasons: status.decidedBy?.hasPrefix("InsufficientExplanation") != true,
              waitingSince: status.waitingSince, isLocked: status.lockedStatus != nil,
              ratersWithFactor: reading.showing.ratersWithViewpoint),
            pilot: reading.showing.rule.pilot),
        plot: isDecided
          ? try Self.viewpoints(
            of: id, status, until: now - Int64(reading.settings.dataDelayHours) * 3_600_000,
            in: store) : nil)
    }
  }

  /// Where the raters of each answer stand. No rater is named, or can be told by an exact place; nothing
  /// is drawn before it is public data (TRA-22).
  private static func viewpoints(
    of id: NoteID, _ status: StatusRecord, until latest: Int64, in store: any StoreTransaction
  ) throws -> DotLanes? {
    let ratings = try store.ratings(of: id).filter { $0.createdAt <= latest }
    let positions = try store.raterPositions(Set(ratings.map(\.rater)))
    func lane(_ answer: Helpfulness, _ tone: DotLanes.Tone) -> DotLanes.Lane {
      DotLanes.Lane(
        name: answer == .somewhatHelpful ? "Somewhat" : answer.label, tone: tone,
        values: ratings.filter { $0.answer == answer }.compactMap {
          positions[$0.rater].map { ($0.factor * 10).rounded() / 10 }
        }.sorted())
    }
    let lanes = [
      lane(.helpful, .agree), lane(.somewhatHelpful, .between), lane(.notHelpful, .disagree),
    ]
    guard lanes.contains(where: { !$0.values.isEmpty }) else { return nil }
    return DotLanes(
      title: "How people on either side rated it",
      summary: "Each dot is a rating, placed by the viewpoint that its rater's past ratings show.",
      lanes: lanes, marker: status.factor.map { DotLanes.Marker(value: $0, label: "the note") },
      leftEnd: "← raters of one side", rightEnd: "raters of the other →")
  }
}

extension Helpfulness {
  /// What people read.
  public var label: String {
    switch self {
    case .helpful: "Helpful"
    case .somewhatHelpful: "Somewhat helpful"
    case .notHelpful: "Not helpful"
    }
  }
}

/// What each decider's name means to somebody who has never heard of models.
enum DeciderWords {
  static func explanation(_ status: StatusRecord) -> String {
    guard let decider = status.decidedBy else {
      return "No scoring run has looked at this note yet."
    }
    let name = decider.split(separator: " ").first.map(String.init) ?? decider
    return words.first { name.hasPrefix($0.prefix) }?.text
      ?? "One of the scoring models decided it from the ratings."
  }

  private static let words: [(prefix: String, text: String)] = [
    (
      "ScoringDriftGuard",
      "The status was kept because the note is more than two weeks old, whatever later ratings say."
    ),
    (
      "InsufficientExplanation",
      "Raters did not give two reasons in common, so the note goes back to needing more ratings."
    ),
    (
      "NmrDueToMinStableCrhTime",
      "The note meets the criteria for helpful and is being observed for a while before it is shown."
    ),
    (
      "CoreWithTopicsModel",
      "The core model decided it, together with models of the topic that the post is about."
    ),
    (
      "CoreModel",
      "The core model decided it: whether raters who usually disagree agree on this note."
    ),
    (
      "ExpansionPlusModel",
      "A model that also counts the newest groups of contributors decided it."
    ),
    ("ExpansionModel", "A model that also counts newer groups of contributors decided it."),
    ("GroupModel", "A model of one group of contributors decided it."),
    ("MultiGroupModel", "A model over several groups of contributors decided it."),
    ("TopicModel", "A model of the topic that the post is about held the status back."),
    ("Gaussian", "A second model, which looks for agreement in another way, decided it."),
    (
      "MetaInitialNMR",
      "No model had reason to decide otherwise, so the note needs more ratings."
    ),
  ]
}
