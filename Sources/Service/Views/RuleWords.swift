import CommunityRules

extension Eligibility.Unmet {
  /// What is missing, and what to do.
  public var words: String {
    switch self {
    case .accountTooYoung: "Your account is too new. Come back later."
    case .recentViolation: "There was a recent violation of the host’s rules on your account."
    case .emailNotVerified: "Confirm your mail address by the link that was sent to it."
    case .emailDomainRefused: "Addresses of this domain are refused. Use another address."
    case .noUniquenessProof: "Show that you hold one membership alone; ask the operator how."
    }
  }

  /// The criterion's name.
  public var label: String {
    switch self {
    case .accountTooYoung: "An account that is old enough"
    case .recentViolation: "No recent violation of the rules"
    case .emailNotVerified: "A confirmed mail address"
    case .emailDomainRefused: "A mail address of your own"
    case .noUniquenessProof: "One membership a person"
    }
  }

  /// Milliseconds from which on the criterion is met by itself.
  public var metAt: Int64? {
    switch self {
    case .accountTooYoung(let instant), .recentViolation(let instant): instant
    default: nil
    }
  }
}

extension MissingForStatus {
  /// In words for everybody who may know (`isPublic`) or for contributors.
  public var words: String {
    switch self {
    case .nothingMore: "Nothing: the next scoring run decides."
    case .olderCommunity(let raters):
      "The community is young: notes are shown once \(raters) raters have a known viewpoint."
    case .ratings(let needed, let has): "It has \(has) ratings; a status needs \(needed)."
    case .experiencedRaters: "Ratings from people who have rated at least ten notes."
    case .bothViewpoints: "Ratings from people with both viewpoints."
    case .clearerAgreement: "Clearer agreement between people who usually disagree."
    case .sharedReasons(let tags, let people):
      "\(tags) reasons, each given by at least \(people) people."
    case .observation:
      "It meets the criteria and is being observed for a while before it is shown."
    }
  }
}
