import Testing

@testable import ContentClassification

/// Says what it is told to.
private struct FixedClassifier: ContentClassifier {
  let identity: ClassifierIdentity
  let outcome: PostClassification.Outcome

  init(_ name: String, _ scores: [(ContentLabel, Double)]) {
    identity = ClassifierIdentity(name: name, version: "1")
    outcome = .judged(
      Judgement(
        ranking: scores.map { .init($0.0, score: $0.1, isFlagged: $0.1 >= 0.5) },
        explanation: name))
  }

  init(_ name: String, failing kind: ClassifierFailure.Kind) {
    identity = ClassifierIdentity(name: name, version: "1")
    outcome = .unavailable(ClassifierFailure(kind, detail: name))
  }

  func classify(_ post: PostText) async -> PostClassification {
    PostClassification(classifier: identity, outcome: outcome)
  }
}

/// Never answers, not even when cancelled, until the test lets it go.
private struct StuckClassifier: ContentClassifier {
  let identity = ClassifierIdentity(name: "stuck", version: "1")
  let release: AsyncStream<Void>

  func classify(_ post: PostText) async -> PostClassification {
    let release = release
    // A task of its own is not cancelled with this one.
    await Task { for await _ in release {} }.value
    return .unavailable(.unexpected, "late", by: identity)
  }
}

@Suite("Chains of classifiers")
struct ChainTests {
  private let post = PostText("a post")

  private func classify(
    _ members: [any ContentClassifier], _ rule: ChainRule
  ) async -> PostClassification {
    await ClassifierChain(members, rule: rule, patience: .seconds(600)).classify(post)
  }

  @Test("the first that is available speaks")
  func firstAvailable() async {
    let answer = await classify(
      [
        FixedClassifier("a", failing: .timeout), FixedClassifier("b", [(.spam, 0.2)]),
        FixedClassifier("c", [(.spam, 0.9)]),
      ], .firstAvailable)
    #expect(answer.classifier.name == "b")
    #expect(answer.judgement?.score(of: .spam)?.score == 0.2)
  }

  @Test(
    "where none is available, that is the answer",
    arguments: [
      ChainRule.firstAvailable, .highestScore, .secondOpinion(band: 0.3...0.7),
    ])
  func nobodyAvailable(_ rule: ChainRule) async {
    let failing = [
      FixedClassifier("a", failing: .limited), FixedClassifier("b", failing: .timeout),
    ]
    #expect(await classify(failing, rule).failure?.kind == .limited)
    #expect(await classify([], rule).failure?.kind == .unexpected)
  }

  @Test("of all that answer, each label's highest score counts")
  func highestScore() async {
    let answer = await classify(
      [
        FixedClassifier("a", [(.spam, 0.2), (.hate, 0.6)]), FixedClassifier("b", failing: .timeout),
        FixedClassifier("c", [(.spam, 0.9), (.hate, 0.1), (.sexual, 0.3)]),
      ], .highestScore)
    #expect(answer.judgement?.scores.map(\.label) == [.spam, .hate, .sexual])
    #expect(answer.judgement?.scores.map(\.score) == [0.9, 0.6, 0.3])
    #expect(answer.classifier.name == "a+c")
  }

  @Test("a second opinion is heard in the band only, on labels in the band")
  func secondOpinion() async {
    let second = FixedClassifier("b", [(.spam, 0.1), (.hate, 0.9), (.sexual, 0.2)])
    let rule = ChainRule.secondOpinion(band: 0.3...0.7)
    let doubtful = await classify(
      [FixedClassifier("a", [(.spam, 0.6), (.hate, 0.2)]), second], rule)
    #expect(doubtful.judgement?.categoryScores == [.spam: 0.1, .hate: 0.2, .sexual: 0.2])
    #expect(doubtful.judgement?.flagged == [])
    let sure = await classify([FixedClassifier("a", [(.spam, 0.95)]), second], rule)
    #expect(sure.classifier.name == "a")
    let alone = await classify(
      [FixedClassifier("a", [(.spam, 0.6)]), FixedClassifier("b", failing: .timeout)], rule)
    #expect(alone.classifier.name == "a")
    #expect(alone.judgement?.score(of: .spam)?.score == 0.6)
  }

  @Test("the second opinion is of the next that is available, not of the first again")
  func secondOpinionMovesOn() async {
    let answer = await classify(
      [
        FixedClassifier("a", failing: .timeout), FixedClassifier("b", [(.spam, 0.5)]),
        FixedClassifier("c", failing: .timeout), FixedClassifier("d", [(.spam, 0.8)]),
      ], .secondOpinion(band: 0.3...0.7))
    #expect(answer.classifier.name == "b+d")
    #expect(answer.judgement?.score(of: .spam)?.score == 0.8)
  }

  @Test(
    "one that never answers, nor heeds being cancelled, holds nobody up",
    arguments: [
      ChainRule.firstAvailable, .highestScore,
    ])
  func stuckClassifier(_ rule: ChainRule) async {
    // Given a classifier that is stuck, and a patience that ends at once for it alone
    let (release, letGo) = AsyncStream.makeStream(of: Void.self)
    let stuck = StuckClassifier(release: release)
    let alone = ClassifierChain([stuck], rule: rule, patience: .seconds(1)) { _ in }

    // Then its silence is an answer, and others are heard
    #expect(await alone.classify(post).failure?.kind == .timeout)
    let chain = ClassifierChain(
      [alone, FixedClassifier("b", [(.spam, 0.2)])], rule: rule, patience: .seconds(600))
    #expect(await chain.classify(post).classifier.name == "b")
    letGo.finish()
  }

  @Test("a cancelled question is answered")
  func cancelled() async {
    let (release, letGo) = AsyncStream.makeStream(of: Void.self)
    let chain = ClassifierChain(
      [StuckClassifier(release: release)], rule: .firstAvailable, patience: .seconds(600))
    let task = Task { await chain.classify(post) }
    task.cancel()
    #expect(await task.value.failure != nil)
    letGo.finish()
  }
}
