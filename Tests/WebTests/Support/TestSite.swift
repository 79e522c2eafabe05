import CommunityRules
import Foundation
import Hummingbird
import HummingbirdTesting
import Identity
import NoteModel
import Outbound
import Storage
import Synchronization

@testable import Service
@testable import Web

/// A site on a database of its own, with a clock that the test sets.
final class TestSite: Sendable {
  let folder: URL
  let store: SQLiteStore
  let site: Site
  let mail = CapturedMail()

  /// 1 November 2026.
  static let start: Int64 = 1_793_491_200_000

  init(
    sendsMail: Bool = false, isDemo: Bool = false,
    moderation: ModerationConfiguration = ModerationConfiguration(),
    webhookSender: any WebhookSending = NoWebhooks(),
    forumCaller: any ForumCalling = NoForum(), remoteOpinion: RemoteOpinion? = nil
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try SQLiteStore(path: folder.appending(path: "community.sqlite").path)
    let clock = TestClock(Self.start)
    self.clock = clock
    site = Site(
      configuration: SiteConfiguration(
        name: "Test Notes", baseURL: "http://notes.test", isDemo: isDemo, sendsMail: sendsMail,
        moderation: moderation),
      store: store, clock: SiteClock { clock.now }, key: ServerKey(), mail: mail,
      remoteOpinion: remoteOpinion, webhookSender: webhookSender, forumCaller: forumCaller)
  }

  let clock: TestClock

  /// The store closes when nobody has it any more: the last to let go may be its own queue, which would
  /// wait for itself.
  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs a test against all routes.
  func serve<Value: Sendable>(
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    try await Application(router: WebServer(site: site).router()).test(.router, body)
  }
}

/// Reaches nobody.
struct NoWebhooks: WebhookSending {
  func send(_ call: WebhookCall) async -> WebhookAnswer { .none(reason: "test") }
}

/// Has no forum.
struct NoForum: ForumCalling {
  func call(_ call: ForumCall) async -> ForumAnswer { .none(reason: "test") }
}

/// A clock that a test sets.
final class TestClock: Sendable {
  private let millis: Mutex<Int64>

  init(_ millis: Int64) { self.millis = Mutex(millis) }

  var now: Int64 {
    get { millis.withLock { $0 } }
    set { millis.withLock { $0 = newValue } }
  }
}

// MARK: - People

/// Who somebody is to the site; the columns of the permission matrix.
enum Role: String, CaseIterable, Sendable {
  case nobody, accountHolder, newContributor, lockedContributor, writer, topWriter, left, removed
  case host
  /// A program that proposes notes; as its developer sees the site.
  case aiWriter

  var isSignedIn: Bool { self != .nobody }
}

/// Somebody with an account, and what they need to act.
struct Person: Sendable {
  var account: AccountID
  var participant: ParticipantID?
  var token: String
  var session: String
}

extension TestSite {
  /// Makes somebody of a role.
  ///
  /// - Parameter name: of the account; what a walk over public answers looks for.
  func person(_ role: Role, name: String, authorKey: String? = nil) async throws -> Person {
    let now = clock.now
    let (account, participant) = try await store.write { store -> (AccountID, ParticipantID?) in
      let account = try store.insert(
        Account(
          id: AccountID(0), email: "\(name)@people.test", emailVerifiedAt: now,
          name: "Account \(name)", authorKey: authorKey, role: role == .host ? .operator : .member,
          createdAt: now - 365 * 86_400_000))
      guard let contributor = Self.contributor(role, alias: "Alias \(account.rawValue)", now) else {
        return (account, nil)
      }
      try store.insert(contributor)
      try store.insert(Membership(account: account, participant: contributor.id))
      return (account, contributor.id)
    }
    let session = try await site.newSession(for: account).token
    let asker = try await site.asker(sessionToken: session)
    let scopes = Scope.allCases.filter { role == .host || ($0 != .posts && $0 != .operate) }
    let token = try await site.makeToken(asker, name: "test", scopes: Set(scopes))
    return Person(account: account, participant: participant, token: token.text, session: session)
  }

  private static func contributor(_ role: Role, alias: String, _ now: Int64) -> Contributor? {
    var contributor = Contributor(id: NewIDs.participant(), alias: alias, joinedAt: now)
    switch role {
    case .nobody, .accountHolder, .host: return nil
    case .newContributor: break
    case .lockedContributor: contributor.enrollment.state = .earnedOutAcknowledged
    case .writer: contributor.enrollment.state = .earnedIn
    case .topWriter:
      contributor.enrollment.state = .earnedIn
      contributor.impact.helpfulNotes = 12
      contributor.impact.isTopWriter = true
    case .left:
      contributor.enrollment.state = .earnedIn
      contributor.leftAt = now
    case .removed: contributor.enrollment.state = .removed
    case .aiWriter:
      contributor.enrollment.state = .apiEarnedIn
      contributor.isAutomated = true
    }
    return contributor
  }

  /// A post with a note on it.
  func note(
    by writer: Person, on url: String = "https://forum.test/1", authorKey: String? = nil,
    text: String = "The bridge is open: https://example.org/bridge"
  ) async throws -> (post: PostID, note: NoteID) {
    let now = clock.now
    guard let author = writer.participant else { throw SiteError.notSignedIn }
    return try await store.write { store in
      let post: PostID
      if let known = try store.post(url: url) {
        post = known.id
      } else {
        post = PostID(NewIDs.number(at: now))
        try store.insert(
          Post(
            id: post, url: url, authorKey: authorKey,
            card: Post.Card(title: "The bridge is closed", authorName: "Forum writer"),
            addedAt: now))
      }
      let note = Note(
        id: NoteID(NewIDs.number(at: now)), postID: post, author: author, createdAt: now,
        classification: .misleading, answers: [.misleadingFactualError, .trustworthySources],
        summary: text)
      try store.insert(note)
      try store.put(StatusRecord(noteID: note.id, author: author, noteCreatedAt: now))
      return (post, note.id)
    }
  }

  /// Gives a note a status, as a run of the past did.
  func decide(_ id: NoteID, _ status: NoteStatus, intercept: Double = 0.5) async throws {
    let now = clock.now
    try await store.write { store in
      guard var record = try store.status(of: id) else { return }
      record.status = status
      record.firstStatus = status
      record.latestStatus = status
      record.statusAt = now
      record.statusChangedAt = now
      record.latestStatusAt = now
      record.decidedBy = "CoreModel (v1.1)"
      record.coreStatus = status
      record.intercept = intercept
      record.coreIntercept = intercept
      record.factor = 0
      record.tags =
        status == .helpful
        ? [.helpfulClear, .helpfulGoodSources] : [.notHelpfulIncorrect, .notHelpfulOther]
      record.helpfulSince = status == .helpful ? now : nil
      try store.put(record)
      try store.keepRatersWithViewpoint(100)
    }
  }
}
