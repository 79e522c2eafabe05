import CommunityRules
import NoteModel
import Storage

/// Who asks: nobody in particular, or a signed-in account with the contributor it is, if any.
///
/// The two are known together here because a person asks for themselves; nothing that others see may
/// be made from both.
public struct Asker: Sendable {
  public let account: Account?
  public let membership: Membership?
  public let contributor: Contributor?
  /// What a program may do for its account; nil: a person, who may do all that the account may.
  public let scopes: Set<Scope>?
  /// When what the program shows stops being taken; nil: a person, or never.
  let tokenEndsAt: Int64?

  public static let nobody = Asker(account: nil, membership: nil, contributor: nil, scopes: nil)

  init(
    account: Account?, membership: Membership?, contributor: Contributor?, scopes: Set<Scope>?,
    tokenEndsAt: Int64? = nil
  ) {
    self.account = account
    self.membership = membership
    self.contributor = contributor
    self.scopes = scopes
    self.tokenEndsAt = tokenEndsAt
  }

  /// An account as the store knows it now.
  init(
    account: Account, scopes: Set<Scope>? = nil, tokenEndsAt: Int64? = nil,
    in store: any StoreTransaction
  ) throws {
    self.account = account
    self.scopes = scopes
    self.tokenEndsAt = tokenEndsAt
    membership = try store.membership(of: account.id)
    contributor = try membership.flatMap { try store.contributor($0.participant) }
  }

  /// The same asker as the store knows them now: rights may have changed since the request began.
  func refreshed(in store: any StoreTransaction) throws -> Asker {
    guard let id = account?.id else { return .nobody }
    guard let account = try store.account(id) else { throw SiteError.notSignedIn }
    return try Asker(account: account, scopes: scopes, tokenEndsAt: tokenEndsAt, in: store)
  }

  public var isSignedIn: Bool { account != nil }
  public var isOperator: Bool { account?.role == .operator }
  /// The contributor, unless they have left.
  public var activeContributor: Contributor? {
    contributor.flatMap { $0.leftAt == nil ? $0 : nil }
  }

  public func standing(isPostAuthor: Bool = false) -> Standing {
    Standing(role: account?.role, contributor: contributor, isPostAuthor: isPostAuthor)
  }

  /// Whether the asker wrote a post on its host.
  public func wrote(_ post: Post) -> Bool {
    guard let own = account?.authorKey, let author = post.authorKey else { return false }
    return own == author
  }

  public func may(_ action: Action, isPostAuthor: Bool = false) -> Bool {
    standing(isPostAuthor: isPostAuthor).may(action)
      && scopes.map { action.scope.map($0.contains) ?? true } ?? true
  }

  /// The account that asks.
  func requireAccount() throws -> Account {
    guard let account else { throw SiteError.notSignedIn }
    return account
  }

  /// The contributor that asks, where they may act.
  func require(_ action: Action, isPostAuthor: Bool = false) throws {
    if may(action, isPostAuthor: isPostAuthor) { return }
    if account == nil { throw SiteError.notSignedIn }
    if let scopes, let scope = action.scope, !scopes.contains(scope) {
      throw SiteError.forbidden(reason: "The token lacks the scope “\(scope.rawValue)”.")
    }
    throw SiteError.forbidden(reason: reason(against: action))
  }

  func requireContributor(_ action: Action) throws -> Contributor {
    try require(action)
    guard let contributor = activeContributor else {
      throw SiteError.forbidden(reason: reason(against: action))
    }
    return contributor
  }

  private func reason(against action: Action) -> String {
    if contributor?.enrollment.state == .removed {
      return "This contributor was removed from the programme."
    }
    if isOperator, !Self.operatorsOwn.contains(action) {
      return "Operators run the site and take no part in it."
    }
    if contributor?.leftAt != nil {
      return "You left the programme. Rejoin from your profile to take part again."
    }
    switch action {
    case .rate, .changeOwnRating, .seeNotesThatNeedHelp, .deleteOwnNote:
      return "Join and choose an alias first."
    case .writeNote:
      guard let contributor else { return "Join and choose an alias first." }
      let impact = contributor.impact.ratingImpact
      return "Writing unlocks at a Rating Impact of \(contributor.enrollment.target); "
        + "yours is \(impact). Rate notes to get there."
    case .seeRequests: return "Only Top Writers see requests."
    case .requestAdditionalReview: return "Only the author of the post may ask for it."
    case .giveFeedback: return "Contributors rate notes instead."
    case .setStatusByHand: return "Nobody can set a note's status by hand."
    case .removeForViolation, .takeMeasures: return "Only operators may do this."
    default: return "You may not do this."
    }
  }

  private static let operatorsOwn: Set<Action> = [
    .removeForViolation, .takeMeasures, .seeRequests, .seeNotesThatNeedHelp, .setStatusByHand,
  ]
}

/// What a token lets a program do for its account.
public enum Scope: String, Codable, Sendable, CaseIterable {
  /// Read what the account sees.
  case read
  case rate
  case write
  /// Request notes and additional review, report notes.
  case request
  /// Push posts, as the host whose posts they are; operators' tokens alone.
  case posts
  /// Change the account: joining, leaving, notices, tokens.
  case account
  /// Run the installation; operators' tokens alone.
  case operate
}

extension Action {
  /// The scope that a program needs for it; nil: none.
  var scope: Scope? {
    switch self {
    case .seeShownNotes, .browseNotes, .downloadData: nil
    case .seeNotesThatNeedHelp, .seeRequests: .read
    case .rate, .changeOwnRating, .giveFeedback: .rate
    case .writeNote, .deleteOwnNote: .write
    case .requestNote, .reportNote, .requestAdditionalReview: .request
    case .setStatusByHand, .removeForViolation, .takeMeasures: .operate
    }
  }
}
