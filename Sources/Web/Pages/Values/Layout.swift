import Service

/// What surrounds every page.
struct Layout: Sendable {
  var layout: Frame
  var csrf: String

  struct Frame: Sendable {
    var siteName: String
    var pageTitle: String
    var isDemo: Bool
    var measureBanner: String?
    var incidentBanner: String?
    var flash: Flash?
    var viewer: Viewer?
    var nav: Navigation
    /// Whether posts of a host's community are reviewed here.
    var hasReviews: Bool
    var isWide: Bool
    var styleURL: String
    var scriptURL: String
    var iconURL: String
    var sourceURL = "/about#decided"
    var sourceVersion: String
  }

  struct Flash: Sendable {
    var kind: String
    var message: String
  }

  struct Viewer: Sendable {
    var isContributor: Bool
    var isOperator: Bool
    var unreadCount: Int
    var hasUnread: Bool
  }

  /// Which entry of the menu the page is.
  struct Navigation: Sendable {
    var isNotes = false
    var isMyPosts = false
    var isReviews = false
    var isNotices = false
    var isMe = false
    var isOperator = false
    var isAbout = false
    var isData = false
    var isSignIn = false

    init(path: String) {
      func within(_ prefix: String) -> Bool { path == prefix || path.hasPrefix(prefix + "/") }
      isMyPosts = within("/my-posts") || within("/review")
      isReviews = within("/community-reviews")
      isNotices = within("/notices")
      isMe = within("/me") || within("/join")
      isOperator = within("/operator")
      isAbout = within("/about")
      isData = within("/data")
      isSignIn = within("/sign-in") || within("/sign-up")
      isNotes = ["/", "/new", "/helpful", "/needs-help", "/requests", "/search"].contains(path)
    }
  }
}
