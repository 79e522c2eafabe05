import CommunityRules
import Storage

/// Looks at the quality measures once an hour and opens an incident for the operator where one has
/// reached its guardrail (OPS-20 to OPS-22). No measure is ever taken by itself.
actor QualityWatch {
  private let site: Site
  private var lastLook: Int64 = 0

  init(site: Site) { self.site = site }

  func look() async throws {
    let now = site.now
    guard now - lastLook >= 3_600_000 else { return }
    lastLook = now
    let reached = try await site.communityHealth().quality.filter {
      QualityPolicy().opensIncident($0.level)
    }
    guard !reached.isEmpty else { return }
    try await site.store.write { store in
      let open = Set(try store.incidents(limit: 200).filter { $0.closedAt == nil }.map(\.title))
      for quality in reached {
        let title = "Quality: \(quality.threshold.measure.rawValue) reached its limit"
        guard !open.contains(title) else { continue }
        _ = try store.insert(
          Incident(
            title: title,
            text: "\(quality.value ?? 0) over \(quality.threshold.windowDays) days, "
              + "\(quality.sample) cases; limit \(quality.threshold.guardrail).",
            isPublic: false, openedAt: now))
      }
    }
  }
}
