import Testing

@testable import ContentClassification

@Suite("Learning from decisions")
struct LearningTests {
  private let nothing = ListMatcher(.empty)

  private func area(_ log: [ReviewedPost], _ heldOut: [ReviewedPost]) -> Double {
    let learner = CommunityLearner.trained(on: log, settings: .small, matching: nothing)
    let classifier = EmbeddedClassifier(matcher: nothing, learner: learner)
    return ReliabilityReport(of: classifier, on: heldOut, label: .spam).areaUnderCurve ?? 0
  }

  @Test("more decisions tell held-out posts apart better", arguments: [1, 2, 3] as [UInt64])
  func improves(_ seed: UInt64) {
    var decisions = MadeUpDecisions(seed: seed)
    let (log, heldOut) = decisions.log(700).heldOut(lastShare: 2.0 / 7)
    let untrained = area([], heldOut)
    let little = area(Array(log.prefix(30)), heldOut)
    let much = area(log, heldOut)
    #expect(untrained > 0.4 && untrained < 0.6)
    #expect(little > 0.6)
    #expect(much > little)
    // One decision in twenty is a mistake, so that no model reaches 1.
    #expect(much > 0.88)
  }

  @Test("scores of held-out posts are about as often right as they say")
  func isCalibrated() throws {
    var decisions = MadeUpDecisions(seed: 4)
    let (log, heldOut) = decisions.log(1_200).heldOut(lastShare: 0.33)
    let learner = CommunityLearner.trained(on: log, settings: .small, matching: nothing)
    let classifier = EmbeddedClassifier(matcher: nothing, learner: learner)
    let report = ReliabilityReport(of: classifier, on: heldOut, label: .spam)
    #expect(try #require(report.calibrationError) < 0.1)
    #expect(try #require(report.brier) < 0.12)
  }

  @Test(
    "an overturned decision lowers the score of similar posts",
    arguments: 1...8 as ClosedRange<UInt64>)
  func overturningLowers(_ seed: UInt64) throws {
    // Given a community that has decided before, and a post that it would call spam
    var decisions = MadeUpDecisions(seed: seed)
    let log = decisions.log(200)
    var learner = CommunityLearner.trained(on: log, settings: .small, matching: nothing)
    let post = decisions.post(forSale: true)
    let similar = PostText(post + " and thanks")
    let other = PostText(decisions.post(forSale: true))
    let earlier = EmbeddedClassifier(matcher: nothing, learner: learner)
    let before = earlier.judge(similar)

    // When a decision on that post is overturned
    learner.learn(
      ReviewedPost(
        post: "new", text: PostText(post), labels: [.spam], outcome: .overturned, decidedAt: 9),
      matching: nothing)

    // Then posts like it score lower, and more so than other posts
    let later = EmbeddedClassifier(matcher: nothing, learner: learner)
    let was = try #require(before.score(of: .spam)).score
    let became = try #require(later.judge(similar).score(of: .spam)).score
    let otherWas = try #require(earlier.judge(other).score(of: .spam)).score
    let otherBecame = try #require(later.judge(other).score(of: .spam)).score
    #expect(became < was)
    #expect(was - became > otherWas - otherBecame)
  }

  @Test("a confirmed decision raises the score of similar posts")
  func confirmingRaises() throws {
    var decisions = MadeUpDecisions(seed: 11)
    var learner = CommunityLearner.trained(
      on: decisions.log(200), settings: .small, matching: nothing)
    let post = PostText(decisions.post(forSale: false))
    let before = EmbeddedClassifier(matcher: nothing, learner: learner).judge(post)
    learner.learn(
      ReviewedPost(post: "new", text: post, labels: [.spam], outcome: .confirmed, decidedAt: 9),
      matching: nothing)
    let after = EmbeddedClassifier(matcher: nothing, learner: learner).judge(post)
    #expect(
      try #require(after.score(of: .spam)).score > #require(before.score(of: .spam)).score)
  }

