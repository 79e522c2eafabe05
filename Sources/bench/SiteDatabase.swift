import CommunityRules
import Foundation
import Identity
import NoteModel
import Scoring
import Simulation
import Snapshot
import Storage

/// Databases of sites in folders of their own; a folder that is there already is taken as it is.
struct SiteDatabase {
  let folder: String
  static let operatorToken = "cg_operator"
  static func raterToken(_ rater: Int) -> String { "cg_rater\(rater)" }
  static func url(_ post: Int) -> String { "https://forum.example.org/threads/\(post)" }

  private var path: String { "\(folder)/community.sqlite" }

  func fill(_ body: (SQLiteStore) throws -> Void) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try? FileManager.default.removeItem(atPath: folder)
    let aside = "\(folder).part"
    try? FileManager.default.removeItem(atPath: aside)
    try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true)
    let store = try SQLiteStore(path: "\(aside)/community.sqlite")
    try body(store)
    try store.close()
    try FileManager.default.moveItem(atPath: aside, toPath: folder)
  }

  /// Posts, each tenth of them with a note that is shown and one that is not.
  static func posts(_ count: Int, in root: String) throws -> SiteDatabase {
    let database = SiteDatabase(folder: "\(root)/posts-\(count)")
    try database.fill { store in
      let writer = ParticipantID(rawValue: "writer")
      try write(to: store) { store in
        try store.insert(Contributor(id: writer, alias: "Writer", joinedAt: 1))
        try store.keep(Array("100".utf8), as: "ratersWithViewpoint")
      }
      try write(0..<count, to: store) { store, number in
        let post = PostID(Int64(number + 1))
        try store.insert(
          Post(
            id: post, url: url(number),
            card: Post.Card(title: "Thread \(number)", authorName: "Somebody"), addedAt: 1))
        guard number % 10 == 0 else { return }
        for place in 0..<2 {
          let id = NoteID(Int64(number * 2 + place + 1))
          try store.insert(
            Note(
              id: id, postID: post, author: writer, createdAt: 1, classification: .misleading,
              answers: [.misleadingFactualError, .trustworthySources],
              summary: "The bridge has been open since Monday; the city says so in its notice: "
                + "https://example.org/notices/\(number)"))
          var status = StatusRecord(noteID: id, author: writer, noteCreatedAt: 1)
          if place == 0 {
            status.status = .helpful
            status.helpfulSince = 1
            status.tags = [.helpfulClear, .helpfulGoodSources]
            status.decidedBy = "CoreModel (v1.1)"
            status.coreIntercept = 0.5
          }
          try store.put(status)
        }
      }
    }
    return database
  }

  /// A simulated community whose newest contribution is a minute old, with tokens for some people
  /// and the operator.
  static func community(
    notes: Int, ratings: Int, raters tokens: Int, in root: String
  ) throws -> SiteDatabase {
    let database = SiteDatabase(folder: "\(root)/community-\(notes)")
    try database.fill { store in
      var community = Community()
      community.raters = ratings / 80
      community.notes = notes
      community.ratings = ratings
      community.history = false
      community.coordinatedGroups.count = 0
      let snapshot = try community.snapshot()
      let shift = Int64(Date().timeIntervalSince1970 * 1000) - 60_000 - snapshot.newestMillis
      let people = (0..<snapshot.participants.count).map {
        ParticipantID(rawValue: snapshot.participants[$0])
      }
      try write(people.indices, to: store) { store, place in
        try store.insert(
          Contributor(id: people[place], alias: "Member \(place)", joinedAt: 1))
        let account = try Self.account("member\(place)", .member, store)
        try store.insert(Membership(account: account, participant: people[place]))
      }
      try write(to: store) { store in
        try token("operator", "operate", try account("operator", .operator, store), store)
        for number in 0..<tokens {
          let name = ParticipantID(rawValue: "rater \(number)")
          try store.insert(Contributor(id: name, alias: "Rater \(number)", joinedAt: 1))
          let account = try account("rater\(number)", .member, store)
          try store.insert(Membership(account: account, participant: name))
          try token("rater\(number)", "rate", account, store)
        }
      }
      let table = snapshot.notes
      try write(0..<table.count, to: store) { store, row in
        let post = PostID(max(1, table.postID[row]))
        if try store.post(post) == nil {
          try store.insert(Post(id: post, url: url(Int(post.rawValue)), addedAt: 1))
        }
        let id = NoteID(snapshot.noteIDs[Int(table.note[row])])
        let author = people[Int(table.author[row])]
        let createdAt = table.createdAtMillis[row] + shift
        try store.insert(
          Note(
            id: id, postID: post, author: author, createdAt: createdAt,
            classification: table.classification[row] ?? .misleading,
            answers: table.reasons[row], summary: table.summary[row]))
        try store.put(StatusRecord(noteID: id, author: author, noteCreatedAt: createdAt))
      }
      let given = snapshot.ratings
      try write(0..<given.count, to: store) { store, row in
        guard let answer = given.answer[row].helpfulness else { return }
        try store.put(
          Rating(
            noteID: NoteID(snapshot.noteIDs[Int(given.note[row])]),
            rater: people[Int(given.rater[row])],
            createdAt: given.createdAtMillis[row] + shift, answer: answer,
            tags: Set(RatingTag.allCases.filter(given.tags[row].contains)), ratedOn: PostID(1),
            source: given.answer[row].source ?? .default))
      }
    }
    return database
  }

  /// Notes that people may rate.
  func notes(_ limit: Int) throws -> [NoteID] {
    let path = path
    return try waiting {
      let store = try SQLiteStore(path: path)
      let notes = try await store.read { try $0.recentNotes(since: 0, limit: limit).map(\.id) }
      try store.close()
      return notes
    }
  }

  // MARK: Writing

  static func write(
    to store: SQLiteStore, _ body: @escaping @Sendable (any StoreTransaction) throws -> Void
  ) throws {
    try waiting { try await store.write(body) }
  }

  /// Many rows in commits of some thousands.
  ///
  /// - Parameter size: of a commit; one that outgrows the page cache gets very slow.
  static func write(
    _ range: Range<Int>, to store: SQLiteStore, commitsOf size: Int = 20_000,
    _ body: @escaping @Sendable (any StoreTransaction, Int) throws -> Void
  ) throws {
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      let rows = start..<min(start + size, range.upperBound)
      try write(to: store) { store in
        for row in rows { try body(store, row) }
      }
    }
  }

  static func account(
    _ name: String, _ role: Account.Role, _ store: any StoreTransaction
  ) throws -> AccountID {
    try store.insert(
      Account(
        id: AccountID(0), email: "\(name)@example.org", name: name, role: role, createdAt: 1))
  }

  static func token(
    _ name: String, _ scope: String, _ account: AccountID, _ store: any StoreTransaction
  ) throws {
    _ = try store.insert(
      APIToken(account: account, name: name, scopes: [scope], createdAt: 1),
      hash: SecretToken(text: "cg_\(name)").hash)
  }
}
