import CommunityRules
import NoteModel
import Storage

/// Makes views of notes and posts for one asker inside one transaction, a few queries a page.
struct NoteReading {
  let store: any StoreTransaction
  let asker: Asker
  let now: Int64
  let settings: CommunitySettings
  let showing: Showing

  init(_ store: any StoreTransaction, for asker: Asker, at now: Int64) throws {
    self.store = store
    self.asker = asker
    self.now = now
    settings = try store.communitySettings()
    showing = try Showing(store, at: now)
  }

  /// Present notes, in the order given.
  func views(_ notes: [Note]) throws -> [NoteView] {
    let notes = notes.filter(\.isPresent)
    let posts = try store.posts(Array(Set(notes.map(\.postID))))
    let views = try views(notes, on: posts, try store.statuses(of: notes.map(\.id)))
    return notes.compactMap { views[$0.id] }
  }

  private func views(
    _ notes: [Note], on posts: [PostID: Post], _ statuses: [NoteID: StatusRecord]
  ) throws -> [NoteID: NoteView] {
    let ids = notes.map(\.id)
    let authors = try store.authorLines(Set(notes.map(\.author)))
    let reviews = try store.additionalReviews(of: ids)
    let me = asker.contributor
    let mine = try me.map { try store.ratings(of: ids, by: $0.id) } ?? [:]
    let ownIDs = notes.filter { $0.author == me?.id }.map(\.id)
    let counts = ownIDs.isEmpty ? [:] : try store.views(of: ownIDs)
    var views: [NoteID: NoteView] = [:]
    for note in notes {
      guard let author = authors[note.author], let post = posts[note.postID],
        post.removedAt == nil
      else { continue }
      let status =
        statuses[note.id]
        ?? StatusRecord(noteID: note.id, author: note.author, noteCreatedAt: note.createdAt)
      views[note.id] = view(
        of: note, by: author, on: post, status, review: reviews[note.id], rating: mine[note.id],
        views: note.author == me?.id ? counts[note.id] ?? 0 : nil)
    }
    return views
  }

  private func view(
    of note: Note, by author: AuthorLine, on post: Post, _ status: StatusRecord,
    review: AdditionalReviewRequest?, rating: Rating?, views: Int?
  ) -> NoteView {
    let isShown = showing.isShown(note, status, to: asker)
    let isMine = note.author == asker.contributor?.id
    let wrotePost = asker.wrote(post)
    let reviewIsOpen =
      review.map {
        AdditionalReviewRule().isInEffect(
          requestedAt: $0.requestedAt, statusChangedAt: $0.endedAt, at: now)
      } ?? false
    var may = NoteView.Permissions()
    may.rate = !isMine && !(wrotePost && settings.postAuthorsDoNotRate) && asker.may(.rate)
    may.delete = isMine && asker.may(.deleteOwnNote)
    may.giveFeedback = isShown && asker.may(.giveFeedback)
    may.requestAdditionalReview =
      isShown && review == nil && status.lockedStatus == nil
      && asker.may(.requestAdditionalReview, isPostAuthor: wrotePost)
    return NoteView(
      id: note.id.description, postID: note.postID.description, postTitle: post.card.title,
      author: AuthorView(author), createdAt: note.createdAt,
      classification: note.classification.name,
      reasons: note.answers.tickedReasons,
      trustworthySources: note.answers.contains(.trustworthySources),
      isMediaNote: note.answers.contains(.isMediaNote), text: note.summary,
      links: NoteText.links(in: note.summary), status: status.publicStatus.name,
      tags: status.publicStatus == .needsMoreRatings ? [] : status.tags.map(\.name),
      statusChangedAt: status.statusChangedAt.flatMap { $0 > 0 ? $0 : nil },
      isLocked: status.lockedStatus != nil, isShown: isShown,
      isWaiting: (status.waitingSince ?? 0) > 0 && asker.may(.seeNotesThatNeedHelp),
      isUnderAdditionalReview: reviewIsOpen, views: views, myRating: rating.map(RatingView.init),
      may: may)
  }

  func view(of post: Post) throws -> PostView {
    try views(of: [post])[0]
  }

  /// Posts with their notes: shown ones, then proposed ones with the newest first, then the rest by
  /// how helpful they were found (STA-23, STA-24).
  func views(of posts: [Post]) throws -> [PostView] {
    let byPost = try store.notes(on: posts.map(\.id)).mapValues { $0.filter(\.isPresent) }
    let notes = byPost.values.flatMap(\.self)
    let statuses = try store.statuses(of: notes.map(\.id))
    let known = Dictionary(posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let views = try views(notes, on: known, statuses)
    return try posts.map { post in
      let ordered = (byPost[post.id] ?? []).map { NoteOrder($0, statuses[$0.id]) }
        .sorted(by: NoteOrder.onPage)
      return try view(of: post, ordered.compactMap { views[$0.noteID] })
    }
  }

  private func view(of post: Post, _ notes: [NoteView]) throws -> PostView {
    let isMine = asker.wrote(post)
    var may = PostView.Permissions()
    may.write = asker.may(.writeNote)
    may.request = asker.may(.requestNote) && !isMine
    if let account = asker.account, may.request {
      may.hasRequested =
        try store.request(for: post.id, by: account.id).map { $0.withdrawnAt == nil } ?? false
    }
    return PostView(
      id: post.id.description, url: post.url, title: post.card.title, text: post.card.text,
      authorName: post.card.authorName, siteName: post.card.siteName, imageURL: post.card.imageURL,
      images: post.media.images, videos: post.media.videos, links: post.media.links,
      publishedAt: post.publishedAt, addedAt: post.addedAt, notes: notes, isMine: isMine, may: may)
  }
}

extension NoteReasons {
  /// Columns of the ticked reasons.
  var tickedReasons: [String] {
    NoteReasons.columns.prefix(12).enumerated().filter { index, _ in
      contains(NoteReasons(rawValue: 1 << UInt16(index)))
    }.map(\.element)
  }

  /// The reason with a column's name; nil: there is none.
  init?(reason: String) {
    guard let index = NoteReasons.columns.prefix(12).firstIndex(of: reason) else { return nil }
    self.init(rawValue: 1 << UInt16(index))
  }
}
