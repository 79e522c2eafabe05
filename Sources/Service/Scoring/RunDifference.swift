import CommunityRules
import NoteModel
import Storage

/// What a run changes, and nothing else: writers wait while it is written.
struct RunDifference: Sendable {
  let run: Int64
  let at: Int64

  /// Rows of notes about which more changed than when the run last saw them.
  private(set) var statuses: [StatusRecord] = []
  /// Notes about which nothing else changed, by when a run had last seen them.
  private(set) var seenAgain: [(note: NoteID, createdAt: Int64)] = []
  /// The public statuses among the changes, for notices.
  private(set) var changes: [StatusChange] = []
  var contributors: [(before: Contributor, after: Contributor)] = []
  var impacts: [(contributor: ParticipantID, impact: ImpactOnDay)] = []
  var positions: [RaterPosition] = []
  var lostPositions: [ParticipantID] = []
  /// Viewpoints by model, and those that no model has any longer.
  private(set) var factors: [ModelFactor] = []
  private(set) var lostFactors: [ModelFactor] = []
  /// Of the core model, for votes in moderation by those on its map.
  var globalIntercept: Double?
  /// Raters with a viewpoint after the run.
  var viewpoints = 0

  init(run: Int64, at: Int64) {
    self.run = run
    self.at = at
  }

  mutating func add(_ before: StatusRecord, _ after: StatusRecord) {
    guard before != after else { return }
    if before.publicStatus != after.publicStatus {
      changes.append(
        StatusChange(
          note: before.noteID, run: run, at: at, before: before.publicStatus,
          after: after.publicStatus, decidedBy: after.decidedBy))
    }
    var seen = before
    seen.statusAt = after.statusAt
    if seen == after, after.statusAt == at {
      seenAgain.append((after.noteID, after.noteCreatedAt))
    } else {
      statuses.append(after)
    }
  }

  mutating func compareFactors(
    _ found: [ModelFactor], with before: [String: [ParticipantID: Double]]
  ) {
    var lost = before
    for factor in found {
      let known = lost[factor.model]?.removeValue(forKey: factor.rater)
      if known != factor.factor { factors.append(factor) }
    }
    lostFactors = lost.flatMap { model, raters in
      raters.map { ModelFactor(model: model, rater: $0.key, factor: $0.value) }
    }
  }

  /// Writes everything.
  ///
  /// - Returns: the public statuses that changed.
  func apply(_ store: any StoreTransaction) throws -> [StatusChange] {
    // Notes whose scoring is paused keep their statuses, for now (OPS-32).
    let measures = try Showing(store, at: at).measures
    let statuses = statuses.filter { measures.scoresNote(createdAt: $0.noteCreatedAt) }
    for record in statuses { try store.update(record) }
    try store.markSeen(
      seenAgain.filter { measures.scoresNote(createdAt: $0.createdAt) }.map(\.note), at: at)
    let written = Set(statuses.map(\.noteID))
    let changes = changes.filter { written.contains($0.note) }
    for change in changes { try store.insert(change) }

    let notices = RunNotices(store: store, now: at)
    try applyContributors(store, notices)
    try notices.statuses(changes)
    try notices.postAuthors()
    try store.change(raterPositions: positions, lost: lostPositions)
    try store.change(modelFactors: factors, lost: lostFactors)
    if let globalIntercept { try store.keep(globalIntercept: globalIntercept) }
    try store.keepRatersWithViewpoint(viewpoints)
    return changes
  }

  private func applyContributors(
    _ store: any StoreTransaction, _ notices: RunNotices
  ) throws {
    for (before, after) in contributors {
      guard var contributor = try store.contributor(before.id) else { continue }
      contributor.impact = after.impact
      // Whoever was removed since then stays so; the next run knows of it.
      if contributor.enrollment == before.enrollment {
        contributor.enrollment = after.enrollment
        try notices.enrollment(of: before.id, from: before.enrollment, to: after.enrollment)
      }
      try store.update(contributor)
    }
    for (contributor, impact) in impacts {
      try store.recordImpact(
        contributor, day: impact.day, writing: impact.writing, rating: impact.rating)
    }
  }
}
