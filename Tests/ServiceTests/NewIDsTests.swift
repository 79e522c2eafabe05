import Testing

@testable import Service

@Suite("New numbers of notes and posts")
struct NewIDsTests {
  private static let now: Int64 = 1_794_000_000_123

  @Test("tell when they were made, as X's numbers do")
  func time() {
    #expect(NewIDs.number(at: Self.now) >> 22 + 1_288_834_974_657 == Self.now)
  }

  @Test("grow with time and differ within a millisecond")
  func growth() {
    let numbers = Set((0..<200).map { _ in NewIDs.number(at: Self.now) })
    #expect(numbers.count > 190)
    #expect(numbers.allSatisfy { $0 < NewIDs.number(at: Self.now + 1) && $0 > 0 })
  }
}
