import Moderation

/// The programs that speak for platforms, their keys, and the communities and people they speak of.
public protocol AdapterRepository {
  func insert(_ adapter: Adapter) throws
  func adapter(_ id: String) throws -> Adapter?
  /// Oldest first.
  func adapters() throws -> [Adapter]
  func adapter(email: String) throws -> Adapter?

  func insert(_ key: AdapterKey) throws
  func update(_ key: AdapterKey) throws
  func adapterKey(_ id: String) throws -> AdapterKey?
  func adapterKey(prefix: String) throws -> AdapterKey?
  /// Keys of the older form that are not revoked.
  func adapterKeysWithoutPrefix() throws -> [AdapterKey]
  /// Oldest first, revoked ones among them.
  func adapterKeys(of adapter: String) throws -> [AdapterKey]
  /// The same of those that an adapter made.
  func adapterKeys(madeBy adapter: String) throws -> [AdapterKey]

  func keptAnswer(key: String, adapter: String) throws -> KeptAnswer?
  func keep(_ answer: KeptAnswer, adapter: String) throws
  func deleteKeptAdapterAnswers(before: Int64) throws

  func insert(_ community: ModeratedCommunity) throws
  func update(_ community: ModeratedCommunity) throws
  func moderatedCommunity(_ id: String) throws -> ModeratedCommunity?
  func moderatedCommunity(platform: String, slug: String) throws -> ModeratedCommunity?
  /// Oldest first; nil: of every adapter.
  func moderatedCommunities(of adapter: String?) throws -> [ModeratedCommunity]

  func insert(_ member: ExternalMember) throws
  func update(_ member: ExternalMember) throws
  func externalMember(_ id: MemberID) throws -> ExternalMember?
  func externalMembers(_ ids: some Sequence<MemberID>) throws -> [MemberID: ExternalMember]
  func externalMember(platform: String, scope: String, userID: String) throws -> ExternalMember?
  /// Whoever was last seen with a name there.
  func externalMember(platform: String, scope: String, name: String) throws -> ExternalMember?

  /// Takes the members of a community along to its new slug.
  func moveMembers(platform: String, from: String, to: String) throws

  /// Remembers a category of a community; its name is the last one told. What is above it
  /// is told apart (`setParent`).
  func put(_ category: ModeratedCategory) throws
  /// Says what is above a category; nil: nothing but the community.
  func setParent(_ parent: String?, of channel: String, in community: String) throws
  /// The channels above a category, the nearest first; at most ten.
  func categories(above channel: String, in community: String) throws -> [String]
  /// In the order in which they were first seen.
  func moderatedCategories(of community: String) throws -> [ModeratedCategory]
}

/// A program that speaks for the communities it registered.
public struct Adapter: Hashable, Sendable {
  public var id: String
  public var name: String
  /// By which administrators' programs name it.
  public var email: String?
  /// Whether it may see every community.
  public var isAdministrator: Bool
  public var createdAt: Int64

  public init(id: String, name: String, isAdministrator: Bool = false, createdAt: Int64) {
    self.id = id
    self.name = name
    self.isAdministrator = isAdministrator
    self.createdAt = createdAt
  }
}

/// What an adapter proves itself with; only a slow hash of it is read.
public struct AdapterKey: Hashable, Sendable {
  public var id: String
  public var adapter: String
  public var name: String
  /// Nil: of the older form.
  public var prefix: String?
  /// A password hash of the whole key.
  public var hash: String
  public var scopes: Set<String>
  /// The key, sealed, while webhooks are signed with it.
  public var sealed: [UInt8]?
  /// The adapter that made it; nil: an operator did.
  public var createdBy: String?
  public var createdAt: Int64
  public var expiresAt: Int64?
  public var revokedAt: Int64?
  public var usedAt: Int64?

  public init(
    id: String, adapter: String, name: String, prefix: String?, hash: String,
    scopes: Set<String>, sealed: [UInt8]? = nil, createdAt: Int64, expiresAt: Int64? = nil
  ) {
    self.id = id
    self.adapter = adapter
    self.name = name
    self.prefix = prefix
    self.hash = hash
    self.scopes = scopes
    self.sealed = sealed
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }

  public func isValid(at now: Int64) -> Bool {
    revokedAt == nil && expiresAt.map { now < $0 } ?? true && !scopes.isEmpty
  }
}

/// A forum or server whose posts are moderated here.
public struct ModeratedCommunity: Hashable, Sendable {
  public var id: String
  public var adapter: String
  public var platform: String
  /// The platform's own name for it; `platform_community_server_id`.
  public var slug: String
  public var name: String
  public var description: String?
  /// JSON.
  public var settings: String?
  /// JSON, as last told.
  public var stats: String?
  public var isActive: Bool
  public var isPublic: Bool
  public var isHost: Bool
  public var registersWebhook: Bool
  public var createdAt: Int64
  public var updatedAt: Int64

  public init(
    id: String, adapter: String, platform: String, slug: String, name: String,
    description: String? = nil, settings: String? = nil, isActive: Bool = true,
    isPublic: Bool = true, createdAt: Int64
  ) {
    self.id = id
    self.adapter = adapter
    self.platform = platform
    self.slug = slug
    self.name = name
    self.description = description
    self.settings = settings
    stats = nil
    self.isActive = isActive
    self.isPublic = isPublic
    isHost = false
    registersWebhook = true
    self.createdAt = createdAt
    updatedAt = createdAt
  }
}

/// Somebody on a platform, as its adapter last told of them.
public struct ExternalMember: Hashable, Sendable {
  public var id: MemberID
  public var platform: String
  /// The community's slug, or `*` on platforms whose accounts are the same everywhere.
  public var scope: String
  public var userID: String
  public var name: String
  public var trustLevel: Int?
  public var isAdmin = false
  public var isModerator = false
  public var isHuman = true
  public var isBanned = false
  public var isActive = true
  public var isExcluded = false
  public var createdAt: Int64
  public var lastSeenAt: Int64

  public init(
    id: MemberID, platform: String, scope: String, userID: String, name: String, createdAt: Int64
  ) {
    self.id = id
    self.platform = platform
    self.scope = scope
    self.userID = userID
    self.name = name
    self.createdAt = createdAt
    lastSeenAt = createdAt
  }
}

/// A category or channel in which posts were submitted.
public struct ModeratedCategory: Hashable, Sendable {
  public var id: String
  public var community: String
  public var channel: String
  public var name: String
  /// The channel of the category above it, where the platform told of one.
  public var parent: String?
  public var firstSeenAt: Int64

  public init(
    id: String, community: String, channel: String, name: String, parent: String? = nil,
    firstSeenAt: Int64
  ) {
    self.parent = parent
    self.id = id
    self.community = community
    self.channel = channel
    self.name = name
    self.firstSeenAt = firstSeenAt
  }
}
