import Foundation
import Moderation
import NoteModel
import Service
import Storage

/// Which notes a list asks for, of both kinds (moderation-api 6.2). All that is named must hold.
struct NoteListFilter {
  /// A note in the list.
  struct Entry {
    let id: String
    let createdAt: Int64
    let author: String
    let request: String?
    let message: String?
    let status: NoteStatus
    let isMisleading: Bool
    let resource: JSONTree
  }

  private let community: String?
  private let request: String?
  private let rater: String?
  private let otherRaters: [String]
  private let matches: @Sendable (Entry) -> Bool

  init(_ call: AdapterCall) throws {
    community = try call.uuidQuery("filter[community_server_id]")
    request = call.query("filter[request_id]")
    rater = call.query("filter[rater_id]").map { $0.lowercased() }
    otherRaters = try (call.query("filter[rater_id__not_in]") ?? "").split(separator: ",")
      .map { text in
        let text = text.trimmingCharacters(in: .whitespaces)
        guard UUID(uuidString: text) != nil else {
          throw AdapterRefusal.badRequest("filter[rater_id__not_in] is a list of UUIDs")
        }
        return text.lowercased()
      }
    let status = call.query("filter[status]")
    let other = call.query("filter[status__neq]")
    let classification = call.query("filter[classification]")
    let author = call.query("filter[author_id]").map { $0.lowercased() }
    let message = call.query("filter[platform_message_id]")
    let from = try call.timeQuery("filter[created_at__gte]")
    let to = try call.timeQuery("filter[created_at__lte]")
    matches = { note in
      let name: NoteModel.Classification = note.isMisleading ? .misleading : .notMisleading
      return (status.map { $0 == note.status.name } ?? true)
        && (other.map { $0 != note.status.name } ?? true)
        && (classification.map { $0 == name.name } ?? true)
        && (author.map { $0 == note.author } ?? true)
        && (message.map { $0 == note.message } ?? true)
        && (from.map { note.createdAt >= $0 } ?? true)
        && (to.map { note.createdAt <= $0 } ?? true)
    }
  }

  /// The newest first, out of the newest thousand of each kind.
  func notes(_ call: AdapterCall) async throws -> [Entry] {
    var filter = ReviewFilter()
    filter.community = community
    filter.message = call.query("filter[platform_message_id]")
    filter.excludesVoted = false
    filter.limit = 1_000
    var request = request
    if let name = request {
      // The plugin passes on whatever its own address carried: an id, or a key.
      let submission = try await call.site.submission(call.caller, name)
      filter.submission = submission.review?.submission ?? name
      request = submission.submission.id
    }
    var notes = try await call.site.reviews(call.caller, filter).items.map(Entry.init)
    notes += try await call.site.platformNotes(call.caller, community: community).map(Entry.init)
      .filter { note in request.map { $0 == note.request } ?? true }
    notes = notes.filter(matches)
    if let rater {
      let rated = try await call.site.ratedNotes(call.caller, by: [rater])
      notes = notes.filter { rated.contains($0.id) }
    }
    if !otherRaters.isEmpty {
      let rated = try await call.site.ratedNotes(call.caller, by: otherRaters)
      notes = notes.filter { !rated.contains($0.id) }
    }
    return notes.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
  }
}

extension NoteListFilter.Entry {
  fileprivate init(_ card: ReviewCard) {
    self.init(
      id: card.note, createdAt: card.createdAt, author: card.noteAuthor, request: card.submission,
      message: card.message, status: card.noteStatus, isMisleading: true,
      resource: AdapterWire.note(card))
  }

  fileprivate init(_ card: PlatformNoteCard) {
    self.init(
      id: card.note.id, createdAt: card.note.createdAt, author: card.note.author.rawValue,
      request: card.note.submission, message: card.message, status: card.note.status,
      isMisleading: card.note.isMisleading, resource: AdapterWire.note(card))
  }
}
