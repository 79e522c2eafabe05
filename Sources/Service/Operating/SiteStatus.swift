import CommunityRules
import NoteModel
import Storage

/// How the site is doing, for everybody to see (OPS-36, OPS-50, GEN-1).
public struct SiteStatus: Hashable, Codable, Sendable {
  public var isNormal: Bool
  public var measures: [MeasureView]
  public var incidents: [IncidentView]
  public var runs: [RunView]
  public var contributors: Int
  public var notes: Int
  public var ratings: Int
  public var ratersWithViewpoint: Int
  /// Whether helpful notes are shown before fifty raters have a viewpoint.
  public var isPilot: Bool

  public struct MeasureView: Hashable, Codable, Sendable {
    public var id: Int64
    public var kind: String
    public var amount: Double?
    public var reason: String
    public var startedAt: Int64
    public var endsAt: Int64
    public var isOpen: Bool
  }

  public struct IncidentView: Hashable, Codable, Sendable {
    public var id: Int64
    public var title: String
    public var text: String
    public var openedAt: Int64
    public var closedAt: Int64?
  }

  public struct RunView: Hashable, Codable, Sendable {
    public var kind: String
    public var startedAt: Int64
    public var endedAt: Int64?
    public var notes: Int
    public var ratings: Int
    public var outcome: String
  }
}

extension Site {
  public func status() async throws -> SiteStatus {
    let now = self.now
    return try await store.read { store in
      let open = Set(try store.openMeasures(at: now).map(\.id))
      return SiteStatus(
        isNormal: open.isEmpty,
        measures: try store.measures(limit: 20).map { measure in
          SiteStatus.MeasureView(
            id: measure.id, kind: measure.kind, amount: measure.value, reason: measure.reason,
            startedAt: measure.startedAt, endsAt: measure.endedAt ?? measure.expiresAt,
            isOpen: open.contains(measure.id))
        },
        incidents: try store.incidents(limit: 50).filter(\.isPublic).map { incident in
          SiteStatus.IncidentView(
            id: incident.id, title: incident.title, text: incident.text,
            openedAt: incident.openedAt, closedAt: incident.closedAt)
        },
        runs: try store.scoringRuns(limit: 20).map { run in
          SiteStatus.RunView(
            kind: run.kind.rawValue, startedAt: run.startedAt, endedAt: run.endedAt,
            notes: run.notes, ratings: run.ratings, outcome: run.outcome.rawValue)
        },
        contributors: try store.contributorCount(), notes: try store.noteCount(),
        ratings: try store.ratingCount(), ratersWithViewpoint: try store.ratersWithViewpoint(),
        isPilot: try store.communitySettings().isPilot)
    }
  }

  /// Whether the database answers.
  public func isReady() async -> Bool {
    (try? await store.read { try $0.accountCount() >= 0 }) ?? false
  }
}
