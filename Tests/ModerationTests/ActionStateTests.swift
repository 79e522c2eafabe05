import Testing

@testable import Moderation

@Suite("The states of a moderation action")
struct ActionStateTests {
  /// The table of moderation 13.1, staff who replace staff's own decision (contract 4.9), and staff
  /// who restore what was confirmed, because an author's appeal convinced them.
  private static let table: [(ActionState, ActionTrigger, ModerationTier?, ActionState)] = [
    (.proposed, .acknowledged, nil, .applied),
    (.proposed, .votingOpened, .consensus, .underReview),
    (.proposed, .ignored, nil, .dismissed),
    (.proposed, .superseded, nil, .dismissed),
    (.applied, .votingOpened, .immediate, .retroReview),
    (.applied, .restored, nil, .overturned),
    (.confirmed, .restored, nil, .overturned),
    (.retroReview, .decided(.helpful), nil, .confirmed),
    (.retroReview, .decided(.notHelpful), nil, .overturned),
    (.overturned, .exemptionRecorded, nil, .scanExempt),
    (.scanExempt, .rewritten, nil, .proposed),
    (.underReview, .decided(.helpful), nil, .applied),
    (.underReview, .decided(.notHelpful), nil, .dismissed),
    (.underReview, .ignored, nil, .dismissed),
    (.underReview, .superseded, nil, .dismissed),
    (.confirmed, .switched(.notHelpful), nil, .overturned),
    (.applied, .switched(.notHelpful), .consensus, .overturned),
    (.overturned, .switched(.helpful), .immediate, .confirmed),
    (.overturned, .switched(.helpful), .consensus, .applied),
    (.scanExempt, .switched(.helpful), .immediate, .confirmed),
    (.scanExempt, .switched(.helpful), .consensus, .applied),
    (.dismissed, .switched(.helpful), .consensus, .applied),
  ]

  @Test("follow the table, and nothing beside it", arguments: ModerationTier.allCases)
  func followsTable(tier: ModerationTier) {
    for state in ActionState.allCases {
      for trigger in ActionTrigger.all {
        let row = Self.table.first {
          $0.0 == state && $0.1 == trigger && ($0.2 == nil || $0.2 == tier)
        }
        let next = try? state.after(trigger, tier: tier)
        #expect(next == row?.3, "\(state) \(trigger) \(tier)")
      }
    }
  }

  @Test("say what was refused")
  func refusal() {
    #expect(throws: IllegalTransition(from: .confirmed, tier: .immediate, trigger: .ignored)) {
      () throws(IllegalTransition) in try ActionState.confirmed.after(.ignored, tier: .immediate)
    }
  }

  @Test("begin hidden or proposed, by tier, and open for voting in one more step")
  func beginnings() throws {
    for tier in ModerationTier.allCases {
      #expect(try tier.initialState.after(.votingOpened, tier: tier) == tier.openState)
    }
    #expect(ActionState.allCases.filter(\.isOpen) == [.retroReview, .underReview])
  }
}

@Suite("The states of a request")
struct RequestStateTests {
  @Test("follow the table, and nothing beside it")
  func followsTable() {
    let table: [(RequestState, RequestState.Trigger, RequestState)] = [
      (.pending, .classificationFailed, .failed), (.pending, .passed, .pending),
      (.pending, .reviewOpened, .inProgress), (.failed, .classificationFailed, .failed),
      (.failed, .passed, .pending), (.failed, .reviewOpened, .inProgress),
      (.inProgress, .decided, .completed), (.completed, .reviewOpened, .inProgress),
    ]
    for state in RequestState.allCases {
      for trigger in RequestState.Trigger.allCases {
        let row = table.first { $0.0 == state && $0.1 == trigger }
        #expect((try? state.after(trigger)) == row?.2, "\(state) \(trigger)")
      }
    }
  }
}

@Suite("The delivery of an event")
struct DeliveryTests {
  @Test("is tried seven times over two and a half hours, then fails")
  func exhausts() throws {
    var delivery = Delivery(at: 0)
    var times: [Int64] = []
    while let next = delivery.nextAttemptAt {
      times.append(next / 1_000)
      delivery = try delivery.after(.unanswered, at: next)
    }
    #expect(times == [0, 10, 40, 130, 430, 2_230, 9_430])
    #expect(delivery.state == .failed && delivery.attempts == 7)
  }

  @Test("ends with the first acceptance, and takes no attempt after")
  func accepted() throws {
    let delivered = try Delivery(at: 0).after(.accepted, at: 5)
    #expect(delivered.state == .delivered && delivered.deliveredAt == 5)
    #expect(throws: Delivery.Settled(state: .delivered)) {
      () throws(Delivery.Settled) in try delivered.after(.unanswered, at: 6)
    }
    #expect(throws: Delivery.Settled(state: .delivered)) {
      () throws(Delivery.Settled) in try delivered.dropped()
    }
  }

  @Test(
    "is tried again after every refusal but those for good",
    arguments: [
      (301, true), (400, false), (401, false), (404, false), (408, true), (410, false), (429, true),
      (500, true), (503, true),
    ])
  func retries(status: Int, isRetried: Bool) throws {
    let after = try Delivery(at: 0).after(.refused(status: status, retryAfter: nil), at: 0)
    #expect((after.nextAttemptAt != nil) == isRetried)
  }

  @Test("waits as long as a busy receiver wants, within two hours")
  func busy() throws {
    let wish = try Delivery(at: 0).after(.refused(status: 429, retryAfter: 60_000), at: 0)
    #expect(wish.nextAttemptAt == 60_000)
    let years = try Delivery(at: 0).after(.refused(status: 429, retryAfter: .max), at: 0)
    #expect(years.nextAttemptAt == 7_200_000)
  }

  @Test("stops when a poll has told the host already")
  func dropped() throws {
    let dropped = try Delivery(at: 0).dropped()
    #expect(dropped.state == .failed && dropped.nextAttemptAt == nil)
  }
}
