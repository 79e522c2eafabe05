import NoteModel
import Testing

@Suite("Tags of ratings")
struct RatingTagTests {
  @Test("are nine helpful ones, then thirteen not-helpful ones")
  func order() {
    #expect(RatingTag.helpful.count == 9)
    #expect(RatingTag.notHelpful.count == 13)
    #expect(RatingTag.helpful + RatingTag.notHelpful == RatingTag.allCases)
    #expect(RatingTag.allCases.map(\.rawValue) == Array(0..<22))
  }

  @Test("are named as the columns of the public table")
  func names() {
    #expect(RatingTag.helpful.allSatisfy { $0.name.hasPrefix("helpful") })
    #expect(RatingTag.notHelpful.allSatisfy { $0.name.hasPrefix("notHelpful") })
    #expect(Set(RatingTag.allCases.map(\.name)).count == 22)
    #expect(RatingTag.notHelpfulSpamHarassmentOrAbuse.name == "notHelpfulSpamHarassmentOrAbuse")
  }

  @Test("have distinct priorities on each side, from 0 without gaps")
  func priorities() {
    #expect(RatingTag.helpful.map(\.priority).sorted() == Array(0..<9))
    #expect(RatingTag.notHelpful.map(\.priority).sorted() == Array(0..<13))
  }

  @Test("occupy the bit of their column in a mask", arguments: RatingTag.allCases)
  func bits(tag: RatingTag) {
    let mask = RatingTags(tag)
    #expect(mask.rawValue == 1 << UInt32(tag.rawValue))
    #expect(mask.contains(tag))
    #expect(RatingTag.allCases.filter(mask.contains) == [tag])
  }

  @Test("fill the two masks of either side, which have nothing in common")
  func sides() {
    #expect(RatingTag.allCases.filter(RatingTags.anyHelpful.contains) == RatingTag.helpful)
    #expect(RatingTag.allCases.filter(RatingTags.anyNotHelpful.contains) == RatingTag.notHelpful)
    #expect(RatingTags.anyHelpful.isDisjoint(with: .anyNotHelpful))
  }
}
