import CommunityRules
import NoteModel
import Snapshot
import Storage

/// What a folder of public files holds, read in one transaction.
///
/// What is published is a scoring run with all that went into it, because only that can be repeated:
/// a run reads the statuses of the run before and replaces them, so the statuses that people see are
/// its output, while the history that gives them again is its input. Hence
///
/// - the five tables are the run's input: contributions until it decided, and the status history and
///   enrollments as they were before it;
/// - `scored_notes.tsv` has the statuses that the run published;
/// - where the run scored with what an earlier run had learned (prescoring is the larger part and
///   happens rarely), the tables that the earlier one read are there too.
///
/// A contribution that was changed or deleted after the run is published as it is now, or not at
/// all: deletion comes before exactness, and the manifest says whether it made a difference.
struct ReleaseContent: Sendable {
  var cutOff: Int64
  var snapshot: Snapshot
  /// What prescoring read, where that was another run's input.
  var prescoring: Snapshot?
  /// Nil: no run had decided anything by the cut-off.
  var scoring: ReleaseManifest.Scoring?
  var statuses: [PublishedStatus]
  /// The addresses of the posts that the tables name, ascending by id.
  var posts: [PostAddress]

  struct PublishedStatus: Sendable {
    var note: Int64
    var createdAt: Int64
    var status: NoteStatus
    /// Nil where the run left the status as it was and a later run has replaced its word.
    var decidedBy: String?
  }

  struct PostAddress: Sendable {
    var id: Int64
    var url: String
  }
}

extension ReleaseContent {
  /// A run whose inputs are kept, and what it decided.
  init(_ store: any StoreTransaction, run: ScoringRun, _ inputs: RunInputs) throws {
    cutOff = run.decidedAt
    snapshot = try Snapshot(store, until: run.decidedAt, inputsOf: run.id)
    var scoring = ReleaseManifest.Scoring(
      kind: run.kind.rawValue, decidedAt: run.decidedAt, prescoredAt: run.decidedAt,
      seed: inputs.seed,
      hasSameContributions: snapshot.contributionDigest == inputs.contributions)
    if inputs.learnedIn != run.id {
      guard let learned = try store.runsWithInputs().first(where: { $0.id == inputs.learnedIn })
      else { throw ReleaseError.historyNotKept(cutOff: run.decidedAt) }
      let earlier = try Snapshot(store, until: learned.decidedAt, inputsOf: learned.id)
      scoring.prescoredAt = learned.decidedAt
      if earlier.contributionDigest != RunInputs(learned)?.contributions {
        scoring.hasSameContributions = false
      }
      prescoring = earlier
    }
    self.scoring = scoring
    statuses = try Self.statuses(store, after: run)
    posts = []
    posts = try addresses(store)
  }

  /// Contributions from before anything was decided.
  init(_ store: any StoreTransaction, unscoredUntil cutOff: Int64) throws {
    self.cutOff = cutOff
    snapshot = try Snapshot(store, until: cutOff)
    let later = snapshot.history
    snapshot.history = HistoryTable()
    for row in 0..<later.count {
      snapshot.history.append(
        note: later.note[row], author: later.author[row],
        createdAtMillis: later.createdAtMillis[row])
    }
    statuses = []
    posts = []
    posts = try addresses(store)
  }

  /// What everybody saw after a run, ascending by note.
  private static func statuses(
    _ store: any StoreTransaction, after run: ScoringRun
  ) throws -> [PublishedStatus] {
    // The newest run's decisions are still there; of an older run's, what it changed.
    let isNewest = try store.appliedRun(until: .max)?.id == run.id
    var changes: [NoteID: StatusChange] = [:]
    for change in try store.statusChanges(since: run.decidedAt, limit: .max)
    where change.run == run.id { changes[change.note] = change }

    var statuses: [PublishedStatus] = []
    var position: [NoteID: Int] = [:]
    try store.forEachStatus(inInputsOfRun: run.id) { before in
      guard before.noteCreatedAt <= run.decidedAt else { return }
      let change = changes[before.noteID]
      position[before.noteID] = statuses.count
      statuses.append(
        PublishedStatus(
          note: before.noteID.rawValue, createdAt: before.noteCreatedAt,
          status: change?.after ?? before.publicStatus, decidedBy: change?.decidedBy))
    }
    guard isNewest else { return statuses }
    try store.forEachStatus { now in
      guard let position = position[now.noteID] else { return }
      statuses[position].status = now.publicStatus
      statuses[position].decidedBy = now.decidedBy
    }
    return statuses
  }

  /// Posts that were taken away keep their id in the tables and lose their address.
  private func addresses(_ store: any StoreTransaction) throws -> [PostAddress] {
    var ids = Set(snapshot.notes.postID)
    ids.formUnion(snapshot.ratings.ratedOnPostID)
    ids.formUnion(snapshot.requests.postID)
    return try store.posts(ids.sorted().map { PostID($0) }).values
      .filter { $0.removedAt == nil }
      .map { PostAddress(id: $0.id.rawValue, url: $0.url) }
      .sorted { $0.id < $1.id }
  }
}
