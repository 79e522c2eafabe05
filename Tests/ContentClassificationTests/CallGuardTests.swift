import Testing

@testable import ContentClassification

@Suite("When a service may be asked")
struct CallGuardTests {
  @Test("a service that keeps failing rests, is tried once, and rests longer")
  func breaker() {
    var breaker = CircuitBreaker(
      settings: .init(failures: 3, rest: 100, longestRest: 300, trialPatience: 50))
    for time in [1, 2] as [Int64] { breaker.failed(at: time) }
    #expect(breaker.refusedUntil(at: 3) == nil)
    breaker.failed(at: 3)
    #expect(breaker.state == .open(until: 103, rest: 100))
    #expect(breaker.refusedUntil(at: 102) == 103)
    #expect(breaker.refusedUntil(at: 103) == nil)

    // While one question is under way no other passes
    breaker.asked(at: 110)
    #expect(breaker.refusedUntil(at: 120) == 160)
    // unless it stays away too long.
    #expect(breaker.refusedUntil(at: 160) == nil)
    breaker.failed(at: 130)
    #expect(breaker.state == .open(until: 330, rest: 200))
    breaker.asked(at: 330)
    breaker.failed(at: 331)
    #expect(breaker.state == .open(until: 631, rest: 300))
    breaker.asked(at: 631)
    breaker.succeeded()
    #expect(breaker.state == .closed(failures: 0))
  }

  @Test("failures that a success parts don't add up")
  func successForgives() {
    var breaker = CircuitBreaker(settings: .init(failures: 2))
    for time in 0..<10 as Range<Int64> {
      breaker.failed(at: time)
      breaker.succeeded()
    }
    #expect(breaker.refusedUntil(at: 10) == nil)
  }

  @Test(
    "in any time at most the burst and what the time brings passes",
    arguments: 1...20 as ClosedRange<UInt64>)
  func rateHolds(_ seed: UInt64) {
    // Given any limit, and a clock that also goes back
    var random = SeededBits(seed: seed)
    let burst = Int64.random(in: 1...20, using: &random)
    let count = Int64.random(in: 1...100, using: &random)
    let period = Int64.random(in: 1...60_000, using: &random)
    var limit = RateLimit(burst: burst, count: count, period: period, at: 0)
    var now: Int64 = 0
    var latest: Int64 = 0
    var passed: Int64 = 0
    for _ in 0..<3_000 {
      now += Int64.random(in: -200...max(400, period / count), using: &random)
      latest = max(latest, now)
      if let until = limit.refusedUntil(at: now) {
        // The time named is the first at which a question passes
        #expect(until > now)
        #expect(limit.refusedUntil(at: until) == nil)
        #expect(limit.refusedUntil(at: until - 1) != nil)
      } else {
        limit.asked(at: now)
        passed += 1
      }
      #expect(passed * period <= burst * period + latest * count)
    }
    #expect(passed > burst)
  }

  @Test("a day's cost is never passed, and the next day begins anew")
  func cost() {
    var cost = CostLimit(daily: 100, at: 0)
    #expect(cost.refusedUntil(101, at: 0) == .max)
    cost.asked(60, at: 0)
    #expect(cost.refusedUntil(41, at: 10) == CostLimit.day)
    #expect(cost.refusedUntil(40, at: 10) == nil)
    cost.settled(10, estimate: 60, asked: 0, at: 20)
    #expect(cost.spent == 10)
    cost.asked(90, at: 30)
    #expect(cost.refusedUntil(1, at: 40) == CostLimit.day)
    #expect(cost.refusedUntil(1, at: CostLimit.day) == nil)
    // An answer of the day before counts for the new day, with its price alone.
    cost.settled(5, estimate: 90, asked: 30, at: CostLimit.day)
    #expect(cost.spent == 5)
  }

