import CommunityRules
import Storage

extension Site {
  /// What every page says while the site does not work as usual (OPS-36, OPS-50).
  public struct Banners: Hashable, Sendable {
    public var measure: String?
    public var incident: String?
  }

  public func banners() async throws -> Banners {
    let now = self.now
    return try await store.read { store in
      let kinds = try store.openMeasures(at: now).compactMap { Measure.Kind(rawValue: $0.kind) }
      let incident = try store.incidents(limit: 20).first { $0.isPublic && $0.closedAt == nil }
      return Banners(
        measure: kinds.isEmpty ? nil : kinds.map(\.words).joined(separator: " "),
        incident: incident?.title)
    }
  }
}

extension Measure.Kind {
  /// What people are told.
  public var words: String {
    switch self {
    case .raiseThreshold: "Notes need a higher score than usual to be shown."
    case .pauseDisplay: "Notes are not shown to readers for now."
    case .pauseScoring: "New notes are not scored for now."
    }
  }
}
