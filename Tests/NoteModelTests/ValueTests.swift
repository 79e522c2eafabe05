import NoteModel
import Testing

@Suite("Small values")
struct ValueTests {
  @Test("a level scores 0, one half or 1")
  func scores() {
    #expect(Helpfulness.allCases.map(\.score) == [0, 0.5, 1])
  }

  @Test("a missing time has no value, and −1 and 0 are values")
  func optionalMillis() {
    #expect(OptionalMillis.missing.value == nil)
    #expect(OptionalMillis(nil) == .missing)
    #expect(OptionalMillis(-1).value == -1)
    #expect(OptionalMillis(0).value == 0)
    #expect(OptionalMillis(.max).value == .max)
  }

  @Test("a time takes eight bytes, missing or not")
  func size() {
    #expect(MemoryLayout<OptionalMillis>.stride == 8)
  }

  @Test("durations are in milliseconds")
  func durations() {
    #expect(Millis.minute * 60 == Millis.hour)
    #expect(Millis.hour * 24 == Millis.day)
    #expect(Millis.day == 86_400_000)
  }
}
