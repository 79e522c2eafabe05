import CommunityRules
import Logging
import Storage

/// Does what a site does by itself: scores, tells people, asks samples for ratings, publishes.
///
/// One round after the other; a round that fails is noted and the next one tries again. What was done
/// last is read from the store, so that a restart neither repeats nor forgets.
public struct Caretaker: Sendable {
  private let site: Site
  private let releases: ReleaseSchedule?
  private let quality: QualityWatch

  /// - Parameter releasesFolder: where public files are written; nil: nowhere.
  public init(site: Site, releasesFolder: String? = nil) {
    self.site = site
    quality = QualityWatch(site: site)
    releases = releasesFolder.map { ReleaseSchedule(site: site, root: $0) }
  }

  /// Works until the task is cancelled.
  public func run() async {
    await attempt("killed runs") { try await site.scoring.failKilledRuns() }
    while !Task.isCancelled {
      await round()
      try? await Task.sleep(for: .seconds(2))
    }
  }

  /// One round.
  public func round() async {
    await attempt("scoring") {
      guard let kind = try await due() else { return }
      _ = try await site.scoring.run(kind)
      try await site.askSample()
    }
    await attempt("incidents") { try await site.noteFailedRuns() }
    await attempt("quality") { try await quality.look() }
    await attempt("admission") { try await site.drawIfDue() }
    await attempt("AI writers") { try await site.lookAfterWriters() }
    await attempt("consensus") { try await site.findConsensus() }
    await attempt("late classifications") { try await site.classifyAgain() }
    await attempt("views") { try await site.saveViews() }
    await attempt("mail") { try await site.mailNotices() }
    await attempt("releases") { try await releases?.publishIfDue() }
  }

  private func attempt(_ what: String, _ body: () async throws -> Void) async {
    do {
      try await body()
    } catch {
      // The server stops.
      if Task.isCancelled { return }
      site.log.error(
        "A task of the caretaker failed",
        metadata: ["task": "\(what)", "error": "\(String(reflecting: error))"])
    }
  }

  /// The run that is due: a full one rarely, a final one often, none while nothing can change.
  private func due() async throws -> ScoringRun.Kind? {
    let now = site.now
    return try await site.store.read { store in
      let settings = try store.communitySettings()
      let runs = try store.scoringRuns(limit: 100)
      func isDue(_ last: ScoringRun?, _ minutes: Int) -> Bool {
        last.map { now - $0.startedAt >= Int64(minutes) * 60_000 } ?? true
      }
      guard isDue(runs.first, settings.finalScoringMinutes) else { return nil }
      // Counted only now: it reads every rating.
      let ratings = try store.ratingCount()
      guard ratings > 0 else { return nil }
      if isDue(
        runs.first { $0.kind == .full && $0.outcome == .applied }, settings.fullScoringMinutes)
      {
        return .full
      }
      let isWaiting = try !store.waitingNotes(limit: 1).isEmpty
      return runs.first?.ratings != ratings || isWaiting ? .final : nil
    }
  }
}

extension Site {
  /// Asks a random sample about the note that most needs ratings, if there is one.
  func askSample() async throws {
    let now = self.now
    try await store.write { store in
      guard let chosen = try NeedsHelp.chosen(for: .nobody, in: store, at: now).first,
        let note = try store.note(chosen.noteID),
        try store.sampledContributors(of: note.id).isEmpty
      else { return }
      try RunNotices(store: store, now: now).sample(note)
    }
  }

  /// Opens an incident for the operator after three runs in a row that were not applied (OPS-42).
  func noteFailedRuns() async throws {
    let now = self.now
    let title = "Scoring did not succeed three times in a row"
    try await store.write { store in
      // One may be under way; the three before it count.
      let last = try store.scoringRuns(limit: 4).filter { $0.outcome != .running }.prefix(3)
      guard last.count == 3, last.allSatisfy({ $0.outcome != .applied }),
        try !store.incidents(limit: 50).contains(where: { $0.title == title && $0.closedAt == nil })
      else { return }
      _ = try store.insert(
        Incident(title: title, text: last[0].details, isPublic: false, openedAt: now))
    }
  }
}
