import ContentClassification
import Foundation
import Moderation
import Storage

extension Site {
  /// How long a submission waits for a judgement. Without one it is answered, and judged later.
  static let classifierPatience = Duration.seconds(8)

  /// What the classifier says of a text; a failure is an answer too.
  func classify(_ text: String, of community: String) async throws -> Moderation.Classification {
    let chain = try await classifiers(of: community)
    return Moderation.Classification(await chain.classify(PostText(text)))
  }

  /// A community's own classifier and the service elsewhere, as the operator joined them.
  private func classifiers(of community: String) async throws -> ClassifierChain {
    func chain(
      _ members: [any ContentClassifier], _ rule: ChainRule = .firstAvailable
    ) -> ClassifierChain {
      ClassifierChain(members, rule: rule, patience: Self.classifierPatience)
    }
    guard let remoteOpinion else { return chain([try await embeddedClassifier(of: community)]) }
    let remote = remoteOpinion.classifier
    switch remoteOpinion.rule {
    case .remoteOnly: return chain([remote])
    case .remoteFirst: return chain([remote, try await embeddedClassifier(of: community)])
    case .highestScore:
      return chain([remote, try await embeddedClassifier(of: community)], .highestScore)
    case .secondOpinion(let band):
      return chain(
        [try await embeddedClassifier(of: community), remote], .secondOpinion(band: band))
    }
  }

  /// The classifier that knows the operator's words and has learned from every decision of the
  /// community so far: a function of both, the same after a restart.
  func embeddedClassifier(of community: String) async throws -> EmbeddedClassifier {
    let known = moderation.prepared(for: community)
    let read = try await store.read { store in
      let list = try store.classifierList()
      let isCurrent = known?.listVersion == list?.version ?? 0
      var cursor = isCurrent ? known?.last : nil
      var lines: [ReviewedPost] = []
      while true {
        let reviews = try store.decidedReviews(of: community, after: cursor, limit: 500)
        for review in reviews {
          if let line = try store.lesson(of: review) { lines.append(line) }
          cursor = (review.item.note.decidedAt ?? 0, review.item.id.rawValue)
        }
        if reviews.count < 500 { break }
      }
      return (isCurrent: isCurrent, list: list, lines: lines, cursor: cursor)
    }
    if let known, read.isCurrent, read.lines.isEmpty { return known.classifier }
    let matcher: ListMatcher
    if let known, read.isCurrent {
      matcher = known.matcher
    } else {
      matcher = ListMatcher((try? WordLists(parsing: read.list?.text ?? "")) ?? .empty)
    }
    var learner = read.isCurrent ? known?.learner ?? CommunityLearner() : CommunityLearner()
    for line in read.lines { learner.learn(line, matching: matcher) }
    let classifier = EmbeddedClassifier(matcher: matcher, learner: learner)
    moderation.remember(
      ModerationMemory.Prepared(
        listVersion: read.list?.version ?? 0, matcher: matcher, learner: learner,
        last: read.cursor, classifier: classifier), for: community)
    return classifier
  }
}

extension StoreTransaction {
  /// What a decision teaches: the text that was judged, its labels, and what came of them.
  fileprivate func lesson(of review: StoredReview) throws -> ReviewedPost? {
    guard let outcome = review.item.note.outcome, let at = review.item.note.decidedAt else {
      return nil
    }
    let texts = try revisions(of: review.post)
    guard
      let text = texts.last(where: { $0.at <= review.item.action.createdAt }) ?? texts.first
    else { return nil }
    // Members' flags are no trait of a text.
    let labels = review.evidence.triggering.filter { $0 != PolicyDecision.flagLabel }
      .compactMap { ContentLabel($0) }
    guard !labels.isEmpty else { return nil }
    return ReviewedPost(
      post: review.post, text: PostText(text.content), labels: labels,
      outcome: outcome == .helpful ? .confirmed : .overturned, decidedAt: at)
  }
}

extension Moderation.Classification {
  /// What a classifier said, in the words of the policy.
  init(_ answer: PostClassification) {
    let version = answer.classifier.description
    switch answer.outcome {
    case .unavailable(let failure):
      self.init(
        failed: Failure(rawValue: failure.kind.rawValue) ?? .unexpectedError, modelVersion: version)
    case .judged(let judgement):
      let labels = judgement.scores.map {
        Judgement($0.label.rawValue, isFlagged: $0.isFlagged, score: $0.score)
      }
      do throws(Problem) {
        try self.init(
          confidence: judgement.confidence, labels: labels, explanation: judgement.explanation,
          modelVersion: version)
      } catch {
        self.init(failed: .parseError, modelVersion: version)
      }
    }
  }
}
