import NoteModel
import Testing

@testable import CommunityRules

@Suite("The text of a note")
struct NoteTextTests {
  @Test("counts an address as one character, whatever its length")
  func length() {
    let text = NoteText("See https://example.org/a/very/long/address?with=query for more.")
    #expect(text.links == ["https://example.org/a/very/long/address?with=query"])
    #expect(text.length == "See _ for more.".count)
  }

  @Test(
    "leaves marks that end a sentence out of an address",
    arguments: [
      ("https://a.org/b.", "https://a.org/b"), ("(https://a.org/b)", "https://a.org/b"),
      ("https://a.org/b_(c)", "https://a.org/b_(c)"), ("https://a.org/b?!", "https://a.org/b"),
    ])
  func closingMarks(text: String, link: String) {
    #expect(NoteText(text).links == [link])
  }

  @Test("takes no bare scheme for an address, and several addresses one by one")
  func several() {
    #expect(NoteText("http:// is a scheme").links.isEmpty)
    let two = NoteText("https://a.org and HTTP://b.org")
    #expect(two.links == ["https://a.org", "HTTP://b.org"])
    #expect(two.length == "_ and _".count)
  }

  @Test("has spaces for tabs, one kind of line end, and no blanks at its ends")
  func blanks() {
    #expect(NoteText("  a\tb\r\nc \n").text == "a b\nc")
  }
}

@Suite("The form of a note")
struct NoteFormTests {
  private static let good = NoteForm(
    classification: .misleading, reasons: .misleadingFactualError, hasTrustworthySources: true,
    text: "The figure is from 2012: https://example.org/table")

  private func problems(
    _ form: NoteForm, media: Post.Media = Post.Media(), impact: Int = 0, top: Bool = false
  ) -> [NoteForm.Problem] {
    form.problems(on: media, impact: impact, isTopWriter: top)
  }

  @Test("takes a complete one")
  func complete() { #expect(problems(Self.good).isEmpty) }

  @Test("names everything that is missing at once")
  func empty() {
    #expect(problems(NoteForm()) == [.noClassification, .noAnswerOnSources, .emptyText])
  }

  @Test("wants a reason of the classification, and none of the other")
  func reasons() {
    var form = Self.good
    form.reasons = .notMisleadingPersonalOpinion
    #expect(problems(form) == [.noReason, .reasonOfOtherClassification])
    form.reasons = [.misleadingSatire, .notMisleadingPersonalOpinion]
    #expect(problems(form) == [.reasonOfOtherClassification])
  }

  @Test("wants a link in a misleading note alone")
  func link() {
    var form = Self.good
    form.text = "Trust me."
    #expect(problems(form) == [.noSourceLink])
    form.classification = .notMisleading
    form.reasons = .notMisleadingFactuallyCorrect
    #expect(problems(form).isEmpty)
  }

  @Test("takes 280 characters and no more", arguments: [280, 281])
  func length(count: Int) {
    var form = Self.good
    form.text = "https://a.org " + String(repeating: "x", count: count - 2)
    #expect(problems(form) == (count > 280 ? [.textTooLong(length: 281, most: 280)] : []))
  }

  @Test("lets writers of some impact write about the media of a post that has one")
  func media() {
    var form = Self.good
    form.isAboutMedia = true
    #expect(problems(form) == [.noMediaToWriteAbout])
    let image = Post.Media(images: 1)
    #expect(problems(form, media: image, impact: 1) == [.mediaNeedsImpact(needed: 2)])
    #expect(problems(form, media: image, impact: 2).isEmpty)
    #expect(
      problems(form, media: Post.Media(links: 1), impact: 9) == [.mediaNeedsImpact(needed: 10)])
    #expect(problems(form, media: Post.Media(links: 1), impact: 9, top: true).isEmpty)
    #expect(problems(form, media: Post.Media(images: 2)) == [.noMediaToWriteAbout])
  }

  @Test("says its answers in the columns of the public table")
  func answers() {
    var form = Self.good
    #expect(form.answers == [.misleadingFactualError, .trustworthySources])
    form.hasTrustworthySources = false
    form.isAboutMedia = true
    #expect(form.answers == [.misleadingFactualError, .isMediaNote])
  }
}

@Suite("The form of a rating")
struct RatingFormTests {
  @Test("wants an answer, and a reason for yes and for no")
  func tags() {
    #expect(RatingForm().problems == [.noAnswer])
    #expect(RatingForm(answer: .helpful).problems == [.noTag])
    #expect(RatingForm(answer: .notHelpful).problems == [.noTag])
    #expect(RatingForm(answer: .somewhatHelpful).problems.isEmpty)
    #expect(RatingForm(answer: .helpful, tags: [.helpfulClear]).problems.isEmpty)
  }

  @Test("takes tags of the answer alone; of both for somewhat")
  func otherAnswer() {
    let mixed: Set<RatingTag> = [.helpfulClear, .notHelpfulIncorrect]
    #expect(RatingForm(answer: .helpful, tags: mixed).problems == [.tagOfOtherAnswer])
    #expect(RatingForm(answer: .somewhatHelpful, tags: mixed).problems.isEmpty)
  }

  @Test(
    "offers 6 and 10 current tags, and takes none that was withdrawn",
    arguments: RatingTag.withdrawn)
  func withdrawn(tag: RatingTag) {
    #expect(Helpfulness.helpful.tags.count == 6)
    #expect(Helpfulness.notHelpful.tags.count == 10)
    #expect(
      RatingForm(answer: .somewhatHelpful, tags: [tag]).problems.contains(.tagNoLongerUsed))
  }
}
