import CommunityRules
import NoteEvaluation
import Storage

extension Site {
  /// Scores a text before it is proposed; nothing of it is kept (AIW-29a).
  ///
  /// - Returns: higher is better; no probability.
  /// - Throws: `WriterRefusal` and `ProposalRefusal`.
  public func evaluate(_ caller: ProgramCaller, _ draft: EvaluationDraft) async throws -> Double {
    let text = try await store.read { store in
      _ = try store.writer(caller, for: .evaluateText)
      let id = draft.postID
      guard let post = try store.post(id), post.removedAt == nil else {
        throw ProposalRefusal.unknownPost(id.description)
      }
      return post.evaluatedText(try store.facts(of: [id])[id])
    }
    return evaluator.textScores(post: text, note: draft.text).claimOpinion
  }
}

extension Post {
  /// What a note on it is held against.
  func evaluatedText(_ facts: PostFacts?) -> String {
    facts?.fullText ?? [card.title, card.text].compactMap(\.self).joined(separator: "\n")
  }
}
