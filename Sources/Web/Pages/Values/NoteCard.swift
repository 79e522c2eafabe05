import CommunityRules
import Foundation
import NoteModel
import Service

/// A note as the note template shows it.
struct NoteCard: Sendable {
  var noteId: String
  var isHelpful: Bool
  var isNeedsMore: Bool
  var isNotHelpful: Bool
  var isShown: Bool
  var isProposed: Bool
  var statusLabel: String
  var visibilityText: String
  var shownHeading = "Readers added context that people might want to know"
  var textHTML: String
  var hasTags: Bool
  var tags: [Tag]
  var tagsLabel: String
  var mediaText: String?
  var isOwn: Bool
  var personId: String
  var alias: String
  var isAutomated: Bool
  var classificationText: String
  var writtenISO: String
  var writtenText: String
  var viewsText: String?
  var noticeText: String?
  var canRate: Bool
  var yourRating: String?
  var canRequestReview: Bool
  var canReport = true
  var canDelete: Bool
  var asksFeedback: Bool
  /// Not on the page of the details themselves.
  var linksDetails = true
  var onPostId: String
  var onPostText: String

  struct Tag: Sendable { var tagLabel: String }

  init(_ note: NoteView, now: Int64) {
    noteId = note.id
    isHelpful = note.status == NoteStatus.helpful.name
    isNotHelpful = note.status == NoteStatus.notHelpful.name
    isNeedsMore = !isHelpful && !isNotHelpful
    isShown = note.isShown
    isProposed = isNeedsMore
    statusLabel = NoteStatus(name: note.status)?.label ?? "Needs more ratings"
    visibilityText = Self.visibility(note)
    textHTML = LinkedText(note.text, links: note.links).html
    tags = note.tags.compactMap { name in
      RatingTag.allCases.first { $0.name == name }.map { Tag(tagLabel: $0.label) }
    }
    hasTags = !tags.isEmpty
    tagsLabel = isHelpful ? "What raters found helpful" : "What raters found not helpful"
    mediaText =
      note.isMediaNote ? "Meant wherever the image, video or link of this post appears." : nil
    isOwn = note.views != nil || note.may.delete
    personId = note.author.id
    alias = note.author.alias
    isAutomated = note.author.isAutomated
    classificationText =
      note.classification == Classification.misleading.name
      ? "says the post may mislead" : "says the post is not misleading"
    let written = PageTime(note.createdAt)
    writtenISO = written.iso
    writtenText = PageTime.age(note.createdAt, at: now)
    viewsText = note.views.flatMap {
      $0 == 0 ? nil : $0 == 1 ? "shown once" : "shown \($0) times"
    }
    noticeText = Self.notice(note)
    canRate = note.may.rate
    yourRating = note.myRating.flatMap { Helpfulness(name: $0.helpfulness)?.label }
    canRequestReview = note.may.requestAdditionalReview
    canDelete = note.may.delete
    asksFeedback = note.may.giveFeedback
    onPostId = note.postID
    onPostText = note.postTitle ?? "a post"
  }

  private static func visibility(_ note: NoteView) -> String {
    if note.isShown { return "Shown to everybody with the post" }
    switch NoteStatus(name: note.status) {
    case .helpful:
      return note.classification == Classification.misleading.name
        ? "Not shown with the post for now" : "For raters’ information; not shown with the post"
    case .notHelpful: return "Not shown with the post"
    default: return "Proposed note, only visible on the notes site"
    }
  }

  private static func notice(_ note: NoteView) -> String? {
    if note.isUnderAdditionalReview {
      return "The author of the post asked contributors to look at this note again."
    }
    if note.isWaiting {
      return "This note meets the criteria for helpful and is being observed for a while. "
        + "Ratings from different viewpoints count most now."
    }
    return nil
  }
}

/// A note's text as HTML in which its addresses are links.
struct LinkedText {
  let html: String

  /// - Parameter links: the addresses in the text, in order.
  init(_ text: String, links: [String]) {
    var html = ""
    var rest = text[...]
    for link in links {
      guard let range = rest.range(of: link) else { continue }
      html += escapedHTML(String(rest[..<range.lowerBound]))
      html += """
        <a href="\(escapedHTML(link))" rel="nofollow ugc noopener">\(escapedHTML(link))</a>
        """
      rest = rest[range.upperBound...]
    }
    self.html = html + escapedHTML(String(rest))
  }
}
