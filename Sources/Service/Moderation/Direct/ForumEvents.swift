import Logging
import Moderation
import Storage

/// Deals with what directly connected forums told. What waits is in the store: an event counts as
/// dealt with when that is written down, so that a kill in between repeats it, and what it leads to
/// is the same for the same text.
public struct ForumEvents: Sendable {
  private let site: Site
  private static let atOnce = 8

  public init(site: Site) { self.site = site }

  /// Works until the task is cancelled.
  public func run() async {
    while !Task.isCancelled {
      var done = 0
      do {
        done = try await round()
      } catch {
        if Task.isCancelled { return }
        site.log.error(
          "What forums told could not be read", metadata: ["error": "\(String(reflecting: error))"])
      }
      if done == 0 { try? await Task.sleep(for: .milliseconds(250)) }
    }
  }

  /// Deals with what is due, the longest waiting first; of each subject one event at a time.
  ///
  /// - Returns: how many were tried.
  @discardableResult
  public func round() async throws -> Int {
    let now = site.now
    let due = try await site.store.read { try $0.dueForumEvents(at: now, limit: Self.atOnce) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for event in due { group.addTask { try await settle(event) } }
      try await group.waitForAll()
    }
    return due.count
  }

  private func settle(_ event: ForumEvent) async throws {
    var event = event
    event.attempts += 1
    do {
      try await DiscourseIntake(site: site, event: event).take()
      event.state = .done
      event.body = ""
      event.problem = nil
    } catch let error as SiteError {
      // The same again would be refused again.
      event.state = .failed
      event.problem = String(String(describing: error).prefix(500))
    } catch {
      if Task.isCancelled { return }
      event.problem = String(String(describing: error).prefix(500))
      if event.attempts <= Delivery.delays.count {
        event.nextAttemptAt = site.now + Delivery.delays[event.attempts - 1]
      } else {
        event.state = .failed
      }
    }
    if event.state == .failed {
      site.log.error(
        "What a forum told was given up on",
        metadata: ["event": "\(event.id)", "problem": "\(event.problem ?? "")"])
    }
    try await site.store.write { [event] in try $0.update(event) }
  }
}
