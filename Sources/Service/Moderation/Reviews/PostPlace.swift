import Foundation
import Moderation
import Storage

/// Where a post stands on its forum, as far as the forum tells: what a voter needs to read it in its
/// place (moderation 4.3).
public struct PostPlace: Hashable, Sendable {
  /// The post in its topic.
  public var link: String?
  public var repliesTo: Reply?

  /// The post that it answers.
  public struct Reply: Hashable, Sendable {
    public var link: String?
    public var author: String?
    /// Nil: it was never submitted, or it is hidden.
    public var text: String?
  }
}

extension StoreTransaction {
  func place(of review: StoredReview) throws -> PostPlace {
    guard
      let metadata = try submission(review.submission)?.metadata.flatMap({
        JSONTree(parsing: $0)
      })
    else { return PostPlace() }
    let forum = try address(ofForum: review.community)
    func link(_ number: JSONTree?) -> String? {
      guard let forum, let topic = DiscourseNumber.positive(metadata["topic_id"]),
        let number = DiscourseNumber.positive(number)
      else { return nil }
      return "\(forum)/t/\(topic)/\(number)"
    }
    var place = PostPlace(
      link: Self.webAddress(metadata["url"]?.text) ?? link(metadata["post_number"]))
    if let message = metadata["reply_to"]?.text {
      place.repliesTo = try reply(to: message, in: review.community)
    } else if let answered = link(metadata["reply_to_post_number"]) {
      place.repliesTo = PostPlace.Reply(link: answered)
    }
    return place
  }

  /// A post that is hidden is not shown by quoting it.
  private func reply(to message: String, in community: String) throws -> PostPlace.Reply? {
    guard let post = try moderatedPost(community: community, message: message) else { return nil }
    let hides = try post.review.flatMap { try review($0) }?.item.hidesPost ?? false
    let metadata = try submission(community: community, clientKey: "post-\(message)")?.metadata
      .flatMap { JSONTree(parsing: $0) }
    return PostPlace.Reply(
      link: Self.webAddress(metadata?["url"]?.text),
      author: try post.authorMember.flatMap { try externalMember($0)?.name },
      text: hides ? nil : post.content)
  }

  /// Where a Discourse forum is: events go to its plugin, or it is called itself.
  private func address(ofForum community: String) throws -> String? {
    let isDirect = try directConnection(community)?.kind == .discourse
    for webhook in try webhooks(of: community) {
      if let plugin = webhook.url.range(of: "/opennotes/webhook") {
        return String(webhook.url[..<plugin.lowerBound])
      }
      if isDirect { return String(webhook.url.trimmingSuffix { $0 == "/" }) }
    }
    return nil
  }

  /// A link that a page may have: forums tell any text.
  private static func webAddress(_ text: String?) -> String? {
    guard let text, text.utf8.count <= 2_000, let url = URL(string: text),
      ["http", "https"].contains(url.scheme?.lowercased()), url.host()?.isEmpty == false,
      url.user() == nil
    else { return nil }
    return text
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isLeftOut: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isLeftOut(last) { rest = rest.dropLast() }
    return rest
  }
}
