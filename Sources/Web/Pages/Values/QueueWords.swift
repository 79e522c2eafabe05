import Service

/// What the review page says to whom.
struct QueueWords: Sendable {
  var explanation: String
  /// Said where nothing is listed.
  var emptyState: EmptyState

  private static let idea =
    "Posts of the forum that may break its rules. The community judges, not a machine alone: people "
    + "who see things differently have to agree."

  init(_ standing: ReviewStanding) {
    explanation = Self.idea
    switch standing {
    case .noCommunity:
      emptyState = EmptyState(
        emptyTitle: "No forum is reviewed here",
        emptyText: "Once a forum lets its members judge moderation, its posts wait here.",
        emptyActionPath: "/", emptyActionLabel: "Read notes")
    case .signedOut:
      emptyState = EmptyState(
        emptyTitle: "For members of the forum",
        emptyText: "Sign in with your forum account to see the posts that wait for your judgement.",
        emptyActionPath: "/sign-in?to=%2Fcommunity%2Dreviews", emptyActionLabel: "Sign in")
    case .stranger:
      emptyState = EmptyState(
        emptyTitle: "We do not know you from the forum yet",
        emptyText:
          "Open the reviews once on your forum, then come back here, signed in with the same account."
      )
    case .member(let community, mayVote: true):
      explanation = "Posts of \(community) that wait for the judgement of its members. " + Self.vote
      emptyState = EmptyState(
        emptyTitle: "Nothing is waiting",
        emptyText: "You have judged what there is. New reviews appear here as posts are flagged.",
        emptyActionPath: "/community-reviews/mine", emptyActionLabel: "See my votes")
    case .member(let community, mayVote: false):
      explanation = "Posts of \(community) that wait for the judgement of its members. " + Self.vote
      emptyState = EmptyState(
        emptyTitle: "Not open to you yet",
        emptyText:
          "Members judge once the forum trusts them: with a higher trust level reviews appear here.",
        emptyActionPath: "/community-reviews/mine", emptyActionLabel: "See my posts")
    case .operator:
      explanation = "Everything that members are judging now. Operators see it and do not vote."
      emptyState = EmptyState(
        emptyTitle: "Nothing is waiting", emptyText: "Open reviews of every group appear here.")
    }
  }

  private static let vote = "How others voted stays hidden until a review is decided."
}
