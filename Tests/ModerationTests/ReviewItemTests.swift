import NoteModel
import Testing

@testable import Moderation

@Suite("A review")
struct ReviewItemTests {
  private let now = Sample.now

  @Test("of a post hidden at once opens for voting in the same step")
  func opensImmediate() throws {
    let step = try Sample.item(.immediate)
    #expect(step.item.action.state == .retroReview && step.item.request == .inProgress)
    #expect(step.item.action.appliedAt == now && step.item.takesVotes)
    #expect(step.events.map(\.event) == [.applied, .retroReviewStarted])
    let late = try Sample.item(.immediate, isLate: true)
    #expect(late.events.map(\.event) == [.proposed(.hide), .applied, .retroReviewStarted])
  }

  @Test("of a visible post tells hosts only if it comes late, and never with a kind of action")
  func opensConsensus() throws {
    #expect(try Sample.item(.consensus).item.action.state == .underReview)
    #expect(try Sample.item(.consensus).events.isEmpty)
    #expect(try Sample.item(.consensus, isLate: true).events.map(\.event) == [.proposed(nil)])
  }

  @Test(
    "comes to an end by consensus, for either tier and outcome",
    arguments: [
      (
        ModerationTier.immediate, ReviewOutcome.helpful, ActionState.confirmed,
        [ModerationEvent.confirmed, .noteStatusChanged(.helpful, carryOut: nil)]
      ),
      (
        .immediate, .notHelpful, .overturned,
        [
          .overturned(reason: "community_consensus"),
          .noteStatusChanged(.notHelpful, carryOut: nil),
        ]
      ),
      (
        .consensus, .helpful, .applied, [.noteStatusChanged(.helpful, carryOut: .hide), .applied]
      ),
      (
        .consensus, .notHelpful, .dismissed, [.noteStatusChanged(.notHelpful, carryOut: nil)]
      ),
    ])
  func consensus(
    tier: ModerationTier, outcome: ReviewOutcome, state: ActionState, events: [ModerationEvent]
  ) throws {
    let step = try Sample.item(tier).item.handling(.consensus(outcome, .carryOut), at: now + 1)
    #expect(step.item.action.state == state && step.item.request == .completed)
    #expect(step.item.note.outcome == outcome && step.item.note.decidedAt == now + 1)
    #expect(step.item.action.decidedBy == .consensus && !step.item.takesVotes)
    #expect(step.events == events.map { AddressedEvent($0) })
  }

  @Test("waits for staff where the policy wants their approval, with voting closed")
  func awaitsStaff() throws {
    let step = try Sample.item(.consensus).item
      .handling(.consensus(.helpful, .awaitStaff), at: now)
    #expect(step.item.action.awaitingStaff && step.item.action.state == .underReview)
    #expect(!step.item.takesVotes && step.item.request == .inProgress)
    #expect(step.events.map(\.event) == [.noteStatusChanged(.helpful, carryOut: nil)])
    #expect(step.item.reviewable == .consensusHelpful)
    for (power, state) in [(StaffCommand.agree, ActionState.applied), (.disagree, .dismissed)] {
      let decided = try step.item.handling(.staff(power, Sample.staff()), at: now)
      #expect(decided.item.action.state == state && !decided.item.action.awaitingStaff)
      #expect(decided.item.action.decidedBy == .staff)
    }
  }

  @Test("of a hidden post is upheld at once, whatever approval the policy wants")
  func approvalConcernsConsensus() throws {
    let step = try Sample.item(.immediate).item
      .handling(.consensus(.helpful, .awaitStaff), at: now)
    #expect(step.item.action.state == .confirmed && !step.item.action.awaitingStaff)
  }

