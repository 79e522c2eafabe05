import Testing

@testable import NoteEvaluation

@Suite("What links make of a note")
struct URLVerdictTests {
  @Test(
    "Every link must pass, and there must be one",
    arguments: [
      ([], EvaluationBucket.low), ([.valid], .high), ([.invalid], .low),
      ([.valid, .valid], .high), ([.valid, .invalid], .low), ([.invalid, .valid], .low),
      ([.acceptedUnvisited], .high), ([.acceptedUnvisited, .invalid], .low),
    ] as [([LinkCheck], EvaluationBucket)])
  func decides(checks: [LinkCheck], expected: EvaluationBucket) {
    #expect(URLVerdict.bucket(of: checks) == expected)
  }

  @Test("No combination of checks is medium")
  func isNeverMedium() {
    let all: [LinkCheck] = [.valid, .invalid, .acceptedUnvisited]
    for first in all {
      for second in all { #expect(URLVerdict.bucket(of: [first, second]) != .medium) }
    }
  }

  @Test("Each different link is checked once")
  func checksOnce() async {
    let checker = FakeChecker()
    let note = "a.example/x a.example/y and again a.example/x"
    #expect(await NoteLinks.bucket(of: note, by: checker) == .high)
    #expect(checker.asked.sorted() == ["a.example/x", "a.example/y"])
  }

  @Test("A link that fails makes the note low, and links that were not asked yet are left alone")
  func stopsAtFailure() async {
    let checker = FakeChecker(broken: ["a1.example"])
    let note = (1...20).map { "a\($0).example" }.joined(separator: " ")
    #expect(await NoteLinks.bucket(of: note, by: checker) == .low)
    #expect(checker.asked.count < 20)
  }

  @Test("All links are checked where there are more than are checked at a time")
  func checksAll() async {
    let checker = FakeChecker()
    let note = (1...NoteLinks.mostChecked).map { "a\($0).example" }.joined(separator: " ")
    #expect(await NoteLinks.bucket(of: note, by: checker) == .high)
    #expect(checker.asked.count == NoteLinks.mostChecked)
  }

  @Test("A note with too many links is low and nobody is asked")
  func boundsLinks() async {
    let checker = FakeChecker()
    let note = (0...NoteLinks.mostChecked).map { "a\($0).example" }.joined(separator: " ")
    #expect(await NoteLinks.bucket(of: note, by: checker) == .low)
    #expect(checker.asked.isEmpty)
  }
}
