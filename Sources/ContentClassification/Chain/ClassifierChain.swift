/// Several classifiers under one rule. Each has `patience` to answer; who has not by then counts as
/// unavailable and is left behind, even one that does not heed being cancelled.
public struct ClassifierChain: ContentClassifier {
  public let members: [any ContentClassifier]
  public let rule: ChainRule
  public let patience: Duration
  private let sleep: @Sendable (Duration) async throws -> Void

  public init(_ members: [any ContentClassifier], rule: ChainRule, patience: Duration) {
    self.init(members, rule: rule, patience: patience) { try await Task.sleep(for: $0) }
  }

  init(
    _ members: [any ContentClassifier], rule: ChainRule, patience: Duration,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.members = members
    self.rule = rule
    self.patience = patience
    self.sleep = sleep
  }

  public var identity: ClassifierIdentity { .joined(members.map(\.identity)) }

  public func classify(_ post: PostText) async -> PostClassification {
    switch rule {
    case .firstAvailable: return await firstAvailable(post, from: 0).classification
    case .highestScore: return ChainRule.highest(await everybody(post), otherwise: identity)
    case .secondOpinion(let band):
      let first = await firstAvailable(post, from: 0)
      guard let judgement = first.classification.judgement,
        ChainRule.isDoubtful(judgement, in: band), first.next < members.count
      else { return first.classification }
      let second = await firstAvailable(post, from: first.next)
      return ChainRule.revised(first.classification, by: second.classification, in: band)
    }
  }

  /// The first judgement from a place on, and the place behind its giver; else the first failure.
  private func firstAvailable(
    _ post: PostText, from start: Int
  ) async -> (classification: PostClassification, next: Int) {
    var failure: PostClassification?
    for place in start..<members.count {
      let classification = await answer(of: members[place], to: post)
      if classification.judgement != nil { return (classification, place + 1) }
      failure = failure ?? classification
    }
    return (
      failure ?? .unavailable(.unexpected, "no classifier is set up", by: identity), members.count
    )
  }

  /// What all say, in the order of the members.
  private func everybody(_ post: PostText) async -> [PostClassification] {
    await withTaskGroup(of: (Int, PostClassification).self) { group in
      for (place, member) in members.enumerated() {
        group.addTask { (place, await answer(of: member, to: post)) }
      }
      var answers: [Int: PostClassification] = [:]
      for await (place, classification) in group { answers[place] = classification }
      return members.indices.compactMap { answers[$0] }
    }
  }

  /// The answer or the end of patience, whichever is first. Tasks of their own, because a group would
  /// wait for the one that is late.
  private func answer(
    of member: any ContentClassifier, to post: PostText
  ) async -> PostClassification {
    let (answers, give) = AsyncStream.makeStream(
      of: PostClassification.self, bufferingPolicy: .bufferingOldest(1))
    let work = Task { _ = give.yield(await member.classify(post)) }
    let timer = Task { [patience, sleep] in
      guard (try? await sleep(patience)) != nil else { return }
      give.yield(.unavailable(.timeout, "no answer within \(patience)", by: member.identity))
    }
    defer {
      work.cancel()
      timer.cancel()
      give.finish()
    }
    for await first in answers { return first }
    return .unavailable(.unexpected, "cancelled", by: member.identity)
  }
}
