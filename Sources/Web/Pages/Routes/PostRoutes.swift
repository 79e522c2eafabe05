import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NoteModel
import Service

/// A post with all its notes, in sections.
struct PostValues: Sendable {
  var post: PostCard
  var hasShown: Bool
  /// The leading one; the others are a tap away (STA-24).
  var shownNotes: [NoteCard]
  var hasAlsoShown: Bool
  var alsoShownSummary: String
  var alsoShownNotes: [NoteCard]
  var hasProposed: Bool
  var proposedNotes: [NoteCard]
  var hasInformational: Bool
  var informationalNotes: [NoteCard]
  var hasNotHelpful: Bool
  var notHelpfulSummary: String
  var notHelpfulNotes: [NoteCard]
  var hasNoNotes: Bool
  var noNotesText: String

  init(_ view: PostView, _ asker: Asker, now: Int64) {
    post = PostCard(view, now: now)
    if !view.may.write, asker.activeContributor != nil {
      post.whyNoWriting = "Writing unlocks as your ratings agree with what people decide."
      post.whyNoWritingPath = "/me"
      post.whyNoWritingLabel = "See how far you are"
    } else if !asker.isSignedIn {
      post.whyNoWriting = "Anybody can join to rate notes and, later, write them."
      post.whyNoWritingPath = "/sign-up"
      post.whyNoWritingLabel = "Join in"
    }
    func cards(_ isIn: (NoteView) -> Bool) -> [NoteCard] {
      view.notes.filter(isIn).map { NoteCard($0, now: now) }
    }
    let shown = cards(\.isShown)
    shownNotes = Array(shown.prefix(1))
    alsoShownNotes = Array(shown.dropFirst())
    hasAlsoShown = shown.count > 1
    alsoShownSummary =
      shown.count == 2 ? "1 more note is shown" : "\(shown.count - 1) more notes are shown"
    proposedNotes = cards { $0.status == NoteStatus.needsMoreRatings.name }
    informationalNotes = cards { $0.status == NoteStatus.helpful.name && !$0.isShown }
    notHelpfulNotes = cards { $0.status == NoteStatus.notHelpful.name }
    hasShown = !shownNotes.isEmpty
    hasProposed = !proposedNotes.isEmpty
    hasInformational = !informationalNotes.isEmpty
    hasNotHelpful = !notHelpfulNotes.isEmpty
    notHelpfulSummary =
      notHelpfulNotes.count == 1
      ? "1 note was found not helpful" : "\(notHelpfulNotes.count) notes were found not helpful"
    hasNoNotes = view.notes.isEmpty
    noNotesText =
      view.may.write
      ? "You can write the first one."
      : "If it needs context, request a note: writers see requests."
  }
}

/// The form for a post's address.
struct PostAddValues: Sendable {
  var urlHint: String
  var form: [String: String]
  var hasErrors: Bool
  var errors: [FormErrors.Entry]
  var errorFor: [String: String]

  init(form: [String: String], problems: [FieldProblem]) {
    urlHint =
      "For example https://example.org/articles/42. Parts that only track visitors are dropped."
    self.form = form
    let errors = FormErrors(problems)
    hasErrors = errors.hasErrors
    self.errors = errors.errors
    errorFor = errors.errorFor
  }
}

extension PageRoutes {
  func addPosts(to router: Router<WebContext>) {
    get(router, "/posts/add") { visit in
      try visit.requireAccount()
      return addForm(["url": visit.query["url"] ?? ""], [])
    }
    post(router, "/posts", addPost)
    get(router, "/posts/{id}") { visit in
      let view = try await site.post(visit.asker, visit.id())
      return .page(
        "post", title: view.title ?? "A post", PostValues(view, visit.asker, now: site.now))
    }
    get(router, "/my-posts", myPosts)
  }

  private func addForm(_ form: [String: String], _ problems: [FieldProblem]) -> PageAnswer {
    .page(
      "post-add", title: "Add a post", PostAddValues(form: form, problems: problems),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func addPost(_ visit: Visit) async throws -> PageAnswer {
    let form = visit.form
    do {
      let id = try await site.addPost(
        visit.asker,
        PostForm(
          url: form["url"],
          card: Post.Card(
            title: form.text("title"), text: form.text("text"), authorName: form.text("authorName"))
        ))
      return .redirect("/posts/\(id)")
    } catch SiteError.invalid(let problems) {
      return addForm(form.texts(["url", "title", "text", "authorName"]), problems)
    }
  }

  private struct MyPostsValues: Sendable {
    var hasPosts: Bool
    var posts: [PostCard]
    var emptyState: EmptyState?
    var hasPager = false
  }

  private func myPosts(_ visit: Visit) async throws -> PageAnswer {
    let posts = try await site.myPosts(visit.asker)
    return .page(
      "my-posts", title: "My posts",
      MyPostsValues(
        hasPosts: !posts.isEmpty,
        posts: posts.map { post in
          PostCard(
            post, now: site.now, leading: post.notes.first { $0.isShown } ?? post.notes.first)
        },
        emptyState: posts.isEmpty
          ? EmptyState(
            emptyTitle: "No notes on your posts",
            emptyText: "When somebody proposes a note on a post of yours, the post appears here.",
            emptyActionPath: "/review", emptyActionLabel: "Give the link of a post") : nil))
  }
}

extension Visit {
  /// - Throws: `SiteError.notSignedIn`, which leads to signing in.
  func requireAccount() throws {
    if !asker.isSignedIn { throw SiteError.notSignedIn }
  }
}

extension Form {
  /// Some fields by name, to be shown again beside what is wrong.
  func texts(_ names: [String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, self[$0]) })
  }
}
