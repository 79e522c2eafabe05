import Testing

@testable import Moderation

@Suite("What staff can do with a review")
struct PowersTests {
  private func after(
    _ tier: ModerationTier, _ commands: [ReviewCommand]
  ) throws -> Set<StaffCommand> {
    var item = try Sample.item(tier).item
    for command in commands { item = try item.handling(command, at: Sample.now).item }
    return Set(item.powers)
  }

  @Test("depends on whether the post is hidden while it is open")
  func open() throws {
    #expect(try after(.immediate, []) == [.agree, .disagree, .escalate])
    #expect(try after(.consensus, []) == [.agree, .disagree, .ignore, .escalate])
    #expect(
      try after(.immediate, [.staff(.escalate, Sample.staff())])
        == [.agree, .disagree, .deescalate])
  }

  @Test("is next to nothing once the community has decided")
  func decidedByCommunity() throws {
    #expect(try after(.immediate, [.consensus(.helpful, .carryOut)]) == [.restore])
    #expect(try after(.consensus, [.consensus(.helpful, .carryOut)]) == [.restore])
    #expect(
      try after(
        .immediate,
        [
          .consensus(.notHelpful, .carryOut),
          .system(.exemptionRecorded(contentHash: Sample.hash)),
        ]) == [.clearExemption])
  }

  @Test("is to change what staff decided, named once where two powers do the same")
  func decidedByStaff() throws {
    #expect(try after(.immediate, [.staff(.agree, Sample.staff())]) == [.restore])
    #expect(try after(.immediate, [.staff(.disagree, Sample.staff())]) == [.agree])
    #expect(try after(.consensus, [.staff(.agree, Sample.staff())]) == [.restore])
    #expect(try after(.consensus, [.staff(.disagree, Sample.staff())]) == [.agree])
  }

  @Test("is what is neither refused nor in vain, at every point of any history")
  func always() throws {
    var dice = Dice(state: 11)
    for round in 0..<500 {
      var item = try Sample.item(round.isMultiple(of: 2) ? .immediate : .consensus).item
      for _ in 0..<10 {
        let powers = item.powers
        for power in StaffCommand.allCases {
          let step = try? item.handling(.staff(power, Sample.staff()), at: Sample.now)
          let changes = step?.isChange == true
          let isRestoring = power == .disagree && powers.contains(.restore)
          #expect(
            powers.contains(power) == changes || (isRestoring && changes), "\(power) on \(item)")
        }
        let command = Sample.commands[Int.random(in: Sample.commands.indices, using: &dice)]
        if let step = try? item.handling(command, at: Sample.now) { item = step.item }
      }
    }
  }
}
