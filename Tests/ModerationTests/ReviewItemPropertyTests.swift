import NoteModel
import Testing

@testable import Moderation

@Suite("A review under any sequence of commands")
struct ReviewItemPropertyTests {
  /// Long random histories of reviews of either tier.
  private static func walk(_ visit: (ReviewItem, ReviewCommand, ReviewStep?) -> Void) throws {
    var dice = Dice(state: 7)
    for round in 0..<4_000 {
      var item = try Sample.item(round.isMultiple(of: 2) ? .immediate : .consensus).item
      for minute in 0..<12 {
        let command = Sample.commands[Int.random(in: Sample.commands.indices, using: &dice)]
        let step = try? item.handling(command, at: Sample.now + Int64(minute))
        visit(item, command, step)
        if let step { item = step.item }
      }
    }
  }

  @Test("moves along the table only, and logs every step")
  func legalAndLogged() throws {
    try Self.walk { before, command, step in
      guard let step else { return }
      let audit = step.audit
      #expect(audit.before == AuditEntry.Facts(before))
      #expect(audit.after == AuditEntry.Facts(step.item))
      #expect(audit.item == before.id && !audit.what.isEmpty)
      let isNewCycle = step.item.cycle > before.cycle
      let (from, to) = (before.action.state, step.item.action.state)
      let isInTable = ActionTrigger.all.contains {
        (try? from.after($0, tier: before.action.tier)) == to
      }
      #expect(from == to || isInTable || isNewCycle, "\(command): \(from) → \(to)")
      if isNewCycle { #expect(from == .scanExempt && to == step.item.action.tier.openState) }
      if !step.isChange { #expect(step.events.isEmpty) }
    }
  }

  @Test("keeps a consensus's outcome for good, restored hides apart")
  func consensusIsFinal() throws {
    try Self.walk { before, command, step in
      guard before.action.decidedBy == .consensus, let step, step.item.cycle == before.cycle
      else { return }
      let isRestore = before.hidesPost && step.item.action.state == .overturned
      #expect(
        step.item.note.outcome == before.note.outcome || isRestore, "\(command) on \(before)")
    }
  }

  @Test("takes votes exactly while it is open, undecided and not ignored")
  func votesWhileOpen() throws {
    try Self.walk { _, _, step in
      guard let item = step?.item else { return }
      #expect(!item.takesVotes || item.action.state == item.action.tier.openState)
      #expect(!item.takesVotes || item.note.status == .needsMoreRatings)
      #expect(!item.action.awaitingStaff || item.action.state == .underReview)
      #expect(
        item.action.state.isOpen || item.request == .completed || item.isDeleted
          || item.action.supersededBy != nil)
      #expect(!item.action.escalated || item.action.reviewGroup == .staff)
    }
  }

  @Test("changes nothing where it refuses: the same command is refused again")
  func refusalsAreStable() throws {
    try Self.walk { before, command, step in
      guard step == nil else { return }
      #expect((try? before.handling(command, at: Sample.now + 99)) == nil)
    }
  }

  @Test("repeats staff's decisions without a change")
  func idempotent() throws {
    try Self.walk { _, command, step in
      guard let step, case .staff(let power, _) = command, power != .clearExemption else { return }
      let again = try? step.item.handling(command, at: Sample.now + 50)
      #expect(again?.item == step.item && again?.isChange == false, "\(command)")
    }
  }

  @Test("goes where the Discourse plugin's row can follow, except back out of its terminal states")
  func pluginCanFollow() throws {
    try Self.walk { before, command, step in
      guard let step, step.item.cycle == before.cycle else { return }
      let (from, to) = (before.reviewable, step.item.reviewable)
      // Rows that have ended stay: staff's second thoughts show elsewhere (D1). Giving an item back
      // to the members does so too: the row is "staff overridden" until it is decided.
      if from.isTerminal || (from == .staffOverridden && !before.isDecided) { return }
      #expect(from.reaches(to), "\(command): \(from) → \(to)")
    }
  }
}
