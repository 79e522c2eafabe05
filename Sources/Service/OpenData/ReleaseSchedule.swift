import CommunityRules
import Storage

/// Publishes the day's files once they are due.
actor ReleaseSchedule {
  private let site: Site
  private let root: String
  /// So that a disk that is full is not tried every two seconds.
  private var lastAttempt: Int64 = 0

  init(site: Site, root: String) {
    self.site = site
    self.root = root
  }

  func publishIfDue() async throws {
    let now = site.now
    guard now - lastAttempt >= 600_000 else { return }
    let (settings, last, notes) = try await site.store.read { store in
      (
        try store.communitySettings(), try store.releases(limit: 1).first, try store.noteCount()
      )
    }
    let hours = Int64(settings.releaseHours) * 3_600_000
    guard notes > 0, (last?.publishedAt).map({ now - $0 >= hours }) ?? true,
      last?.day != now / 86_400_000
    else { return }
    lastAttempt = now
    let release = OpenDataRelease(
      store: site.store, root: root, delay: Int64(settings.dataDelayHours) * 3_600_000,
      engineVersion: site.configuration.version)
    _ = try await release.publish(at: now)
  }
}
