import Testing

@testable import OAuth

@Suite("The window for timestamps")
struct TimestampWindowTests {
  private static let seconds: Int64 = 1_764_000_000

  private static func behind(_ timestamp: Int64, now: Int64) -> Int64? {
    do {
      try TimestampWindow().check(timestamp, now: now)
      return nil
    } catch {
      guard case .staleTimestamp(let behind) = error else { return nil }
      return behind
    }
  }

  @Test(
    "is five minutes to either side",
    arguments: [
      (0, nil), (300, nil), (-300, nil), (301, 301), (-301, -301), (86_400, 86_400),
    ] as [(Int64, Int64?)])
  func sides(age: Int64, behind: Int64?) {
    #expect(Self.behind(Self.seconds - age, now: Self.seconds * 1000) == behind)
  }

  @Test("counts whole seconds of our clock")
  func milliseconds() {
    #expect(Self.behind(Self.seconds - 300, now: Self.seconds * 1000 + 999) == nil)
    #expect(Self.behind(Self.seconds + 300, now: Self.seconds * 1000 - 1) == -301)
    #expect(Self.behind(300, now: -1) == -301)
  }

  @Test("takes any number")
  func extremes() {
    for timestamp in [Int64.min, .max] {
      for now in [Int64.min, 0, .max] { #expect(Self.behind(timestamp, now: now) != nil) }
    }
  }

  @Test("asks to remember nonces until their timestamps are refused by themselves")
  func memory() {
    // Given a request that came as early as it may
    let window = TimestampWindow()
    let first = (Self.seconds - window.seconds) * 1000
    #expect(Self.behind(Self.seconds, now: first) == nil)
    // When the nonce is forgotten, then it is stale
    let forgotten = first + window.nonceMemory * 1000
    #expect(Self.behind(Self.seconds, now: forgotten - 1) == nil)
    #expect(Self.behind(Self.seconds, now: forgotten) == 301)
    #expect(window.nonceMemory >= 600)
  }
}
