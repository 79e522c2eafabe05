import Testing

@testable import ContentClassification

@Suite("Labels and judgements")
struct JudgementTests {
  @Test(
    "labels are short and visible ASCII",
    arguments: ["", "a b", "späm", "a\n", String(repeating: "a", count: 65)])
  func badLabels(_ text: String) {
    #expect(ContentLabel(text) == nil)
  }

  @Test("the thirteen categories and labels of a community's own are labels")
  func goodLabels() {
    #expect(ContentLabel.moderationCategories.count == 13)
    #expect(Set(ContentLabel.moderationCategories).count == 13)
    #expect(ContentLabel("sexual/minors") == .sexualMinors)
    #expect(ContentLabel("user_flag")?.rawValue == "user_flag")
  }

  @Test("scores stay between 0 and 1, labels are named once, explanations are short")
  func judgementsAreSound() {
    let judgement = Judgement(
      scores: [
        .init(.spam, score: .nan, isFlagged: false), .init(.hate, score: 7, isFlagged: true),
        .init(.spam, score: 0.4, isFlagged: true),
      ], confidence: -1, explanation: String(repeating: "é", count: 400))
    #expect(judgement.scores.map(\.score) == [0, 1])
    #expect(judgement.categoryLabels == [.spam: false, .hate: true])
    #expect(judgement.confidence == 0)
    #expect(judgement.explanation.utf8.count == 500)
  }

  @Test("failures have the words of the interface")
  func failureWords() {
    #expect(
      ClassifierFailure.Kind.allCases.map(\.rawValue) == [
        "timeout", "transport_error", "parse_error", "usage_limit_exceeded", "unexpected_error",
      ])
  }
}
