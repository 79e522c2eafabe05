/// One step of a review: the item after it, its line in the audit, and what to tell the hosts.
public struct ReviewStep: Hashable, Sendable {
  public let item: ReviewItem
  public let audit: AuditEntry
  /// In the order to send them.
  public let events: [AddressedEvent]

  init(
    from before: ReviewItem, to after: ReviewItem, command: ReviewCommand, at now: Int64,
    events: [AddressedEvent] = []
  ) {
    item = after
    self.events = events
    audit = AuditEntry(
      item: after.id, at: now, by: AuditEntry.Actor(command), what: AuditEntry.name(of: command),
      reason: AuditEntry.reason(of: command), before: AuditEntry.Facts(before),
      after: AuditEntry.Facts(after))
  }

  /// False: a repeat, which is logged and changes nothing.
  public var isChange: Bool { audit.before != audit.after }
}
