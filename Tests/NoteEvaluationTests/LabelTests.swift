import NoteModel
import Testing

@testable import NoteEvaluation

@Suite("Labels from ratings")
struct LabelTests {
  private func evidence(
    _ tag: RatingTag, given: Int, of total: Int, weight: Double = 1
  ) -> RatingEvidence {
    var evidence = RatingEvidence()
    for index in 0..<total { evidence.add(index < given ? RatingTags(tag) : [], weight: weight) }
    return evidence
  }

  @Test(
    "A tag of not-helpful ratings is there from a quarter of the weight and 2.5, not there up to a tenth",
    arguments: [
      (3, 12, true), (2, 8, nil), (3, 13, nil), (1, 10, false), (2, 19, nil), (2, 20, false),
      (3, 3, true), (0, 3, false), (0, 2, nil), (2, 2, nil), (5, 8, true),
    ] as [(Int, Int, Bool?)])
  func labelsNotHelpful(given: Int, total: Int, expected: Bool?) {
    for head in [EvaluationHead.opinionSpeculation, .harassmentOrAbuse] {
      let tag: RatingTag =
        head == .opinionSpeculation
        ? .notHelpfulOpinionSpeculation : .notHelpfulSpamHarassmentOrAbuse
      #expect(evidence(tag, given: given, of: total).label(head) == expected)
    }
  }

  @Test(
    "A tag of helpful ratings takes half of the weight",
    arguments: [(3, 6, true), (3, 7, nil), (2, 4, nil), (1, 10, false)] as [(Int, Int, Bool?)])
  func labelsHelpful(given: Int, total: Int, expected: Bool?) {
    let evidence = evidence(.helpfulAddressesClaim, given: given, of: total)
    #expect(evidence.label(.addressesClaim) == expected)
  }

  @Test("Weights count, not ratings")
  func countsWeights() {
    let light = evidence(.notHelpfulSpamHarassmentOrAbuse, given: 5, of: 5, weight: 0.5)
    #expect(light.label(.harassmentOrAbuse) == nil)
    let heavy = evidence(.notHelpfulSpamHarassmentOrAbuse, given: 2, of: 2, weight: 1.5)
    #expect(heavy.label(.harassmentOrAbuse) == true)
  }

  @Test("The old tag of opinion counts as opinion, and both together once")
  func countsOldTag() {
    var evidence = evidence(.notHelpfulOpinionSpeculationOrBias, given: 2, of: 2)
    evidence.add([
      RatingTags(.notHelpfulOpinionSpeculationOrBias), RatingTags(.notHelpfulOpinionSpeculation),
    ])
    #expect(evidence.weight(of: .opinionSpeculation) == 3)
    #expect(evidence.label(.opinionSpeculation) == true)
  }

  @Test("A tag that the form did not have is neither there nor not there")
  func heedsForm() {
    var evidence = RatingEvidence()
    for _ in 0..<20 { evidence.add([], form: .anyNotHelpful) }
    #expect(evidence.label(.addressesClaim) == nil)
    #expect(evidence.label(.harassmentOrAbuse) == false)
    for _ in 0..<3 { evidence.add(RatingTags(.helpfulAddressesClaim)) }
    #expect(evidence.label(.addressesClaim) == true)
    #expect(evidence.ratings == 23)
  }

  @Test(
    "Helpfulness takes 15 ratings, and the intercept goes before the status",
    arguments: [
      (15, 0.4, nil, true), (15, 0.29, nil, false), (15, 0.3, nil, nil), (15, 0.39, nil, nil),
      (14, 0.4, nil, nil), (15, nil, .helpful, true), (15, nil, .notHelpful, false),
      (15, nil, .needsMoreRatings, nil), (15, nil, nil, nil), (15, -1, .helpful, false),
    ] as [(Int, Double?, NoteStatus?, Bool?)])
  func labelsHelpfulness(
    ratings: Int, intercept: Double?, status: NoteStatus?, expected: Bool?
  ) {
    let note = RatedNote(
      id: 1, postID: 1, createdAtMillis: 0, note: "",
      evidence: evidence(.helpfulClear, given: 0, of: ratings), intercept: intercept,
      status: status)
    #expect(note.wasFoundHelpful == expected)
  }

  @Test("What viewpoint expects weighs less, what it does not expect more, and both sides alike")
  func weighsViewpoints() {
    let expected = ViewpointWeight.weight(.helpful, rater: 0.8, note: 0.5)
    let unexpected = ViewpointWeight.weight(.notHelpful, rater: 0.8, note: 0.5)
    #expect(expected < 1 && unexpected > 1)
    #expect(abs(expected + unexpected - 2) < 1e-12)
    #expect(ViewpointWeight.weight(.helpful, rater: -0.8, note: -0.5) == expected)
    #expect(ViewpointWeight.weight(.notHelpful, rater: -0.8, note: 0.5) == expected)
  }

  @Test("Where viewpoint says nothing a rating weighs 1")
  func weighsUnknown() {
    #expect(ViewpointWeight.weight(.helpful, rater: nil, note: 0.5) == 1)
    #expect(ViewpointWeight.weight(.helpful, rater: 0.5, note: nil) == 1)
    #expect(ViewpointWeight.weight(.helpful, rater: .nan, note: 0.5) == 1)
    #expect(ViewpointWeight.weight(.somewhatHelpful, rater: 1, note: 1) == 1)
    #expect(ViewpointWeight.weight(.helpful, rater: 0, note: 1) == 1)
    #expect(ViewpointWeight.weight(.helpful, rater: 1e9, note: 1e9) >= 0)
  }
}
