import Crypto
import Moderation
import Storage

extension Site {
  /// Takes what a Discourse forum's webhook tells, and answers before anything comes of it: judging
  /// may take longer than the forum waits (20 seconds), and what is kept survives a kill.
  ///
  /// The id of the event is not signed, so that the body's own bytes tell a repeat as well.
  ///
  /// - Parameters:
  ///   - kind: of the header `X-Discourse-Event-Type`.
  ///   - event: of `X-Discourse-Event`.
  /// - Returns: whether something is to be done; false for repeats and for what concerns no review.
  /// - Throws: `DirectRefusal.malformed` where the body is no JSON.
  public func takeDiscourseEvent(
    _ caller: DirectCaller, eventID: String?, kind: String?, event: String?, body: [UInt8]
  ) async throws -> Bool {
    guard let tree = JSONTree(parsing: body)?.tidied else {
      throw DirectRefusal.malformed("The body is no JSON.")
    }
    let (kind, event) = (kind ?? "", event ?? "")
    let told = DiscourseEvent(kind: kind, event: event, body: tree)
    guard let subject = told.subject else { return false }
    let digest = Array(SHA256.hash(data: body))
    // An id is a number of Discourse's; without one the body alone tells repeats.
    let id =
      eventID.flatMap { (1...64).contains($0.utf8.count) ? $0 : nil } ?? "none " + hex(digest)
    let kept = ForumEvent(
      community: caller.community.id, eventID: id, digest: digest, kind: kind, event: event,
      subject: subject, version: told.version,
      body: DiscourseEvent.kept(kind, tree).canonical, at: now)
    return try await store.write { try $0.enqueue(kept) }
  }
}
