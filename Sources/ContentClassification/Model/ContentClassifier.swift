/// Says what a post may be. A classifier never throws and never blocks a post: what it cannot
/// judge is `unavailable`, and publishing goes on (moderation 2.2, fail-open).
public protocol ContentClassifier: Sendable {
  var identity: ClassifierIdentity { get }
  func classify(_ post: PostText) async -> PostClassification
}
