import CommunityRules
import Foundation
import Identity
import LoadClient
import NoteModel
import Storage

/// A data folder with people who may rate through the programming interface, and notes of others.
final class RatedCommunity: Sendable {
  let folder: String
  /// Who rates; by place.
  let raters: [ParticipantID]
  let notes: [NoteID]
  static let operatorToken = "cg_operator"

  var database: String { "\(folder)/community.sqlite" }

  static func token(_ rater: Int) -> String { "cg_rater\(rater)" }

  init(raters: Int, notes: Int) async throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "rated-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let people = (0..<raters).map { ParticipantID(rawValue: "rater \($0)") }
    let ids = (1...notes).map { NoteID(Int64($0)) }
    self.raters = people
    self.notes = ids
    let store = try SQLiteStore(path: "\(folder)/community.sqlite")
    try await store.write { store in
      let writer = ParticipantID(rawValue: "writer")
      try store.insert(Contributor(id: writer, alias: "Writer", joinedAt: 1))
      for (place, person) in people.enumerated() {
        try store.insert(Contributor(id: person, alias: "Member \(place)", joinedAt: 1))
        let account = try Self.account("rater\(place)", .member, [.rate, .read], store)
        try store.insert(Membership(account: account, participant: person))
      }
      _ = try Self.account("operator", .operator, [.operate], store)
      for id in ids {
        let post = PostID(id.rawValue)
        try store.insert(Post(id: post, url: "https://forum.test/\(id)", addedAt: 1))
        try store.insert(
          Note(
            id: id, postID: post, author: writer, createdAt: 1, classification: .misleading,
            answers: [.misleadingFactualError], summary: "Words: https://example.org"))
        try store.put(StatusRecord(noteID: id, author: writer, noteCreatedAt: 1))
      }
    }
    try store.close()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private enum Scope: String { case rate, read, operate }

  /// An account whose token is its name.
  private static func account(
    _ name: String, _ role: Account.Role, _ scopes: Set<Scope>, _ store: any StoreTransaction
  ) throws -> AccountID {
    let id = try store.insert(
      Account(
        id: AccountID(0), email: "\(name)@people.test", name: name, role: role, createdAt: 1))
    _ = try store.insert(
      APIToken(account: id, name: name, scopes: Set(scopes.map(\.rawValue)), createdAt: 1),
      hash: SecretToken(text: "cg_\(name)").hash)
    return id
  }
}

/// One answer about one note, by place of who gives it and of the note.
struct GivenAnswer: Hashable, Sendable {
  var rater: Int
  var note: Int
}
