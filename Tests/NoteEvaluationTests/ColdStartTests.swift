import Testing

@testable import NoteEvaluation

@Suite("Judging without having learned")
struct ColdStartTests {
  private let evaluator = NoteEvaluator()
  private let post = "The old bridge over the river collapsed this week, as the photo shows."
  private let good = """
    The bridge in the photo collapsed in 2009, not this week. According to the city archive it was \
    rebuilt in 2011. https://archive.example.org/bridges/12
    """

  @Test("A note that answers the claim with figures and a source is high")
  func praisesFacts() {
    let scores = evaluator.textScores(post: post, note: good)
    #expect(scores.claimOpinionBucket == .high)
    #expect(scores.harassmentBucket == .high)
  }

  @Test("A note of opinion is low")
  func refusesOpinion() {
    let note = "I think this is ridiculous!! We should all be ashamed. Obviously nonsense."
    #expect(evaluator.textScores(post: post, note: note).claimOpinionBucket == .low)
  }

  @Test(
    "Each signal moves the score in the direction it stands for",
    arguments: [
      ("https://b.example.org/x", true), ("It was 7 metres long.", true),
      ("The ministry confirmed it.", true), ("I believe so.", false), ("Shameful.", false),
      ("Maybe.", false), ("Look!", false), ("LOOKATTHIS", false),
    ])
  func moves(addition: String, isBetter: Bool) {
    let base = "The bridge in the picture stands in another town and carries a railway line."
    let before = evaluator.textScores(post: post, note: base).claimOpinion
    let after = evaluator.textScores(post: post, note: base + " " + addition).claimOpinion
    #expect(isBetter ? after > before : after < before)
  }

  @Test("Words of the post count for a note, where the post is known")
  func countsOverlap() {
    let known = evaluator.textScores(post: post, note: good).claimOpinion
    let unknown = evaluator.textScores(post: "", note: good).claimOpinion
    #expect(known > unknown)
  }

  @Test("The parts add up to the score")
  func addsUp() {
    let signals = ClaimSignals(post: post, note: good)
    let sum = ClaimColdStart.parts(signals).reduce(0) { $0 + $1.value }
    #expect(sum == ClaimColdStart.score(signals))
    #expect(sum == evaluator.textScores(post: post, note: good).claimOpinion)
  }

  @Test("Repeating a signal gains nothing beyond its cap")
  func capsSignals() {
    let many = String(repeating: "https://b.example.org/x 1999 ", count: 200)
    #expect(evaluator.textScores(post: "", note: many).claimOpinion < 5)
  }

  @Test(
    "An insult is not high, several and threats are low",
    arguments: [
      ("Only an idiot would post this.", EvaluationBucket.medium),
      ("You idiots are morons, shut up.", .low), ("Watch your back, we know where you live.", .low),
      ("KILL YOURSELF", .low), ("Kill &amp;#121;ourself", .low),
      ("The idiom is old; clownfish live in the sea, and retardants put out fires.", .high),
      ("The photo is from 2009.", .high), ("", .high),
    ])
  func findsAbuse(note: String, expected: EvaluationBucket) {
    #expect(evaluator.textScores(post: post, note: note).harassmentBucket == expected)
  }

  @Test("Only the note is judged for abuse, not the post")
  func ignoresPost() {
    let scores = evaluator.textScores(post: "You idiots, kill yourself", note: good)
    #expect(scores.harassmentBucket == .high)
  }

  @Test("An operator's rules add to those that come with the program, and replace them by phrase")
  func extendsRules() throws {
    let more = try AbuseRules.parse("# ours\n\n4\tblöde Kuh*\r\n0.01\tidiot*\n")
    let evaluator = NoteEvaluator(abuseRules: AbuseRules.builtIn.adding(more))
    let found = evaluator.textScores(post: "", note: "So eine BLÖDE Kuhfrau hier")
    #expect(found.harassmentBucket == .low)
    #expect(evaluator.textScores(post: "", note: "What an idiot").harassmentBucket == .high)
  }

  @Test("A file may hold as many rules as are read, and no more")
  func boundsRules() throws {
    let lines = (1...AbuseRules.mostRules).map { "1\tword\($0)" }.joined(separator: "\n")
    let rules = AbuseRules.builtIn.adding(try AbuseRules.parse(lines))
    #expect(rules.score("word1 word5000") == AbuseRules.start + 2)
    let error = #expect(throws: AbuseRulesError.self) {
      try AbuseRules.parse(lines + "\n1\tanother")
    }
    #expect(error?.line == AbuseRules.mostRules + 1)
  }

  @Test(
    "A rule that can't be used is refused with its line",
    arguments: [
      ("2.5", 1), ("# a\nx\tword", 2), ("0\tword", 1), ("11\tword", 1), ("nan\tword", 1),
      ("-1\tword", 1), ("1\t", 1), ("1\t*", 1), ("1\ta b c d e f g", 1), ("1\ta\tb", 1),
      ("1\tone-two", 1),
    ])
  func refusesRule(text: String, line: Int) {
    let error = #expect(throws: AbuseRulesError.self) { try AbuseRules.parse(text) }
    #expect(error?.line == line)
  }

  @Test("The operator's limits decide, and can't be the wrong way round")
  func takesLimits() throws {
    let claimOpinion = try #require(BucketLimits(medium: 90, high: 100))
    let harassment = try #require(BucketLimits(medium: -100, high: -90))
    let limits = EvaluationLimits(claimOpinion: claimOpinion, harassment: harassment)
    let scores = NoteEvaluator(limits: limits).textScores(post: post, note: good)
    #expect(scores.claimOpinionBucket == .low)
    #expect(scores.harassmentBucket == .high)
    #expect(BucketLimits(medium: 1, high: 0) == nil)
    #expect(BucketLimits(medium: .nan, high: 0) == nil)
    #expect(BucketLimits(medium: 0, high: .infinity) == nil)
  }

  @Test("The three outcomes come in order, with the names of the interface")
  func namesOutcomes() async {
    let outcomes = await evaluator.outcomes(post: post, note: good, links: FakeChecker())
    #expect(
      outcomes.map { "\($0.type.rawValue) \($0.bucket.rawValue)" } == [
        "UrlValidity High", "ClaimOpinion High", "HarassmentAbuse High",
      ])
  }

  @Test("Buckets rise with the score")
  func isMonotone() throws {
    let limits = try #require(BucketLimits(medium: -0.5, high: 1.5))
    let buckets = stride(from: -3.0, through: 3, by: 0.01).map(limits.bucket)
    #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(buckets) == Set(EvaluationBucket.allCases))
  }

  @Test("Any text has finite scores, always the same")
  func takesAnyText() {
    var random = SeededRandom(3)
    for _ in 0..<60 {
      let bytes = (0..<Int.random(in: 0...1500, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let scores = evaluator.textScores(post: text, note: text)
      #expect(scores.claimOpinion.isFinite && scores.harassment.isFinite)
      #expect(scores == evaluator.textScores(post: text, note: text))
    }
  }

  @Test("A megabyte of text is judged as fast as its beginning")
  func boundsText() {
    let text = String(repeating: "idiot !!! a.example/x 1 ", count: 50_000)
    let time = ContinuousClock().measure { _ = evaluator.textScores(post: text, note: text) }
    #expect(time < .seconds(5))
  }
}
