import CommunityRules
import NoteModel
import Service

/// A post as lists and forms show it.
struct PostCard: Sendable {
  var postId: String
  var title: String?
  var excerpt: String
  var authorName: String?
  var siteName: String
  var postedISO: String
  var postedText: String
  var hasMedia: Bool
  var media: [Media]
  var originalURL: String
  var request: RequestCard?
  var leadingNote: NoteCard?
  var openLabel: String
  // The post's own page.
  var heading: String
  var bodyText: String
  var canWithdrawRequest: Bool
  var canWrite: Bool
  var canRequest: Bool
  var whyNoWriting: String?
  var whyNoWritingPath: String?
  var whyNoWritingLabel: String?

  struct Media: Sendable { var mediaLabel: String }

  init(_ post: PostView, now: Int64, leading: NoteView? = nil, request: RequestCard? = nil) {
    postId = post.id
    title = post.title
    let text = post.text ?? ""
    excerpt = text.count > 280 ? String(text.prefix(277)) + "…" : text
    authorName = post.authorName
    siteName = post.siteName ?? PostAddress(post.url)?.host ?? ""
    let posted = post.publishedAt ?? post.addedAt
    postedISO = PageTime(posted).iso
    postedText = PageTime.age(posted, at: now)
    func count(_ number: Int, _ what: String) -> Media? {
      number == 0 ? nil : Media(mediaLabel: number == 1 ? "1 \(what)" : "\(number) \(what)s")
    }
    media = [
      count(post.images, "image"), count(post.videos, "video"), count(post.links, "link"),
    ].compactMap(\.self)
    hasMedia = !media.isEmpty
    originalURL = post.url
    self.request = request
    leadingNote = leading.map { NoteCard($0, now: now) }
    openLabel =
      switch post.notes.count {
      case 0: "Open the post"
      case 1: "Open the post and its note"
      default: "Open the post and its \(post.notes.count) notes"
      }
    heading = post.title ?? "A post"
    bodyText = text
    canWithdrawRequest = post.may.hasRequested
    canWrite = post.may.write
    canRequest = post.may.request && !post.may.hasRequested
  }
}

/// What was said by those who requested a note on a post.
struct RequestCard: Sendable {
  var requestText: String
  var hasSources: Bool
  var sources: [Source]
  var hasSuggestions: Bool
  var suggestions: [Suggestion]

  struct Source: Sendable {
    var sourceURL: String
    var sourceLabel: String
    var sourceCountText = ""
  }

  struct Suggestion: Sendable { var suggestionText: String }

  init(_ requested: Site.RequestedPostView, now: Int64) {
    requestText = "Since \(PageTime.age(requested.since, at: now))."
    sources = requested.sourceLinks.map { Source(sourceURL: $0, sourceLabel: $0) }
    suggestions = requested.suggestions.map { Suggestion(suggestionText: $0) }
    hasSources = !sources.isEmpty
    hasSuggestions = !suggestions.isEmpty
  }
}
