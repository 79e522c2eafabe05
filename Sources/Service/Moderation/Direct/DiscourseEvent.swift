/// What a Discourse forum's webhook tells, as far as reviews need it: a pure reading of the JSON,
/// within bounds. Members that a version of Discourse does not send are nil.
enum DiscourseEvent: Hashable, Sendable {
  case ping
  /// Written, edited or recovered.
  case post(DiscoursePost)
  case postGone(Int64)
  case flag(DiscourseFlag)
  case member(DiscourseMember, isGone: Bool)
  case category(DiscourseCategory)
  /// Nothing that concerns reviews.
  case ignored

  /// - Parameters:
  ///   - kind: of the header `X-Discourse-Event-Type`.
  ///   - event: of `X-Discourse-Event`.
  init(kind: String, event: String, body: JSONTree) {
    let told = body[kind] ?? .null
    switch (kind, event) {
    case ("ping", _): self = .ping
    case ("post", "post_created"), ("post", "post_edited"), ("post", "post_recovered"):
      self = DiscoursePost(told).map(Self.post) ?? .ignored
    case ("post", "post_destroyed"):
      self = DiscourseNumber.positive(told["id"]).map(Self.postGone) ?? .ignored
    case ("reviewable", "reviewable_created"), ("reviewable", "reviewable_score_updated"):
      self = DiscourseFlag(told).map(Self.flag) ?? .ignored
    case ("user", "user_destroyed"), ("user", "user_anonymized"):
      self = DiscourseMember(told, id: "id").map { .member($0, isGone: true) } ?? .ignored
    case ("user", _):
      self = DiscourseMember(told, id: "id").map { .member($0, isGone: false) } ?? .ignored
    case ("category", "category_created"), ("category", "category_updated"):
      self = DiscourseCategory(told).map(Self.category) ?? .ignored
    default: self = .ignored
    }
  }

  /// What is kept of a body until it is dealt with: no address of mail, nothing that is not needed.
  static func kept(_ kind: String, _ body: JSONTree) -> JSONTree {
    let needed = kind == "category" ? Self.neededOfCategories : Self.needed
    return .object([kind: .object((body[kind]?.object ?? [:]).filter { needed.contains($0.key) })])
  }

  private static let neededOfCategories: Set<String> = ["id", "name", "parent_category_id"]

  private static let needed: Set<String> = [
    "id", "raw", "user_id", "username", "trust_level", "admin", "moderator", "post_number",
    "reply_to_post_number", "category_id", "category_slug", "topic_id", "topic_title", "topic_slug",
    "topic_archetype",
    "hidden", "post_type", "deleted_at", "updated_at", "type", "status", "post_id",
    "target_created_by_id", "created_by_id",
  ]

  /// What it is about: things told of one subject are dealt with in order.
  var subject: String? {
    switch self {
    case .post(let post): "post \(post.id)"
    case .postGone(let id): "post \(id)"
    case .flag(let flag): "post \(flag.post)"
    case .member(let member, _): "user \(member.id)"
    case .category(let category): "category \(category.id)"
    case .ping, .ignored: nil
    }
  }

  /// Rises with each change of the subject, as far as the forum tells.
  var version: Int64? {
    if case .post(let post) = self { post.updatedAt } else { nil }
  }
}

/// A post as `post_created` and `post_edited` tell of it.
struct DiscoursePost: Hashable, Sendable {
  var id: Int64
  var number: Int64?
  /// The number of the post that it answers.
  var answered: Int64?
  var raw: String
  /// Nil: its author was deleted.
  var author: DiscourseMember?
  /// Nil: a private message.
  var category: Int64?
  var categoryName: String?
  var topic: Int64?
  var topicTitle: String?
  var topicSlug: String?
  var isHidden: Bool
  /// Whether it is what members read: no whisper, no small action, no private message, not deleted.
  var isPublic: Bool
  var updatedAt: Int64?

  static let mostCharacters = 500_000

