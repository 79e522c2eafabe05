import ContentClassification
import Foundation
import Moderation
import Storage

extension Site {
  /// How long a submission waits for a judgement. Without one it is answered, and judged later.
  static let classifierPatience = Duration.seconds(8)

  /// What the classifier says of a text; a failure is an answer too.
  ///
  /// - Parameter current: the community's own classifier, where it is known to be up to date.
  func classify(
    _ text: String, of community: String, current: EmbeddedClassifier? = nil
  ) async throws -> Moderation.Classification {
    let embedded: EmbeddedClassifier
    if let current {
      embedded = current
    } else {
      embedded = try await embeddedClassifier(of: community)
    }
    // Alone it never waits for anybody.
    guard let remoteOpinion else {
      return Moderation.Classification(await embedded.classify(PostText(text)))
    }
    let chain = remoteOpinion.chain(with: embedded, patience: Self.classifierPatience)
    return Moderation.Classification(await chain.classify(PostText(text)))
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
    if var known, read.isCurrent, read.lines.isEmpty {
      // Decisions that teach nothing are not read again either.
      known.last = read.cursor
      moderation.remember(known, for: community)
      return known.classifier
    }
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
  /// Whether there are neither words nor decisions that a prepared classifier has not seen.
  func knowsNoMore(
    than known: ModerationMemory.Prepared?, of community: String
  ) throws -> Bool {
    guard let known, known.listVersion == (try classifierListVersion()) else { return false }
    return try decidedReviews(of: community, after: known.last, limit: 1).isEmpty
  }

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
