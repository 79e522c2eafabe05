import Foundation
import Logging
import Moderation
import OAuth
import Outbound
import Storage

/// Brings events to platforms. What is on its way is in the store: a delivery counts as attempted
/// when the attempt is written down, so that a kill in between repeats it, under the same event id.
public struct WebhookCourier: Sendable {
  private let site: Site
  private static let atOnce = 32

  public init(site: Site) { self.site = site }

  /// A delivery that is due, with where it goes.
  private struct Due: Sendable {
    var delivery: QueuedDelivery
    var webhook: Webhook
    var forum: DirectConnection?
  }

  /// What comes of waiting.
  private enum Turn: Sendable {
    case ended(Int64, wasAttempted: Bool)
    /// A quarter of a second has passed.
    case tick
  }

  /// Works until the task is cancelled. Who answers slowly, or not at all, holds up nobody else: as soon
  /// as one delivery ends the next begins.
  public func run() async {
    await withTaskGroup(of: Turn.self) { group in
      var underWay: Set<Int64> = []
      // Their host has enough to do; they wait for the next tick.
      var resting: Set<Int64> = []
      func waitATick() {
        group.addTask {
          try? await Task.sleep(for: .milliseconds(250))
          return .tick
        }
      }
      waitATick()
      while !Task.isCancelled {
        for due in await due(besides: underWay.union(resting)).prefix(Self.atOnce - underWay.count)
        {
          underWay.insert(due.delivery.id)
          group.addTask { await ended(due) }
        }
        switch await group.next() {
        case .ended(let id, let wasAttempted):
          underWay.remove(id)
          if !wasAttempted { resting.insert(id) }
        case .tick:
          resting.removeAll()
          waitATick()
        case nil: return
        }
      }
      group.cancelAll()
    }
  }

  private func due(besides others: Set<Int64>) async -> [Due] {
    do {
      return try await due(limit: Self.atOnce + others.count)
        .filter { !others.contains($0.delivery.id) }
    } catch {
      report(error)
      return []
    }
  }

  private func ended(_ due: Due) async -> Turn {
    do {
      return .ended(due.delivery.id, wasAttempted: try await attempt(due))
    } catch {
      report(error)
      return .ended(due.delivery.id, wasAttempted: false)
    }
  }

  private func report(_ error: any Error) {
    if Task.isCancelled { return }
    site.log.error(
      "Events could not be delivered", metadata: ["error": "\(String(reflecting: error))"])
  }

  /// Sends what is due, the longest waiting first, and waits for all of it; of each post one event at a
  /// time.
  ///
  /// - Returns: how many were attempted.
  @discardableResult
  public func round() async throws -> Int {
    let due = try await due(limit: Self.atOnce)
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      for due in due { group.addTask { try await attempt(due) } }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }

  private func due(limit: Int) async throws -> [Due] {
    let now = site.now
    return try await site.store.read { store in
      try store.dueDeliveries(at: now, limit: limit).compactMap { delivery in
        guard let webhook = try store.webhook(delivery.webhook) else { return nil }
        return Due(
          delivery: delivery, webhook: webhook,
          forum: try store.directConnection(webhook: delivery.webhook))
      }
    }
  }

  private func attempt(_ due: Due) async throws -> Bool {
    let (delivery, webhook, forum) = (due.delivery, due.webhook, due.forum)
    let host = HostBudget.name(of: webhook.url)
    // The host has enough to do: the delivery stays due.
    guard site.moderation.hosts.take(host, at: site.now) else { return false }
    defer { site.moderation.hosts.release(host) }
    let answer: WebhookAnswer
    if !webhook.isActive {
      answer = .status(410, retryAfter: nil)
    } else if let forum, forum.kind == .discourse {
      answer = try await ForumCourier(
        site: site, connection: forum, delivery: delivery, address: webhook.url
      ).carryOut()
    } else if let secret = try await secret(of: webhook) {
      answer = await site.webhookSender.send(
        SignedEvent(delivery: delivery, secret: secret, at: site.now)
          .call(to: webhook.url, allowedHosts: site.configuration.moderation.allowedWebhookHosts))
    } else {
      answer = .status(410, retryAfter: nil)
    }
    try await note(answer, of: delivery, to: webhook)
    return true
  }

  private func secret(of webhook: Webhook) async throws -> String? {
    if let sealed = webhook.sealedSecret {
      return site.key.open(sealed, for: SealedKeys.webhook, name: webhook.id)
    }
    guard let id = webhook.adapterKey else { return nil }
    let now = site.now
    let key = try await site.store.read { try $0.adapterKey(id) }
    guard let key, key.isValid(at: now), let sealed = key.sealed else { return nil }
    return site.key.open(sealed, for: SealedKeys.purpose, name: key.id)
  }

  private func note(
    _ answer: WebhookAnswer, of delivery: QueuedDelivery, to webhook: Webhook
  ) async throws {
    let now = site.now
    let isInactive = !webhook.isActive
    try await site.store.write { store in
      // A poll may have told the platform meanwhile.
      guard var current = try store.delivery(delivery.id), current.progress.state == .pending
      else { return }
      let outcome: DeliveryOutcome
      var problem: String?
      switch answer {
      case .status(let status, let retryAfter):
        current.lastStatus = status
        outcome =
          (200..<300).contains(status)
          ? .accepted
          : (300..<400).contains(status)
            ? .unanswered : .refused(status: status, retryAfter: retryAfter)
        current.lastError = outcome == .accepted ? nil : "status \(status)"
        problem =
          switch status {
          case 200..<300: nil
          case 401: "secret mismatch"
          case 404: "plugin disabled or absent"
          default: "status \(status)"
          }
      case .none(let reason):
        current.lastStatus = nil
        outcome = .unanswered
        current.lastError = reason
        problem = reason
      }
      current.progress = try current.progress.after(outcome, at: now)
      try store.update(current)
      if !isInactive, var webhook = try store.webhook(webhook.id), webhook.problem != problem {
        webhook.problem = problem
        try store.put(webhook)
      }
    }
  }
}
