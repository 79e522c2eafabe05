import Testing

@testable import ContentClassification

@Suite("The embedded classifier")
struct EmbeddedClassifierTests {
  @Test("untrained and without lists it says nothing, and is not certain of it")
  func untrained() async throws {
    let classifier = EmbeddedClassifier(learner: CommunityLearner(settings: .small))
    let classification = await classifier.classify(PostText("Good morning, everybody"))
    let judgement = try #require(classification.judgement)
    #expect(judgement.flagged.isEmpty)
    #expect(judgement.confidence == 0)
    #expect(judgement.explanation.contains("too little to learn from"))
  }

  @Test("an entry's score is the label's, and the entry the reason")
  func listedEntry() throws {
    let classifier = EmbeddedClassifier(
      lists: try WordLists(parsing: "harassment 0.8 idiot"),
      learner: CommunityLearner(settings: .small))
    let judgement = classifier.judge(PostText("You 1d.i0t"))
    let score = try #require(judgement.score(of: .harassment))
    #expect((score.score - 0.8).magnitude < 1e-9 && score.isFlagged)
    #expect(judgement.confidence == score.score)
    #expect(judgement.explanation.contains("“idiot”"))
  }

  @Test("several entries say more than one, and never are certain")
  func entriesAddUp() throws {
    let classifier = EmbeddedClassifier(
      lists: try WordLists(parsing: "hate 0.5 one\nhate 0.5 two\nhate 0.5 three"),
      learner: CommunityLearner(settings: .small))
    let scores = ["one", "one two", "one two three"].map {
      classifier.judge(PostText($0)).score(of: .hate)?.score ?? 0
    }
    #expect(zip(scores, [0.5, 0.75, 0.875]).allSatisfy { ($0 - $1).magnitude < 1e-9 })
  }

  @Test("signals alone hint at spam and never flag it")
  func signalsHint() throws {
    let classifier = EmbeddedClassifier(learner: CommunityLearner(settings: .small))
    let loud = String(
      repeating: "BUY n\u{200B}o\u{200B}w at https://example.org/x cheap f r e e ", count: 20)
    let judgement = classifier.judge(PostText(loud))
    let score = try #require(judgement.score(of: .spam)).score
    #expect(score > 0.3 && score < 0.5)
    #expect(judgement.flagged.isEmpty)
    #expect(classifier.judge(PostText("A calm post.")).scores.isEmpty)
  }

  @Test("a trained model overrules a list where the community did, within bounds")
  func modelMovesLists() throws {
    // Given a list that finds an ordinary word, and decisions on posts for sale
    let matcher = ListMatcher(try WordLists(parsing: "spam 0.6 window"))
    var decisions = MadeUpDecisions(seed: 21)
    let learner = CommunityLearner.trained(
      on: decisions.log(600), settings: .small, matching: ListMatcher(.empty))
    let classifier = EmbeddedClassifier(matcher: matcher, learner: learner)
    let fresh = EmbeddedClassifier(
      matcher: matcher, learner: CommunityLearner(settings: .small))

    // Then the word counts less among talk and more among offers than it does untrained
    let talk = PostText("window " + decisions.post(forSale: false))
    let offer = PostText("window " + decisions.post(forSale: true))
    let untrained = try #require(fresh.judge(talk).score(of: .spam)).score
    #expect(try #require(classifier.judge(talk).score(of: .spam)).score < untrained)
    #expect(try #require(classifier.judge(offer).score(of: .spam)).score > untrained)
  }

  @Test("the version names lists and log")
  func versions() throws {
    var learner = CommunityLearner(settings: .small)
    let one = EmbeddedClassifier(learner: learner).identity
    learner.learn(
      ReviewedPost(
        post: "a", text: PostText("x"), labels: [.spam], outcome: .confirmed, decidedAt: 1),
      matching: ListMatcher(.empty))
    let two = EmbeddedClassifier(learner: learner).identity
    let three = EmbeddedClassifier(
      lists: try WordLists(parsing: "spam 0.5 x"), learner: learner
    ).identity
    #expect(Set([one, two, three]).count == 3)
  }

  @Test("any post has scores from 0 to 1, the same each time")
  func survivesAwkwardTexts() throws {
    var decisions = MadeUpDecisions(seed: 22)
    let classifier = EmbeddedClassifier(
      lists: try WordLists(parsing: "spam 0.5 a*b\nhate 0.5 bi*l"),
      learner: .trained(
        on: decisions.log(60), settings: .small, matching: ListMatcher(.empty)))
    var texts = AwkwardTexts(seed: 23)
    for _ in 0..<2_000 {
      let post = PostText(texts.next(longest: 50))
      let judgement = classifier.judge(post)
      #expect(judgement.scores.allSatisfy { (0...1).contains($0.score) })
      #expect((0...1).contains(judgement.confidence))
      #expect(judgement == classifier.judge(post))
    }
  }
}
