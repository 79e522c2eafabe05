extension ReviewItem {
  mutating func follow(
    _ command: SystemCommand, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    switch command {
    case .opened:
      throw .illegal(
        IllegalTransition(from: action.state, tier: action.tier, trigger: .votingOpened))
    case .acknowledged(let platformActionID): return try acknowledge(platformActionID, at: now)
    case .exemptionRecorded(let hash): return try exempt(hash, at: now)
    case .superseded(let successor): return try supersede(by: successor, at: now)
    case .rewritten(let tier, let kind, let group, let version):
      return try reopen(tier, kind, group, policyVersion: version, at: now)
    }
  }

  /// Hosts acknowledge late and repeatedly: whatever carries an action out is past "proposed" by
  /// then, and only their name for it is new.
  private mutating func acknowledge(
    _ platformActionID: String?, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    if action.tier == .consensus, action.state == .underReview || action.state == .dismissed {
      throw .illegal(
        IllegalTransition(from: action.state, tier: action.tier, trigger: .acknowledged))
    }
    if let platformActionID, platformActionID != action.platformActionID {
      action.platformActionID = platformActionID
      action.updatedAt = now
    }
    return []
  }

  private mutating func exempt(
    _ hash: String, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard hash.isContentHash else { throw .badContentHash }
    guard action.scanExemptContentHash != hash else { return [] }
    // Staff who disagree with hiding a visible post exempt it too (moderation 9.5), though there is
    // nothing to undo and so no other state.
    let isStaffDismissal = action.state == .dismissed && note.isForced
    if !isStaffDismissal { try move(.exemptionRecorded, at: now) }
    action.scanExemptContentHash = hash
    action.updatedAt = now
    return []
  }

  /// Discards the votes with the note's question: it is another one from here on (moderation 2.6).
  /// No event: "dismissed" would end the host's own row.
  private mutating func supersede(
    by successor: ReviewItemID, at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    try move(.superseded, at: now)
    note.isClosed = true
    action.awaitingStaff = false
    action.supersededBy = successor
    action.decidedBy = .system
    return []
  }

  private mutating func reopen(
    _ tier: ModerationTier, _ kind: ActionKind, _ group: ReviewGroup, policyVersion: Int,
    at now: Int64
  ) throws(ReviewRefusal) -> [AddressedEvent] {
    guard !isDeleted else { throw .deleted }
    try move(.rewritten, at: now)
    if tier == .immediate { try move(.acknowledged, at: now) }
    try moveRequest(.reviewOpened)
    var fresh = ModerationAction(
      kind: kind, tier: tier, reviewGroup: group, policyVersion: policyVersion, at: now)
    fresh.createdAt = action.createdAt
    action = fresh
    note = ReviewNote()
    cycle += 1
    try move(.votingOpened, at: now)
    return openingEvents(isLate: true)
  }
}

extension String {
  /// 64 lower-case hexadecimal digits.
  var isContentHash: Bool {
    utf8.count == 64
      && utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