  init?(_ told: JSONTree) {
    guard let id = DiscourseNumber.positive(told["id"]), let raw = told["raw"]?.text,
      !raw.isEmpty, raw.count <= Self.mostCharacters
    else { return nil }
    self.id = id
    self.raw = raw
    number = DiscourseNumber.positive(told["post_number"])
    answered = DiscourseNumber.positive(told["reply_to_post_number"])
    author = DiscourseMember(told, id: "user_id")
    category = DiscourseNumber.positive(told["category_id"])
    categoryName = told["category_slug"]?.text.map { String($0.prefix(200)) }
    topic = DiscourseNumber.positive(told["topic_id"])
    topicTitle = told["topic_title"]?.text.map { String($0.prefix(500)) }
    topicSlug = told["topic_slug"]?.text.map { String($0.prefix(500)) }
    isHidden = told["hidden"]?.bool ?? false
    // 1 is a member's post; 2 to 4 are staff's and the forum's own.
    isPublic =
      told["post_type"]?.int ?? 1 == 1 && category != nil
      && told["topic_archetype"]?.text != "private_message" && told["deleted_at"]?.text == nil
    updatedAt = told["updated_at"]?.text.flatMap(ISOTime.millis)
  }
}

/// A category, with the one above it.
struct DiscourseCategory: Hashable, Sendable {
  var id: Int64
  var name: String
  /// Nil: none is.
  var parent: Int64?

  init?(_ told: JSONTree) {
    guard let id = DiscourseNumber.positive(told["id"]), let name = told["name"]?.text,
      !name.isEmpty
    else { return nil }
    self.id = id
    self.name = String(name.prefix(200))
    parent = DiscourseNumber.positive(told["parent_category_id"])
  }
}

/// Somebody on the forum, as any event tells of them.
struct DiscourseMember: Hashable, Sendable {
  var id: Int64
  var username: String?
  var trustLevel: Int?
  var isAdmin: Bool
  var isModerator: Bool

  init?(_ told: JSONTree, id name: String) {
    // The forum itself has a negative number.
    guard let id = told[name]?.int, id != 0, DiscourseNumber.exact.contains(id) else { return nil }
    self.id = id
    username = told["username"]?.text.flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }
    trustLevel = told["trust_level"]?.int.map { Int(min(max($0, 0), 4)) }
    isAdmin = told["admin"]?.bool ?? false
    isModerator = told["moderator"]?.bool ?? false
  }
}

/// A flagged post that came up for review on the forum. The webhook says who flagged first, by
/// number, and not by what kind of flag.
struct DiscourseFlag: Hashable, Sendable {
  var reviewable: Int64
  var post: Int64
  var raw: String
  var category: Int64?
  var author: Int64?
  var flagger: Int64?

  init?(_ told: JSONTree) {
    guard told["type"]?.text == "ReviewableFlaggedPost", told["status"]?.int ?? 0 == 0,
      let reviewable = DiscourseNumber.positive(told["id"]),
      let post = DiscourseNumber.positive(told["post_id"]),
      let raw = told["raw"]?.text, !raw.isEmpty, raw.count <= DiscoursePost.mostCharacters,
      // Private messages have no category.
      let category = DiscourseNumber.positive(told["category_id"])
    else { return nil }
    self.reviewable = reviewable
    self.post = post
    self.raw = raw
    self.category = category
    author = told["target_created_by_id"]?.int
    flagger = told["created_by_id"]?.int.flatMap { DiscourseNumber.exact.contains($0) ? $0 : nil }
  }
}

enum DiscourseNumber {
  /// Whole numbers that are the same in every language.
  static let exact: ClosedRange<Int64> = -(1 << 53) + 1...(1 << 53) - 1

  /// A number that names something.
  static func positive(_ value: JSONTree?) -> Int64? {
    guard let number = value?.int, number > 0, exact.contains(number) else { return nil }
    return number
  }
}