  @Test("a refused question spends nothing; the reasons come in order")
  func guardRefuses() throws {
    var gate = CallGuard(
      breaker: CircuitBreaker(settings: .init(failures: 1, rest: 1_000)),
      rate: RateLimit(burst: 2, count: 1, period: 100, at: 0), cost: CostLimit(daily: 10, at: 0))
    let permit = try gate.admit(estimate: 6, at: 0)
    let before = gate
    #expect(throws: CallGuard.Refusal(reason: .cost, until: CostLimit.day)) { () throws in
      _ = try gate.admit(estimate: 6, at: 0)
    }
    #expect(gate == before)
    _ = try gate.admit(estimate: 1, at: 0)
    #expect(throws: CallGuard.Refusal(reason: .rate, until: 100)) { () throws in
      _ = try gate.admit(estimate: 1, at: 0)
    }
    gate.finished(permit, failure: .timeout, price: 0, at: 50)
    #expect(throws: CallGuard.Refusal(reason: .resting, until: 1_050)) { () throws in
      _ = try gate.admit(estimate: 1, at: 60)
    }
    #expect(gate.cost.spent == 1)
    #expect(CallGuard.Refusal(reason: .cost, until: 0).failure.kind == .limited)
  }

  @Test("a service that asks for it is left alone, though not for good nor by a clock set back")
  func leftAlone() throws {
    func reason(_ gate: CallGuard, at now: Int64) -> CallGuard.Refusal? {
      var gate = gate
      do throws(CallGuard.Refusal) {
        _ = try gate.admit(estimate: 1, at: now)
        return nil
      } catch {
        return error
      }
    }
    var gate = CallGuard(
      breaker: CircuitBreaker(settings: .init(longestRest: 1_000)),
      rate: RateLimit(burst: 9, count: 9, period: 1_000, at: 0), cost: CostLimit(daily: 10, at: 0))
    gate.leaveAlone(for: 300, at: 100)
    gate.leaveAlone(for: 10, at: 101)
    #expect(reason(gate, at: 399) == CallGuard.Refusal(reason: .leftAlone, until: 400))
    #expect(reason(gate, at: 400) == nil)
    gate.leaveAlone(for: .max, at: 500)
    #expect(reason(gate, at: 501)?.until == 1_500)
    #expect(reason(gate, at: 499) == nil)
    var other = gate
    other.leaveAlone(for: -5, at: 2_000)
    #expect(reason(other, at: 2_000) == nil)
  }

  @Test("questions are repeated later and later, within the time there is")
  func retries() {
    let budget = RetryBudget(
      total: 9_000, patience: 5_000, attempts: 4, firstDelay: 500, leastPatience: 1_000)
    #expect(budget.first(startedAt: 100) == .ask(at: 100, patience: 5_000))
    #expect(
      budget.next(after: [.transport], startedAt: 0, at: 100, jitter: 1)
        == .ask(at: 600, patience: 5_000))
    #expect(
      budget.next(after: [.transport, .timeout], startedAt: 0, at: 6_000, jitter: 0)
        == .ask(at: 6_500, patience: 2_500))
    #expect(
      budget.next(after: [.limited], startedAt: 0, at: 0, retryAfter: 3_000, jitter: 0)
        == .ask(at: 3_000, patience: 5_000))
    #expect(
      budget.next(after: [.limited], startedAt: 0, at: 0, retryAfter: 60_000, jitter: 0)
        == .giveUp)
    #expect(budget.next(after: [.unexpected], startedAt: 0, at: 0, jitter: 0) == .giveUp)
    #expect(budget.next(after: [.timeout], startedAt: 0, at: 8_000, jitter: 0) == .giveUp)
    #expect(
      budget.next(after: [.unreadable, .unreadable], startedAt: 0, at: 9, jitter: 0)
        == .ask(at: 9, patience: 5_000))
    #expect(
      budget.next(
        after: [.unreadable, .unreadable, .unreadable], startedAt: 0, at: 9, jitter: 0)
        == .giveUp)
  }

  @Test(
    "whatever fails, no question outlasts the time or the attempts",
    arguments: 1...50 as ClosedRange<UInt64>)
  func budgetHolds(_ seed: UInt64) {
    var random = SeededBits(seed: seed)
    let budget = RetryBudget(attempts: Int.random(in: 1...10, using: &random))
    var failures: [ClassifierFailure.Kind] = []
    var step = budget.first(startedAt: 1_000)
    var asked = 0
    while case .ask(let time, let patience) = step {
      asked += 1
      #expect(time + patience <= 1_000 + budget.total)
      #expect(patience >= budget.leastPatience && patience <= budget.patience)
      failures.append(ClassifierFailure.Kind.allCases.randomElement(using: &random) ?? .timeout)
      step = budget.next(
        after: failures, startedAt: 1_000,
        at: time + Int64.random(in: 0...patience, using: &random),
        jitter: Double.random(in: 0...1, using: &random))
    }
    #expect((1...budget.attempts).contains(asked))
  }

  @Test("failed posts are classified again after 1, 5, 15, 60 and 240 minutes")
  func backgroundRetries() {
    let minutes = (1...6).map { BackgroundRetries.next(afterFailures: $0, failedAt: 0) }
      .map { $0.map { $0 / 60_000 } }
    #expect(minutes == [1, 5, 15, 60, 240, nil])
    #expect(BackgroundRetries.next(afterFailures: 0, failedAt: 0) == nil)
  }
}
