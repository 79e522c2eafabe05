import NoteModel
import Testing

@testable import Scoring

@Suite("The two reasons for a status")
struct ExplanationTests {
  private func tags(
    _ counts: [RatingTag: Int32], for status: NoteStatus
  ) -> [RatingTag]? {
    var all = [Int32](repeating: 0, count: 22)
    for (tag, count) in counts { all[Int(tag.rawValue)] = count }
    return Explanation(counts: all[...]).tags(for: status).map { [$0.first, $0.second] }
  }

  @Test("are those given most often")
  func byCount() {
    let counts: [RatingTag: Int32] = [
      .helpfulOther: 9, .helpfulClear: 3, .helpfulInformative: 2, .notHelpfulOutdated: 50,
    ]
    #expect(tags(counts, for: .helpful) == [.helpfulOther, .helpfulClear])
  }

  @Test("are of equally frequent ones those of higher priority")
  func ties() {
    let helpful = Dictionary(uniqueKeysWithValues: RatingTag.helpful.map { ($0, Int32(2)) })
    #expect(tags(helpful, for: .helpful) == [.helpfulInformative, .helpfulClear])
    let notHelpful = Dictionary(uniqueKeysWithValues: RatingTag.notHelpful.map { ($0, Int32(2)) })
    #expect(
      tags(notHelpful, for: .notHelpful) == [.notHelpfulOutdated, .notHelpfulSpamHarassmentOrAbuse])
  }

  @Test("are not-helpful ones for a note that is not helpful")
  func side() {
    let counts: [RatingTag: Int32] = [
      .helpfulClear: 30, .helpfulOther: 20, .notHelpfulOther: 3, .notHelpfulOffTopic: 2,
    ]
    #expect(tags(counts, for: .notHelpful) == [.notHelpfulOther, .notHelpfulOffTopic])
  }

  @Test("count only from two ratings on, and there must be two of them")
  func tooFew() {
    #expect(tags([.helpfulClear: 9, .helpfulOther: 1], for: .helpful) == nil)
    #expect(tags([.helpfulClear: 2, .helpfulOther: 2], for: .helpful) != nil)
    #expect(Explanation().tags(for: .helpful) == nil)
  }

  @Test(
    "are not needed for other statuses",
    arguments: [NoteStatus.needsMoreRatings, .needsYourHelp, .firmReject])
  func otherStatuses(status: NoteStatus) {
    #expect(tags([.helpfulClear: 9, .helpfulOther: 9], for: status) == nil)
  }
}
