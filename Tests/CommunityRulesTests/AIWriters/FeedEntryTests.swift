import NoteModel
import Testing

@testable import CommunityRules

@Suite("Access to a feed")
struct FeedAccessTests {
  private let access = FeedAccess()

  /// Just enough for the large feeds.
  private static let good = WriterRecord(
    notes: 100, hitRateOf100: Fraction(5, 100), notHelpfulShareOf100: Fraction(10, 100))

  @Test("is open to everybody for the small one")
  func small() {
    #expect(access.refusal(.small, testMode: true, WriterRecord()) == nil)
    #expect(access.refusal(.small, testMode: false, WriterRecord()) == nil)
  }

  @Test("to any wider one exists outside test mode alone", arguments: [FeedSize.large, .xl, .xxl])
  func testMode(size: FeedSize) {
    var record = Self.good
    record.writingImpact = 100
    #expect(access.refusal(size, testMode: true, record) == .onlyLive)
    #expect(access.refusal(size, testMode: false, record) == nil)
  }

  @Test("to the large ones takes all three conditions", arguments: [FeedSize.large, .xl])
  func large(size: FeedSize) {
    #expect(access.unmet(for: size, Self.good).isEmpty)
    var record = Self.good
    record.notes = 99
    #expect(access.unmet(for: size, record) == [.notes(has: 99, needed: 100)])
    record.hitRateOf100 = Fraction(4, 100)
    record.notHelpfulShareOf100 = Fraction(11, 100)
    record.writingImpact = 500
    #expect(access.unmet(for: size, record).count == 3)
  }

  @Test("to the widest takes impact alone")
  func widest() {
    var record = WriterRecord(writingImpact: 99)
    #expect(
      access.refusal(.xxl, testMode: false, record)
        == .notEarned([.writingImpact(has: 99, needed: 100)]))
    record.writingImpact = 100
    #expect(access.refusal(.xxl, testMode: false, record) == nil)
  }
}

@Suite("A feed of posts")
struct FeedEntryTests {
  private static let hour: Int64 = 3_600_000
  private static let now: Int64 = 1_800_000_000_000
  private let entry = FeedEntry()

  private func size(
    _ requesters: [RequesterLevel], contextReplies: Int = 0, hoursOld: Int64 = 1
  ) -> FeedSize? {
    entry.size(
      FeedEntry.Facts(
        requesters: requesters, attention: Post.Attention(views: 100),
        contextReplies: contextReplies, publishedAt: Self.now - hoursOld * Self.hour),
      monthlyReaders: 0, at: Self.now)
  }

  @Test("takes posts by who asks for a note, and how many")
  func sizes() {
    #expect(size(Array(repeating: .ordinary, count: 4)) == .small)
    #expect(size([.high]) == .small)
    #expect(size([.medium, .medium]) == .small)
    #expect(size([.ordinary, .ordinary]) == .large)
    #expect(size([.medium]) == .large)
    #expect(size([.ordinary]) == .xl)
    #expect(size([], contextReplies: 1) == .xxl)
    #expect(size([]) == nil)
  }

  @Test("takes no post that is a day old")
  func age() {
    #expect(size([.high], hoursOld: 23) == .small)
    #expect(size([.high], hoursOld: 24) == nil)
  }

  @Test("takes what the installation says it takes")
  func configured() {
    var rules = entry
    rules.small = FeedEntry.Rule(requests: 1, mostPostHours: 2)
    rules.xxl = FeedEntry.Rule(requests: 0)
    let facts = FeedEntry.Facts(
      requesters: [.ordinary], publishedAt: Self.now - 3 * Self.hour)
    #expect(rules.size(facts, monthlyReaders: 0, at: Self.now - 2 * Self.hour) == .small)
    #expect(rules.size(facts, monthlyReaders: 0, at: Self.now) == .xl)
    let nothing = FeedEntry.Facts(publishedAt: Self.now)
    #expect(rules.size(nothing, monthlyReaders: 0, at: Self.now) == nil)
  }

  @Test("keeps the first moment of a post, and of every wider feed with it")
  func firstMoment() {
    var eligibility = FeedEligibility()
    eligibility.enter(.xl, at: 100)
    eligibility.enter(.large, at: 200)
    eligibility.enter(.large, at: 300)
    #expect(FeedSize.allCases.map(eligibility.column) == [-1, 200, 100, 100])
    eligibility.enter(.small, at: 400)
    #expect(FeedSize.allCases.map(eligibility.column) == [400, 200, 100, 100])
  }

  @Test("offers a post for a day, and everything that the smaller feeds offer")
  func offers() {
    var eligibility = FeedEligibility()
    eligibility.enter(.large, at: Self.now)
    eligibility.enter(.small, at: Self.now + 20 * Self.hour)
    func sizes(_ hours: Int64) -> [FeedSize] {
      FeedSize.allCases.filter {
        entry.offers(eligibility, in: $0, at: Self.now + hours * Self.hour)
      }
    }
    #expect(sizes(-1) == [])
    #expect(sizes(0) == [.large, .xl, .xxl])
    #expect(sizes(20) == FeedSize.allCases)
    #expect(sizes(43) == FeedSize.allCases)
    #expect(sizes(44) == [])
  }

  @Test("holds in every size what the smaller sizes hold, whatever happened")
  func superset() {
    var random = SplitMix64(seed: 23)
    for _ in 0..<2_000 {
      var eligibility = FeedEligibility()
      var at = Self.now
      for _ in 0..<4 {
        at += Int64(random.next(below: 30)) * Self.hour
        eligibility.enter(FeedSize.allCases[Int(random.next(below: 4))], at: at)
      }
      let moment = Self.now + Int64(random.next(below: 120)) * Self.hour
      let offered = FeedSize.allCases.map { entry.offers(eligibility, in: $0, at: moment) }
      for (smaller, wider) in zip(offered, offered.dropFirst()) { #expect(!smaller || wider) }
      let kept = FeedEligibility(
        smallAt: eligibility.smallAt, largeAt: eligibility.largeAt, xlAt: eligibility.xlAt,
        xxlAt: eligibility.xxlAt)
      #expect(kept == eligibility)
    }
  }

  @Test("shows one quoted post and one replied to, and offers nothing that only repeats")
  func references() {
    let references = [
      PostReference(.repliedTo, PostID(1)), PostReference(.quoted, PostID(2)),
      PostReference(.quoted, PostID(3)), PostReference(.reposted, PostID(4)),
    ]
    #expect(PostReference.shown(references).map(\.postID.rawValue) == [1, 2])
    #expect(!PostReference.mayBeOffered(references))
    #expect(PostReference.mayBeOffered(Array(references.prefix(3))))
  }
}
