import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NoteModel
import OAuth
import Storage
import Synchronization
import Testing

@testable import Service
@testable import Web

/// A program of an AI writer: signs its requests, or shows a token.
struct WriterClient: Sendable {
  enum Proof: Sendable {
    case signature
    case bearer(String)
    case none
  }

  struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: JSON

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
  }

  let client: any TestClientProtocol
  let site: TestSite
  let made: MadeWriter
  var proof = Proof.signature
  private static let nonces = Atomic<Int>(0)

  var signer: OAuth1Signer {
    OAuth1Signer(
      consumerKey: made.secrets.app.consumerKey, token: made.secrets.accessToken ?? "",
      secrets: OAuth1Secrets(
        consumer: made.secrets.consumerSecret ?? Secret(""),
        token: made.secrets.accessTokenSecret ?? Secret("")))
  }

  func header(
    _ method: HTTPRequest.Method, _ path: String, _ query: DecodedQuery, seconds: Int64 = 0,
    nonce: String? = nil
  ) -> String? {
    switch proof {
    case .none: nil
    case .bearer(let token): "Bearer \(token)"
    case .signature:
      signer.header(
        method: method.rawValue, baseURI: "http://notes.test" + path, query: query,
        timestamp: site.clock.now / 1_000 + seconds,
        nonce: nonce ?? "n\(Self.nonces.add(1, ordering: .relaxed).newValue)")
    }
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, _ query: [(String, String)] = [],
    body: String? = nil, authorization: String? = nil
  ) async throws -> Answer {
    let decoded = DecodedQuery(query.map { DecodedQuery.Parameter($0.0, $0.1) })
    var headers: HTTPFields = [:]
    headers[.authorization] = authorization ?? header(method, path, decoded)
    if body != nil { headers[.contentType] = "application/json" }
    return try await client.execute(
      uri: path + (query.isEmpty ? "" : "?" + decoded.text), method: method, headers: headers,
      body: body.map { ByteBuffer(string: $0) }
    ) { response in
      Answer(
        status: response.status, headers: response.headers,
        body: try JSON(Array(response.body.readableBytesView)))
    }
  }

  func get(_ path: String, _ query: (String, String)...) async throws -> Answer {
    try await call(.get, path, query)
  }

  static let written = "/2/notes/search/notes_written"
  static let eligible = "/2/notes/search/posts_eligible_for_notes"

  /// The body of a note that is taken.
  static func note(
    on post: PostID, test: Bool = true, text: String = "In 2009: https://example.org/bridge",
    tags: String = #"["factual_error"]"#,
    classification: String = "misinformed_or_potentially_misleading"
  ) -> String {
    """
    {"test_mode":\(test),"post_id":"\(post)","info":{"text":"\(text)",\
    "classification":"\(classification)","misleading_tags":\(tags),"trustworthy_sources":true}}
    """
  }

  func propose(on post: PostID, test: Bool = true) async throws -> Answer {
    try await call(.post, "/2/notes", body: Self.note(on: post, test: test))
  }
}

/// Any JSON, to be looked into.
@dynamicMemberLookup
enum JSON: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  init(_ bytes: [UInt8]) throws {
    self = bytes.isEmpty ? .null : try JSONDecoder().decode(JSON.self, from: Data(bytes))
  }

  subscript(dynamicMember name: String) -> JSON { self[name] }

  subscript(name: String) -> JSON {
    if case .object(let members) = self { members[name] ?? .null } else { .null }
  }

  subscript(place: Int) -> JSON {
    if case .list(let items) = self, items.indices.contains(place) { items[place] } else { .null }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var int: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
  var items: [JSON] { if case .list(let items) = self { items } else { [] } }
  var keys: Set<String> {
    if case .object(let members) = self { Set(members.keys) } else { [] }
  }
}

extension JSON: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }
}

extension TestSite {
  /// Makes an AI writer with all its credentials.
  func writer(_ name: String = "robot", isAdmitted: Bool = false) async throws -> MadeWriter {
    try await site.makeWriter(
      name: name, isAdmitted: isAdmitted, redirectURIs: ["https://app.test/back"])
  }

  func participant(of made: MadeWriter) async throws -> ParticipantID {
    try await store.read { store in
      try #require(try store.membership(of: made.account)?.participant)
    }
  }

  /// A post that is in the small feed and all wider ones.
  @discardableResult
  func offeredPost(
    _ number: Int = 1, text: String = "The bridge opened this week.", _ facts: PostFacts = .init(),
    images: Int = 0
  ) async throws -> PostID {
    let now = clock.now
    return try await store.write { store in
      let id = PostID(NewIDs.number(at: now) &+ Int64(number))
      try store.insert(
        Post(
          id: id, url: "https://forum.test/offered/\(number)", authorKey: "author-key",
          card: Post.Card(text: text, authorName: "Forum writer"),
          media: Post.Media(images: images), publishedAt: now, addedAt: now))
      try store.putFacts(facts, of: id)
      var requested = RequestedPost(post: id)
      requested.eligibility.enter(.small, at: now)
      try store.put(requested)
      return id
    }
  }

  /// Runs a test with a writer's program.
  func serve<Value: Sendable>(
    _ made: MadeWriter, _ proof: WriterClient.Proof = .signature,
    _ body: @escaping @Sendable (WriterClient) async throws -> Value
  ) async throws -> Value {
    try await serve { client in
      try await body(WriterClient(client: client, site: self, made: made, proof: proof))
    }
  }
}
