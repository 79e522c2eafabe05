import Foundation
import NoteModel
import Testing

@testable import CommunityRules

@Suite("The calls of an AI writer")
struct WriterCallLimitTests {
  private static let now: Int64 = 1_800_000_000_250
  private static let window: Int64 = 900_000

  private static func few(perWindow: Int, perDay: Int) -> WriterCallLimits {
    var limits = WriterCallLimits()
    limits.perWindow = perWindow
    limits.managingPerDay = perDay
    return limits
  }

  @Test("are 90 in 15 minutes, counted from the first")
  func window() {
    let limits = WriterCallLimits()
    var usage = WriterCallLimits.Usage()
    for call in 1...90 {
      let answer = limits.count(.findPosts, in: &usage, at: Self.now + Int64(call - 1) * 1000)
      #expect(answer.isAllowed && answer.retryAt == nil && answer.day == nil)
      #expect(answer.window.limit == 90 && answer.window.remaining == 90 - call)
      #expect(answer.window.resetSeconds == 1_800_000_901)
    }
    let refused = limits.count(.findPosts, in: &usage, at: Self.now + Self.window - 1)
    #expect(!refused.isAllowed && refused.window.remaining == 0)
    #expect(refused.retryAt == Self.now + Self.window)
    #expect(limits.count(.findPosts, in: &usage, at: Self.now + Self.window).isAllowed)
  }

  @Test("of one endpoint use nothing of another's")
  func apart() {
    let limits = Self.few(perWindow: 1, perDay: 250)
    var usage = WriterCallLimits.Usage()
    for endpoint in WriterEndpoint.allCases {
      #expect(limits.count(endpoint, in: &usage, at: Self.now).isAllowed)
      #expect(!limits.count(endpoint, in: &usage, at: Self.now).isAllowed)
    }
  }

  @Test("that manage notes share a cap for a day")
  func day() {
    let limits = Self.few(perWindow: 90, perDay: 3)
    var usage = WriterCallLimits.Usage()
    #expect(limits.count(.proposeNote, in: &usage, at: Self.now).day?.remaining == 2)
    #expect(limits.count(.deleteNote, in: &usage, at: Self.now + 1).day?.remaining == 1)
    #expect(limits.count(.proposeNote, in: &usage, at: Self.now + 2).isAllowed)
    let refused = limits.count(.deleteNote, in: &usage, at: Self.now + Self.window + 1)
    #expect(!refused.isAllowed && refused.retryAt == Self.now + 86_400_000)
    #expect(refused.window.remaining == 90)
    #expect(limits.count(.listNotes, in: &usage, at: Self.now).isAllowed)
    #expect(limits.count(.proposeNote, in: &usage, at: Self.now + 86_400_000).isAllowed)
  }

  @Test("that are refused use nothing up")
  func refused() {
    let limits = Self.few(perWindow: 1, perDay: 2)
    var usage = WriterCallLimits.Usage()
    for _ in 0..<5 { _ = limits.count(.proposeNote, in: &usage, at: Self.now) }
    #expect(usage.managing?.used == 1 && usage.windows[.proposeNote]?.used == 1)
  }

  @Test("never pass a limit, however they come")
  func property() {
    let limits = Self.few(perWindow: 4, perDay: 10)
    var random = SplitMix64(seed: 41)
    var usage = WriterCallLimits.Usage()
    var now = Self.now
    var allowed: [(endpoint: WriterEndpoint, at: Int64, window: Int64, day: Int64?)] = []
    for _ in 0..<5_000 {
      now += Int64(random.next(below: 400_000))
      let endpoint = WriterEndpoint.allCases[Int(random.next(below: 5))]
      let answer = limits.count(endpoint, in: &usage, at: now)
      #expect((0...4).contains(answer.window.remaining))
      #expect(answer.isAllowed == (answer.retryAt == nil))
      #expect(answer.retryAt.map { $0 > now } ?? true)
      guard answer.isAllowed else { continue }
      allowed.append((endpoint, now, answer.window.resetSeconds, answer.day?.resetSeconds))
    }
    let windows = Dictionary(grouping: allowed) { "\($0.endpoint) \($0.window)" }
    #expect(windows.values.allSatisfy { $0.count <= 4 })
    let days = Dictionary(grouping: allowed.filter { $0.day != nil }) { $0.day }
    #expect(days.values.allSatisfy { $0.count <= 10 } && days.count > 5)
  }

  @Test("begin a new window where the clock was set back")
  func clock() {
    var usage = WriterCallLimits.Usage()
    _ = WriterCallLimits().count(.listNotes, in: &usage, at: Self.now)
    let answer = WriterCallLimits().count(.listNotes, in: &usage, at: Self.now - 10)
    #expect(answer.window.remaining == 89)
  }

  @Test("are counted on after a restart")
  func restart() throws {
    var usage = WriterCallLimits.Usage()
    _ = WriterCallLimits().count(.proposeNote, in: &usage, at: Self.now)
    let kept = try JSONEncoder().encode(usage)
    #expect(try JSONDecoder().decode(WriterCallLimits.Usage.self, from: kept) == usage)
  }
}