  @Test("an entry that the community keeps overturning loses its score, without any model")
  func entriesLearn() throws {
    let matcher = ListMatcher(try WordLists(parsing: "spam 0.9 voucher"))
    var learner = CommunityLearner(settings: .small)
    var scores: [Double] = []
    for round in 0..<10 {
      let judgement = EmbeddedClassifier(matcher: matcher, learner: learner)
        .judge(PostText("I have a voucher"))
      scores.append(try #require(judgement.score(of: .spam)).score)
      learner.learn(
        ReviewedPost(
          post: "\(round)", text: PostText("another voucher"), labels: [.spam],
          outcome: .overturned, decidedAt: 0), matching: matcher)
    }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
    #expect(scores[0] >= 0.9 && scores[9] < 0.4)
  }

  @Test("the same log gives the same bytes, line by line or at once; another order gives others")
  func isDeterministic() {
    var decisions = MadeUpDecisions(seed: 6)
    let log = decisions.log(60)
    func online(_ log: [ReviewedPost]) -> [UInt8] {
      var learner = CommunityLearner(settings: .small)
      for line in log { learner.learn(line, matching: nothing) }
      return learner.encoded()
    }
    func batch(_ log: [ReviewedPost]) -> [UInt8] {
      CommunityLearner.trained(on: log, settings: .small, matching: nothing).encoded()
    }
    #expect(online(log) == online(log))
    #expect(batch(log) == batch(log))
    #expect(online(log) != online(log.reversed()))
    #expect(batch(log) != batch(log.reversed()))
  }

  @Test("bytes of a fixed log are those that they were: learning does not change unnoticed")
  func bytesArePinned() {
    var decisions = MadeUpDecisions(seed: 7)
    let bytes = CommunityLearner.trained(
      on: decisions.log(40), settings: .small, matching: nothing
    ).encoded()
    #expect(ModelFile.checksum(bytes[...]) == Self.pinned)
  }

  private static let pinned: UInt32 = 0x1864_C514

  @Test("learning goes on where a file left off")
  func resumes() throws {
    var decisions = MadeUpDecisions(seed: 8)
    let log = decisions.log(40)
    var whole = CommunityLearner(settings: .small)
    var part = CommunityLearner(settings: .small)
    for line in log { whole.learn(line, matching: nothing) }
    for line in log.prefix(25) { part.learn(line, matching: nothing) }
    part = try CommunityLearner(decoding: part.encoded())
    for line in log.dropFirst(25) { part.learn(line, matching: nothing) }
    #expect(part == whole)
  }

  @Test("one kind of decision alone teaches no trust")
  func oneSidedLogsAreNotTrusted() throws {
    var learner = CommunityLearner(settings: .small)
    var decisions = MadeUpDecisions(seed: 9)
    for round in 0..<100 {
      learner.learn(
        ReviewedPost(
          post: "\(round)", text: PostText(decisions.post(forSale: true)), labels: [.spam],
          outcome: .confirmed, decidedAt: 0), matching: nothing)
    }
    let judgement = EmbeddedClassifier(matcher: nothing, learner: learner)
      .judge(PostText(decisions.post(forSale: false)))
    #expect(judgement.flagged.isEmpty)
    #expect(judgement.confidence == 0)
  }

  @Test("unremarked posts count against every known label, and start none")
  func unremarkedPosts() {
    var learner = CommunityLearner(settings: .small)
    let line = ReviewedPost(
      post: "a", text: PostText("plain text"), labels: [], outcome: .unremarked, decidedAt: 0)
    learner.learn(line, matching: nothing)
    #expect(learner.labels.isEmpty && learner.lines == 1)
    learner.learn(
      ReviewedPost(
        post: "b", text: PostText("cheap"), labels: [.spam], outcome: .confirmed, decidedAt: 0),
      matching: nothing)
    learner.learn(line, matching: nothing)
    #expect(learner.learners[.spam]?.unremarked == 1)
  }

  @Test("the last decision on a post stands, and held-out posts are not learned")
  func settling() {
    func line(_ post: String, _ outcome: ReviewedPost.Outcome) -> ReviewedPost {
      ReviewedPost(
        post: post, text: PostText(post), labels: [.spam], outcome: outcome, decidedAt: 0)
    }
    let log = [line("a", .confirmed), line("b", .confirmed), line("a", .overturned)]
    #expect(log.settled() == [line("b", .confirmed), line("a", .overturned)])
    let split = log.heldOut(lastShare: 0.5)
    #expect(split.learned == [line("b", .confirmed)])
    #expect(split.heldOut == [line("a", .overturned)])
  }

  @Test("more labels than there is memory for are not learned")
  func labelsAreBounded() throws {
    var learner = CommunityLearner(settings: LearningSettings(bits: 20))
    for index in 0..<20 {
      learner.learn(
        ReviewedPost(
          post: "\(index)", text: PostText("x"), labels: [try #require(ContentLabel("l\(index)"))],
          outcome: .confirmed, decidedAt: 0), matching: nothing)
    }
    #expect(learner.labels.count == 16)
  }
}
