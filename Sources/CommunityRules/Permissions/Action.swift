import NoteModel

/// What somebody may want to do; the permission matrix of the specification in one place.
public enum Action: String, Sendable, CaseIterable {
  case seeShownNotes
  case browseNotes
  /// The list of notes that need ratings, prompts and previews.
  case seeNotesThatNeedHelp
  case rate
  /// An answer to a shown note that is never scored.
  case giveFeedback
  case requestNote
  case seeRequests
  case writeNote
  case deleteOwnNote
  case changeOwnRating
  case reportNote
  case requestAdditionalReview
  case downloadData
  /// Nobody may, whatever their role (ACT-11).
  case setStatusByHand
  case removeForViolation
  case takeMeasures
}

/// Who somebody is to the site.
public struct Standing: Hashable, Sendable {
  /// Nil: nobody signed in.
  public var role: Account.Role?
  /// The contributor that the account is, where it has joined and chosen an alias.
  public var contributor: Contributor?
  /// Whether they wrote the post that an action is about.
  public var isPostAuthor: Bool

  public init(
    role: Account.Role? = nil, contributor: Contributor? = nil, isPostAuthor: Bool = false
  ) {
    self.role = role
    self.contributor = contributor
    self.isPostAuthor = isPostAuthor
  }

  public static let reader = Standing()

  /// Whether they may; limits, forms and states of notes are asked apart.
  public func may(_ action: Action) -> Bool {
    let active = contributor.flatMap { $0.leftAt == nil ? $0 : nil }
    // An operator runs the installation and takes no part in it (ACT-8).
    let isOperator = role == .operator
    let member = isOperator ? nil : active
    // Also after it left: it could leave, ask for what suits it, and rejoin (AIW-4).
    let isWriterAccount = contributor?.isAutomated == true
    switch action {
    case .seeShownNotes, .browseNotes, .reportNote, .downloadData: return true
    case .seeNotesThatNeedHelp:
      return isOperator || member.map { $0.enrollment.mayRate } ?? false
    case .rate, .changeOwnRating:
      return member.map { !$0.isAutomated && $0.enrollment.mayRate } ?? false
    case .giveFeedback:
      return !isOperator && role != nil && active == nil && !isWriterAccount
    case .requestNote:
      return !isOperator && role != nil && !isWriterAccount
    case .seeRequests:
      return isOperator || member.map { $0.impact.isTopWriter && !$0.isAutomated } ?? false
    case .writeNote:
      // An AI writer proposes notes through its own interface alone, on posts that it was offered.
      return member.map { !$0.isAutomated && $0.enrollment.mayWrite } ?? false
    case .deleteOwnNote:
      // At any time (WRT-60): also after leaving, and after a removal.
      return !isOperator && contributor != nil
    case .requestAdditionalReview:
      return !isOperator && role != nil && isPostAuthor
    case .setStatusByHand: return false
    case .removeForViolation, .takeMeasures: return isOperator
    }
  }
}
