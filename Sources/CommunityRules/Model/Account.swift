/// A person's login. What links it to a contributor is kept apart from it.
public struct Account: Hashable, Sendable {
  public enum Role: String, Codable, Sendable, CaseIterable {
    case member
    /// Runs the installation; takes system-wide measures only.
    case `operator`
  }

  public var id: AccountID
  /// Lowercase; unique.
  public var email: String
  public var emailVerifiedAt: Int64?
  /// What the account is called on the host; shown to its owner alone.
  public var name: String
  /// Nil for accounts that sign in through the host alone.
  public var passwordHash: String?
  /// Who the host's identity provider says it is.
  public var subject: Subject?
  /// The author key of the posts that the account wrote on the host (`Post.authorKey`).
  public var authorKey: String?
  public var role: Role
  public var createdAt: Int64
  public var standing: Standing
  /// Signing in is refused until then.
  public var lockedUntil: Int64?
  public var failedSignIns: Int

  /// An account of an OpenID Connect provider.
  public struct Subject: Hashable, Codable, Sendable {
    public var issuer: String
    public var subject: String

    public init(issuer: String, subject: String) {
      self.issuer = issuer
      self.subject = subject
    }
  }

  /// What admission looks at.
  public struct Standing: Hashable, Codable, Sendable {
    /// When the account was made on the host; nil: when it was made here.
    public var hostCreatedAt: Int64?
    /// The host's last notice of a violation of its rules.
    public var lastViolationAt: Int64?
    /// Keyed hash of what shows that one person holds one membership.
    public var uniquenessProof: String?
    /// Which waiting list the account belongs to.
    public var pool: String

    public init(
      hostCreatedAt: Int64? = nil, lastViolationAt: Int64? = nil, uniquenessProof: String? = nil,
      pool: String = "everyone"
    ) {
      self.hostCreatedAt = hostCreatedAt
      self.lastViolationAt = lastViolationAt
      self.uniquenessProof = uniquenessProof
      self.pool = pool
    }
  }

  public init(
    id: AccountID, email: String, emailVerifiedAt: Int64? = nil, name: String,
    passwordHash: String? = nil, subject: Subject? = nil, authorKey: String? = nil,
    role: Role = .member, createdAt: Int64, standing: Standing = Standing(),
    lockedUntil: Int64? = nil, failedSignIns: Int = 0
  ) {
    self.id = id
    self.email = email
    self.emailVerifiedAt = emailVerifiedAt
    self.name = name
    self.passwordHash = passwordHash
    self.subject = subject
    self.authorKey = authorKey
    self.role = role
    self.createdAt = createdAt
    self.standing = standing
    self.lockedUntil = lockedUntil
    self.failedSignIns = failedSignIns
  }
}
