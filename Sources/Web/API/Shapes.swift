/// The named shapes of the interface. Tests hold them against what the operations answer.
enum Shapes {
  static let all: [(name: String, schema: Schema)] = [
    ("Problem", problem), ("Author", author), ("Rating", rating), ("Note", note), ("Post", post),
    ("NoteDetails", details), ("Profile", profile), ("Notice", notice), ("Status", status),
    ("Report", report), ("Release", release), ("Token", token), ("Me", me), ("Settings", settings),
    ("Review", ReviewAnswer.schema),
  ]

  static func list(_ name: String) -> Schema {
    .object([
      must("items", .array(.named(name))),
      may("next", .string(), "Pass it on as `cursor`; missing on the last page."),
    ])
  }

  static let noteStatus = Schema.string(of: [
    "NEEDS_MORE_RATINGS", "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL",
  ])
  static let helpfulness = Schema.string(of: ["HELPFUL", "SOMEWHAT_HELPFUL", "NOT_HELPFUL"])
  static let classification = Schema.string(of: [
    "MISINFORMED_OR_POTENTIALLY_MISLEADING", "NOT_MISLEADING",
  ])

  static let fieldProblem = Schema.object([must("field", .string()), must("message", .string())])

  private static let problem = Schema.object([
    must("type", .string()), must("status", .integer()), must("title", .string()),
    must("detail", .string()), may("fields", .array(fieldProblem)), may("retryAt", .millis),
  ])
  private static let author = Schema.object([
    must("id", .string(), "Participant id of the public data."), must("alias", .string()),
    must("isTopWriter", .boolean), must("isAutomated", .boolean),
  ])
  private static let rating = Schema.object([
    must("noteID", .string()), must("helpfulness", helpfulness), must("tags", .array(.string())),
    must("createdAt", .millis),
  ])
  private static let note = Schema.object([
    must("id", .string()), must("postID", .string()), may("postTitle", .string()),
    must("author", .named("Author")), must("createdAt", .millis),
    must("classification", classification), must("reasons", .array(.string())),
    must("trustworthySources", .boolean),
    must("isMediaNote", .boolean), must("text", .string()), must("links", .array(.string())),
    must("status", noteStatus), must("tags", .array(.string())), may("statusChangedAt", .millis),
    must("isLocked", .boolean), must("isShown", .boolean, "Whether readers see it."),
    must("isWaiting", .boolean), must("isUnderAdditionalReview", .boolean),
    may("views", .integer()), may("myRating", .named("Rating")),
    must(
      "may",
      .object([
        must("rate", .boolean), must("delete", .boolean),
        must("requestAdditionalReview", .boolean), must("giveFeedback", .boolean),
      ])),
  ])
  private static let post = Schema.object([
    must("id", .string()), must("url", .string()), may("title", .string()),
    may("text", .string()), may("authorName", .string()), may("siteName", .string()),
    may("imageURL", .string()), must("images", .integer()), must("videos", .integer()),
    must("links", .integer()), may("publishedAt", .millis), must("addedAt", .millis),
    must("notes", .array(.named("Note"))), must("isMine", .boolean),
    must(
      "may",
      .object([
        must("write", .boolean), must("request", .boolean), must("hasRequested", .boolean),
      ])),
  ])
  private static let details = Schema.object([
    must("note", .named("Note")), may("decidedBy", .string(), "`Name (vX.Y)` of the model."),
    must("explanation", .string()), may("lockedAt", .millis), may("lastRunAt", .millis),
    must(
      "changes",
      .array(.object([must("at", .millis), must("before", noteStatus), must("after", noteStatus)]))),
    must(
      "steps",
      .array(
        .object([must("rule", .string()), must("compared", .string()), must("outcome", .string())]))
    ),
    must("missing", .array(.string()), "What is missing for a status, in words."),
  ])
  private static let profile = Schema.object([
    must("id", .string()), must("alias", .string()), must("isTopWriter", .boolean),
    must("isAutomated", .boolean), must("hasLeft", .boolean), must("writingImpact", .integer()),
    must("ratingImpact", .integer()), must("helpfulNotes", .integer()),
    must("notHelpfulNotes", .integer()), must("undecidedNotes", .integer()),
    must("agreeingRatings", .integer()), must("disagreeingRatings", .integer()),
    must(
      "history",
      .array(
        .object([must("day", .millis), must("writing", .integer()), must("rating", .integer())]))),
  ])
  private static let notice = Schema.object([
    must("id", .integer()), must("kind", .string()), must("title", .string()),
    must("text", .string()), may("path", .string()), must("createdAt", .millis),
    must("isRead", .boolean),
  ])
  private static let status = Schema.object([
    must("isNormal", .boolean),
    must(
      "measures",
      .array(
        .object([
          must("id", .integer()), must("kind", .string()), may("amount", .number),
          must("reason", .string()), must("startedAt", .millis), must("endsAt", .millis),
          must("isOpen", .boolean),
        ]))),
    must(
      "incidents",
      .array(
        .object([
          must("id", .integer()), must("title", .string()), must("text", .string()),
          must("openedAt", .millis), may("closedAt", .millis),
        ]))),
    must(
      "runs",
      .array(
        .object([
          must("kind", .string()), must("startedAt", .millis), may("endedAt", .millis),
          must("notes", .integer()), must("ratings", .integer()), must("outcome", .string()),
        ]))),
    must("contributors", .integer()), must("notes", .integer()), must("ratings", .integer()),
    must("ratersWithViewpoint", .integer()), must("isPilot", .boolean),
  ])
  private static let report = Schema.object([
    must("id", .integer()), must("category", .string()), must("text", .string()),
    must("createdAt", .millis), must("note", .named("Note")),
  ])
  private static let release = Schema.object([
    must("day", .string()), must("cutOff", .millis), may("publishedAt", .millis),
    must(
      "files",
      .array(
        .object([
          must("name", .string()), must("url", .string()), must("rows", .integer()),
          must("bytes", .integer()), must("sha256", .string()),
        ]))),
    must("verification", .array(.string()), "Command lines that repeat the run."),
  ])
  private static let token = Schema.object([
    must("id", .integer()), must("name", .string()), must("scopes", .array(.string())),
    must("createdAt", .millis), may("expiresAt", .millis),
    may("token", .string(), "The secret itself, in the answer that makes it alone."),
  ])
  private static let me = Schema.object([
    must("name", .string(), "What the account is called; nobody else sees it."),
    must("isOperator", .boolean), may("contributor", .named("Profile")),
    may("enrollmentState", .string()), may("ratingImpactNeeded", .integer()),
    must("mayWrite", .boolean), must("mayRate", .boolean), must("unreadNotices", .integer()),
  ])
  /// Checked by the site itself: its fields grow with it.
  static let settings = Schema.object([
    must(
      "eligibility",
      .object([
        must("accountAgeDays", .integer(least: 0, most: 3650)),
        must("violationDays", .integer(least: 0, most: 3650)),
        must("needsVerifiedEmail", .boolean), must("needsUniquenessProof", .boolean),
        must("refusedEmailDomains", .array(.string(most: 253), most: 500)),
      ])),
    may("placesPerDraw", .integer(least: 1, most: 100_000)),
    may("writerPlacesPerDraw", .integer(least: 0, most: 100_000)),
    must("mostNoteCharacters", .integer(least: 100, most: 5_000)),
    must("misleadingNotesNeedLink", .boolean), must("postAuthorsDoNotRate", .boolean),
    must("finalScoringMinutes", .integer(least: 1, most: 1_440)),
    must("fullScoringMinutes", .integer(least: 1, most: 10_080)), must("isPilot", .boolean),
    may("viewsPerRequest", .integer(least: 1, most: 1_000_000_000)),
    must("dataDelayHours", .integer(least: 48, most: 336)),
    must("releaseHours", .integer(least: 1, most: 168)),
  ])
}
