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
    let ids = notes.map(\.id)
    let statuses = try store.statuses(of: ids)
    let authors = try store.contributors(Set(notes.map(\.author)))
    let posts = try store.posts(Array(Set(notes.map(\.postID))))
    let me = asker.contributor
    let mine = try me.map { try store.ratings(of: ids, by: $0.id) } ?? [:]
    let ownIDs = notes.filter { $0.author == me?.id }.map(\.id)
    let views = ownIDs.isEmpty ? [:] : try store.views(of: ownIDs)
    return try notes.compactMap { note in
      guard let author = authors[note.author], let post = posts[note.postID],
        post.removedAt == nil
      else { return nil }
      let status =
        statuses[note.id]
        ?? StatusRecord(noteID: note.id, author: note.author, noteCreatedAt: note.createdAt)
      let review = try store.additionalReview(of: note.id)
      return view(
        of: note, by: author, on: post, status, review: review, rating: mine[note.id],
        views: note.author == me?.id ? views[note.id] ?? 0 : nil)
    }
  }

  private func view(
    of note: Note, by author: Contributor, on post: Post, _ status: StatusRecord,
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
      id: note.id.description, postID: note.postID.description, author: AuthorView(author),
      createdAt: note.createdAt, classification: note.classification.name,
      reasons: note.answers.tickedReasons,
      trustworthySources: note.answers.contains(.trustworthySources),
      isMediaNote: note.answers.contains(.isMediaNote), text: note.summary,
      links: NoteText(note.summary).links, status: status.publicStatus.name,
      tags: status.publicStatus == .needsMoreRatings ? [] : status.tags.map(\.name),
      statusChangedAt: status.statusChangedAt.flatMap { $0 > 0 ? $0 : nil },
      isLocked: status.lockedStatus != nil, isShown: isShown,
      isWaiting: (status.waitingSince ?? 0) > 0 && asker.may(.seeNotesThatNeedHelp),
      isUnderAdditionalReview: reviewIsOpen, views: views, myRating: rating.map(RatingView.init),
      may: may)
  }

  /// A post with its notes: shown ones, then proposed ones with the newest first, then the rest by
  /// how helpful they were found (STA-23, STA-24).
  func view(of post: Post, notes: [Note]? = nil) throws -> PostView {
    let notes = try (notes ?? store.notes(on: post.id)).filter(\.isPresent)
    let statuses = try store.statuses(of: notes.map(\.id))
    let ordered = notes.map { NoteOrder($0, statuses[$0.id]) }.sorted(by: NoteOrder.onPage)
    let byID = Dictionary(uniqueKeysWithValues: notes.map { ($0.id, $0) })
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
      publishedAt: post.publishedAt, addedAt: post.addedAt,
      notes: try views(ordered.compactMap { byID[$0.noteID] }), isMine: isMine, may: may)
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
