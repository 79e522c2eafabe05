/// What any other platform's webhook tells, in a small form of ours (docs/connecting-forums.md).
struct GenericEvent: Hashable, Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case created = "post.created"
    case edited = "post.edited"
    case flagged = "post.flagged"
    case ping
  }

  var kind: Kind
  /// Chosen by the platform; the same for a repeat.
  var id: String
  /// Seconds since 1970, signed with the rest, so that what was sent long ago is not taken for new.
  var sentAt: Int64
  var post: String
  var text: String
  var category: String?
  var categoryName: String?
  /// The category above it; empty: none is.
  var parentCategory: String?
  var title: String?
  /// Where the post is read.
  var url: String?
  /// The id of the post that it answers.
  var replyTo: String?
  var author: GenericMember?
  var flagger: GenericMember?
  var flag: String?

  /// - Throws: `DirectRefusal.malformed`, which names the member.
  init(_ body: JSONTree) throws(DirectRefusal) {
    guard let kind = Kind(rawValue: try Self.text(body, "event", 1...40)) else {
      throw .malformed("event")
    }
    guard let sentAt = body["timestamp"]?.int else { throw .malformed("timestamp") }
    self.kind = kind
    self.sentAt = sentAt
    guard kind != .ping else {
      (id, post, text) = ("", "", "")
      return
    }
    id = try Self.text(body, "event_id", 1...64)
    guard let told = body["post"], told.object != nil else { throw .malformed("post") }
    post = try Self.text(told, "id", 1...64)
    text = try Self.text(told, "text", 1...500_000)
    category = try Self.textIfAny(told, "category", 64)
    categoryName = try Self.textIfAny(told, "category_name", 200)
    parentCategory =
      try Self.textIfAny(told, "parent_category", 64) ?? (told["parent_category"] == nil ? nil : "")
    title = try Self.textIfAny(told, "title", 500)
    url = try Self.textIfAny(told, "url", 2_000)
    replyTo = try Self.textIfAny(told, "reply_to", 64)
    author = try GenericMember(ifAny: body["author"], "author")
    flagger = try GenericMember(ifAny: body["flagger"], "flagger")
    flag = try Self.textIfAny(body, "flag", 64)
    if kind == .flagged, flagger == nil { throw .malformed("flagger") }
  }

  static func text(
    _ told: JSONTree, _ name: String, _ lengths: ClosedRange<Int>
  ) throws(DirectRefusal) -> String {
    guard let text = told[name]?.text, lengths.contains(text.count) else {
      throw .malformed(name)
    }
    return text
  }

  static func textIfAny(
    _ told: JSONTree, _ name: String, _ most: Int
  ) throws(DirectRefusal) -> String? {
    guard let value = told[name], !value.isNull else { return nil }
    guard let text = value.text, text.count <= most else { throw .malformed(name) }
    return text.isEmpty ? nil : text
  }
}

/// Somebody on the platform.
struct GenericMember: Hashable, Sendable {
  var id: String
  var name: String?
  var trustLevel: Int?
  var isAdmin: Bool
  var isModerator: Bool

  init?(ifAny told: JSONTree?, _ name: String) throws(DirectRefusal) {
    guard let told, !told.isNull else { return nil }
    guard told.object != nil else { throw .malformed(name) }
    id = try GenericEvent.text(told, "id", 1...64)
    self.name = try GenericEvent.textIfAny(told, "name", 200)
    if let level = told["trust_level"], !level.isNull {
      guard let number = level.int, (0...4).contains(number) else {
        throw .malformed("trust_level")
      }
      trustLevel = Int(number)
    }
    isAdmin = told["is_admin"]?.bool ?? false
    isModerator = told["is_moderator"]?.bool ?? false
  }
}
