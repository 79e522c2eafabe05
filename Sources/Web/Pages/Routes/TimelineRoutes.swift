import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import NoteModel
import Service

/// Lists of posts: needs your help, new, rated helpful, requests, search.
struct TimelineValues: Sendable {
  var heading: String
  var explanation: String
  var searchQuery = ""
  var canAddPost: Bool
  var tabs: [Tab]
  var hasPosts: Bool
  var posts: [PostCard]
  var emptyState: EmptyState?
  var hasPager: Bool
  var newerPath: String?
  var olderPath: String?

  struct Tab: Sendable {
    var tabPath: String
    var tabLabel: String
    var isCurrent: Bool
    var tabCount: Int?
  }

  init(
    _ heading: String, _ explanation: String, path: String, _ visit: Visit, posts: [PostCard],
    pager: Pager = Pager(older: nil), empty: EmptyState, search: String = ""
  ) {
    self.heading = heading
    self.explanation = explanation
    searchQuery = search
    canAddPost = visit.asker.may(.requestNote)
    var tabs: [(String, String)] = [("/new", "New"), ("/helpful", "Rated helpful")]
    if visit.asker.may(.seeNotesThatNeedHelp) {
      tabs.insert(("/needs-help", "Needs your help"), at: 0)
    }
    if visit.asker.may(.seeRequests) { tabs.append(("/requests", "Note requests")) }
    self.tabs = tabs.map {
      Tab(tabPath: $0.0, tabLabel: $0.1, isCurrent: $0.0 == path, tabCount: nil)
    }
    self.posts = posts
    hasPosts = !posts.isEmpty
    emptyState = posts.isEmpty ? empty : nil
    hasPager = pager.hasPager
    newerPath = pager.newerPath
    olderPath = pager.olderPath
  }
}

extension PageRoutes {
  func addTimelines(to router: Router<WebContext>) {
    get(router, "/") { visit in
      visit.asker.may(.seeNotesThatNeedHelp) && !visit.asker.isOperator
        ? try await needsHelp(visit) : try await newest(visit)
    }
    get(router, "/needs-help", needsHelp)
    get(router, "/new", newest)
    get(router, "/helpful", helpful)
    get(router, "/requests", requests)
    get(router, "/search", search)
  }

  private func needsHelp(_ visit: Visit) async throws -> PageAnswer {
    let posts = try await site.needsHelp(visit.asker)
    return timeline(
      "Needs your help",
      "These notes need ratings from people with a wider range of viewpoints. The list refreshes as notes are written and rated.",
      path: "/needs-help", visit,
      posts: posts.map { PostCard($0, now: site.now, leading: Self.undecided($0)) },
      empty: EmptyState(
        emptyTitle: "Nothing needs your help right now",
        emptyText: "You have rated what there is. New notes appear here within a day.",
        emptyActionPath: "/new", emptyActionLabel: "See the newest notes"))
  }

  /// The note that the list asks about: one that can be rated and has no status yet.
  private static func undecided(_ post: PostView) -> NoteView? {
    post.notes.first { $0.isUnderAdditionalReview && $0.may.rate && $0.myRating == nil }
      ?? post.notes.first {
        $0.status == NoteStatus.needsMoreRatings.name && $0.may.rate && $0.myRating == nil
      }
      ?? post.notes.first
  }

  private func newest(_ visit: Visit) async throws -> PageAnswer {
    let page = try await site.newTimeline(visit.asker, cursor: visit.query["cursor"])
    return timeline(
      "New notes", "Posts with the most recent notes, newest first.", path: "/new", visit,
      posts: page.items.map {
        PostCard($0, now: site.now, leading: $0.notes.max { $0.createdAt < $1.createdAt })
      },
      pager: Pager(older: page.next.map { "/new?cursor=\($0)" }),
      empty: EmptyState(
        emptyTitle: "No notes yet",
        emptyText: "Somebody has to begin: add a post, and a writer can propose a note on it.",
        emptyActionPath: visit.asker.may(.requestNote) ? "/posts/add" : "/about",
        emptyActionLabel: visit.asker.may(.requestNote) ? "Add a post" : "What this is"))
  }

  private func helpful(_ visit: Visit) async throws -> PageAnswer {
    let page = try await site.helpfulTimeline(visit.asker, cursor: visit.query["cursor"])
    return timeline(
      "Rated helpful",
      "Posts with a note that people who usually disagree both found helpful, latest first.",
      path: "/helpful", visit,
      posts: page.items.map { post in
        PostCard(
          post, now: site.now,
          leading: post.notes.first { $0.isShown }
            ?? post.notes.first { $0.status == NoteStatus.helpful.name })
      },
      pager: Pager(older: page.next.map { "/helpful?cursor=\($0)" }),
      empty: EmptyState(
        emptyTitle: "No note is rated helpful yet",
        emptyText:
          "A note gets there when at least five people rated it and those who usually disagree agree.",
        emptyActionPath: "/new", emptyActionLabel: "See the newest notes"))
  }

  private func requests(_ visit: Visit) async throws -> PageAnswer {
    let requested = try await site.requestsTimeline(visit.asker)
    return timeline(
      "Note requests", "Posts for which several people asked for a note in the last day.",
      path: "/requests", visit,
      posts: requested.map {
        PostCard(
          $0.post, now: site.now, leading: $0.post.notes.first,
          request: RequestCard($0, now: site.now))
      },
      empty: EmptyState(
        emptyTitle: "No requests right now",
        emptyText: "A post appears here once enough people request a note on it."))
  }

  private func search(_ visit: Visit) async throws -> PageAnswer {
    let words = visit.query["q"]?.trimmingCharacters(in: .whitespaces) ?? ""
    // The link of a post leads to the post.
    if words.hasPrefix("https://") || words.hasPrefix("http://"),
      let id = try? await site.postID(url: words)
    {
      return .redirect("/posts/\(id)")
    }
    let posts = words.isEmpty ? [] : try await site.search(visit.asker, words)
    let isLink = words.hasPrefix("https://") || words.hasPrefix("http://")
    return timeline(
      "Search", words.isEmpty ? "Search the words of posts and notes." : "Found for “\(words)”.",
      path: "/search", visit,
      posts: posts.map { PostCard($0, now: site.now, leading: $0.notes.first) },
      empty: EmptyState(
        emptyTitle: words.isEmpty ? "Nothing searched yet" : "Nothing found",
        emptyText: isLink
          ? "This post is not known here yet." : "Try fewer words, or paste the link of a post.",
        emptyActionPath: isLink && visit.asker.may(.requestNote)
          ? "/posts/add?url=" + SafePath.encoded(words) : nil,
        emptyActionLabel: "Add this post"),
      search: words)
  }

  private func timeline(
    _ heading: String, _ explanation: String, path: String, _ visit: Visit, posts: [PostCard],
    pager: Pager = Pager(older: nil), empty: EmptyState, search: String = ""
  ) -> PageAnswer {
    .page(
      "timeline", title: heading,
      TimelineValues(
        heading, explanation, path: path, visit, posts: posts, pager: pager, empty: empty,
        search: search))
  }
}