  @Test("never gets a second outcome from a consensus")
  func finality() throws {
    for tier in ModerationTier.allCases {
      for outcome in ReviewOutcome.allCases {
        let decided = try Sample.item(tier).item
          .handling(.consensus(outcome, .carryOut), at: now).item
        for again in ReviewOutcome.allCases {
          #expect(throws: ReviewRefusal.final) {
            () throws(ReviewRefusal) in
            try decided.handling(.consensus(again, .carryOut), at: now)
          }
        }
      }
    }
  }

  @Test("decided by consensus is not confirmed or hidden by staff against it; a hide is restored")
  func staffAfterConsensus() throws {
    let dismissed = try Sample.item(.consensus).item
      .handling(.consensus(.notHelpful, .carryOut), at: now).item
    #expect(throws: ReviewRefusal.final) {
      () throws(ReviewRefusal) in try dismissed.handling(.staff(.agree, Sample.staff()), at: now)
    }
    let hidden = try Sample.item(.consensus).item
      .handling(.consensus(.helpful, .carryOut), at: now).item
    for power in [StaffCommand.disagree, .restore] {
      let restored = try hidden.handling(.staff(power, Sample.staff()), at: now + 9)
      #expect(restored.item.action.state == .overturned)
      #expect(restored.item.action.overturnedReason == "staff")
      #expect(restored.item.action.overturnedAt == now + 9)
    }
  }

  @Test("upheld by members is restored by staff who say so, and not by staff who disagree")
  func restoringTheConfirmed() throws {
    let confirmed = try Sample.item(.immediate).item
      .handling(.consensus(.helpful, .carryOut), at: now).item
    #expect(throws: ReviewRefusal.final) {
      () throws(ReviewRefusal) in
      try confirmed.handling(.staff(.disagree, Sample.staff()), at: now + 9)
    }
    let restored = try confirmed.handling(.staff(.restore, Sample.staff()), at: now + 9)
    #expect(restored.item.action.state == .overturned)
    #expect(restored.item.note.outcome == .notHelpful && restored.item.note.isForced)
    #expect(restored.item.request == .completed)
    #expect(ReviewBadge(restored.item) == .restored)
    let again = try restored.item.handling(.staff(.restore, Sample.staff()), at: now + 10)
    #expect(!again.isChange && again.events.isEmpty)
  }

  @Test("lets the author of a hidden post speak: to voters, then to staff, then no more")
  func appeals() throws {
    let open = try Sample.item(.immediate).item
    #expect(open.hidesPost && open.appealCourt == .voters && open.isShownToAuthor)
    let confirmed = try open.handling(.consensus(.helpful, .carryOut), at: now).item
    #expect(confirmed.hidesPost && confirmed.appealCourt == .staff && confirmed.isShownToAuthor)
    let restored = try confirmed.handling(.staff(.restore, Sample.staff()), at: now).item
    #expect(!restored.hidesPost && restored.appealCourt == nil && restored.isShownToAuthor)
  }

  @Test("of a visible post is nothing that its author hears of before it is decided")
  func authorOfVisible() throws {
    let open = try Sample.item(.consensus).item
    #expect(!open.hidesPost && open.appealCourt == nil && !open.isShownToAuthor)
    let waiting = try open.handling(.consensus(.helpful, .awaitStaff), at: now).item
    #expect(!waiting.isShownToAuthor && waiting.appealCourt == nil)
    let hidden = try open.handling(.consensus(.helpful, .carryOut), at: now).item
    #expect(hidden.isShownToAuthor && hidden.appealCourt == .staff)
    let ignored = try open.handling(.staff(.ignore, Sample.staff()), at: now).item
    #expect(!ignored.isShownToAuthor)
  }

  @Test("takes staff's repeats without a change, and staff's change of mind")
  func staffRepeatAndSwitch() throws {
    for tier in ModerationTier.allCases {
      let agreed = try Sample.item(tier).item.handling(.staff(.agree, Sample.staff()), at: now)
      #expect(agreed.item.note.isForced && agreed.item.note.forcedBy == "moderator")
      let again = try agreed.item.handling(.staff(.agree, Sample.staff()), at: now + 1)
      #expect(again.item == agreed.item && !again.isChange && again.events.isEmpty)
      let switched = try again.item.handling(.staff(.disagree, Sample.staff()), at: now + 2)
      #expect(
        switched.item.note.outcome == .notHelpful && switched.item.action.state == .overturned)
      let back = try switched.item.handling(.staff(.agree, Sample.staff()), at: now + 3)
      #expect(back.item.action.state == agreed.item.action.state)
    }
  }

  @Test("decided through an adapter does not come back to it as the community's decision")
  func echo() throws {
    for (power, status) in [(StaffCommand.agree, NoteStatus.helpful), (.disagree, .notHelpful)] {
      for tier in ModerationTier.allCases {
        let step = try Sample.item(tier).item
          .handling(.staff(power, Sample.staff(.adapter)), at: now)
        #expect(step.events.first == AddressedEvent(.staffOverridden(status), to: .origin))
        #expect(step.events.count >= 2)
        #expect(step.events.dropFirst().allSatisfy { $0.audience == .everybodyElse })
      }
    }
    let ignored = try Sample.item(.consensus).item
      .handling(.staff(.ignore, Sample.staff(.adapter)), at: now)
    #expect(ignored.events == [AddressedEvent(.dismissed, to: .everybodyElse)])
  }

  @Test("that staff ignore is closed without an outcome, again and again")
  func ignore() throws {
    let ignored = try Sample.item(.consensus).item
      .handling(.staff(.ignore, Sample.staff()), at: now)
    #expect(ignored.item.action.state == .dismissed && ignored.item.isDeleted)
    #expect(ignored.item.note.outcome == nil && !ignored.item.takesVotes)
    let again = try ignored.item.handling(.staff(.ignore, Sample.staff()), at: now)
    #expect(!again.isChange && again.events.isEmpty)
  }

  @Test("that staff take to themselves is staff's until they give it back, and no run decides it")
  func escalation() throws {
    let open = try Sample.item(.immediate, group: .trusted).item
    let taken = try open.handling(.staff(.escalate, Sample.staff()), at: now)
    #expect(taken.item.action.reviewGroup == .staff && taken.item.action.escalated)
    #expect(taken.events.isEmpty && taken.item.takesVotes && !taken.item.takesConsensus)
    #expect(throws: ReviewRefusal.escalated) {
      () throws(ReviewRefusal) in
      try taken.item.handling(.consensus(.helpful, .carryOut), at: now)
    }
    #expect(try !taken.item.handling(.staff(.escalate, Sample.staff()), at: now).isChange)
    let back = try taken.item.handling(.staff(.deescalate, Sample.staff()), at: now)
    #expect(back.item.action.reviewGroup == .trusted && back.item.takesConsensus)
  }

  @Test("of a restored post remembers the exempt text, and comes up again after a rewrite")
  func exemptionAndRewrite() throws {
    let overturned = try Sample.item(.immediate).item
      .handling(.consensus(.notHelpful, .carryOut), at: now).item
    let exempt = try overturned.handling(
      .system(.exemptionRecorded(contentHash: Sample.hash)), at: now)
    #expect(exempt.item.action.state == .scanExempt && exempt.events.isEmpty)
    let again = try exempt.item.handling(
      .system(.rewritten(tier: .consensus, kind: .hide, group: .staff, policyVersion: 9)),
      at: now + 5)
    #expect(again.item.action.state == .underReview && again.item.cycle == 2)
    #expect(again.item.note == ReviewNote() && again.item.takesVotes)
    #expect(again.item.action.policyVersion == 9 && again.item.request == .inProgress)
    #expect(again.item.action.scanExemptContentHash == nil)
    #expect(throws: ReviewRefusal.badContentHash) {
      () throws(ReviewRefusal) in
      try overturned.handling(.system(.exemptionRecorded(contentHash: "ABC")), at: now)
    }
  }

  @Test("whose exemption staff clear tells the host, once")
  func clearExemption() throws {
    let exempt = try Sample.item(.consensus).item
      .handling(.staff(.disagree, Sample.staff()), at: now).item
      .handling(.system(.exemptionRecorded(contentHash: Sample.hash)), at: now).item
    #expect(exempt.action.state == .dismissed)
    let cleared = try exempt.handling(.staff(.clearExemption, Sample.staff()), at: now)
    #expect(cleared.events.map(\.event) == [.clearScanExempt])
    #expect(throws: ReviewRefusal.nothingToClear) {
      () throws(ReviewRefusal) in
      try cleared.item.handling(.staff(.clearExemption, Sample.staff()), at: now)
    }
  }

  @Test("that another takes the place of is closed without an event")
  func superseded() throws {
    let step = try Sample.item(.consensus).item
      .handling(.system(.superseded(by: "next")), at: now)
    #expect(step.item.action.state == .dismissed && step.item.action.supersededBy == "next")
    #expect(step.events.isEmpty && !step.item.takesVotes)
    #expect(ReviewBadge(step.item) == nil)
  }
}
