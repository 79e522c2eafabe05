import CommunityRules
import Logging
import NoteEvaluation
import Storage

/// Evaluates test notes, apart from the requests that bring them: links take their time.
///
/// What waits is read from the store, so that a restart loses nothing.
public struct TestNoteEvaluation: Sendable {
  private let site: Site
  /// Notes evaluated side by side; of one writer, so that nobody's slow links hold up the others.
  private static let atOnce = 8
  private static let atOnceOfOne = 2
  /// Notes among which these are chosen.
  private static let looked = 200

  public init(site: Site) { self.site = site }

  /// Works until the task is cancelled.
  public func run() async {
    while !Task.isCancelled {
      var evaluated = 0
      do {
        evaluated = try await round()
      } catch {
        // The server stops; what waits is evaluated after the next start.
        if Task.isCancelled { return }
        site.log.error(
          "Test notes could not be evaluated", metadata: ["error": "\(String(reflecting: error))"])
      }
      if evaluated == 0 { try? await Task.sleep(for: .milliseconds(250)) }
    }
  }

  /// Evaluates the notes that have waited longest.
  ///
  /// - Returns: how many.
  @discardableResult
  public func round() async throws -> Int {
    let waiting = try await site.store.read { store in
      var ofWriter: [ParticipantID: Int] = [:]
      let notes = try store.unevaluatedTestNotes(limit: Self.looked).filter { note in
        ofWriter[note.writer, default: 0] += 1
        return ofWriter[note.writer, default: 0] <= Self.atOnceOfOne
      }.prefix(Self.atOnce)
      let posts = try store.posts(notes.map(\.postID))
      let facts = try store.facts(of: notes.map(\.postID))
      return notes.map { note in
        (note: note, post: posts[note.postID]?.evaluatedText(facts[note.postID]) ?? "")
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (note, post) in waiting { group.addTask { try await evaluate(note, on: post) } }
      try await group.waitForAll()
    }
    return waiting.count
  }

  private func evaluate(_ note: StoredTestNote, on post: String) async throws {
    let links = await NoteLinks.bucket(of: note.text, by: site.linkChecker)
    let texts = site.evaluator.textScores(post: post, note: note.text)
    let result = TestResult(
      linksWork: links == .high, claimOpinion: TestResult.Bucket(texts.claimOpinionBucket),
      harassmentAbuse: TestResult.Bucket(texts.harassmentBucket))
    let now = site.now
    try await site.store.write { store in
      try store.evaluate(note.id, result, at: now)
      try store.judge(note.writer, at: now)
    }
  }
}

extension TestResult.Bucket {
  init(_ bucket: EvaluationBucket) {
    switch bucket {
    case .high: self = .high
    case .medium: self = .medium
    case .low: self = .low
    }
  }
}
