import Foundation
import Hummingbird
import Moderation
import Service
import Storage

extension PageRoutes {
  func addModerationWords(to router: Router<WebContext>) {
    get(router, "/operator/moderation/words") { visit in try await wordsPage(visit, []) }
    post(router, "/operator/moderation/words") { visit in
      do {
        // Browsers end lines in two characters.
        try await site.changeWordList(
          visit.asker, visit.form["text"].replacing("\r\n", with: "\n"))
        return .redirect(
          "/operator/moderation/words",
          done: "Saved as a new version. Posts are judged by it from now on.")
      } catch SiteError.invalid(let problems) {
        return try await wordsPage(visit, problems)
      }
    }
  }

  private struct WordsValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var versionText: String
    var listText: String
    var hasVersions: Bool
    var versions: [Version]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct Version: Sendable {
    var listVersion: String
    var listISO: String
    var listTime: String
    var listActor: String
    var listLines: String
    var isCurrent: Bool
  }

  private func wordsPage(_ visit: Visit, _ problems: [FieldProblem]) async throws -> PageAnswer {
    let current = try await site.wordList(visit.asker)
    let versions = try await site.wordLists(visit.asker)
    var text = current.text
    var versionText =
      current.version == 0
      ? "No word is listed yet." : "This is version \(current.version)."
    if let wanted = visit.query["version"].flatMap({ Int64($0) }), wanted != current.version {
      text = try await site.wordList(visit.asker, version: wanted).text
      versionText =
        "This is the old version \(wanted). Posts are judged by version \(current.version); saving "
        + "puts this one in its place."
    }
    if visit.form.has("text") { text = visit.form["text"] }
    let errors = FormErrors(problems)
    return .page(
      "moderation-words", title: "Word list",
      WordsValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.words, try await console(visit)), versionText: versionText,
        listText: text, hasVersions: !versions.isEmpty,
        versions: versions.map { list, actor in
          Version(
            listVersion: String(list.version), listISO: PageTime(list.changedAt).iso,
            listTime: PageTime(list.changedAt).text, listActor: ConsoleWords.actor(actor),
            listLines: Self.lines(list.text).grouped, isCurrent: list.version == current.version)
        }, hasErrors: errors.hasErrors, errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// Lines that list something.
  private static func lines(_ text: String) -> Int {
    text.split(whereSeparator: \.isNewline).count {
      !$0.hasPrefix("//") && !$0.allSatisfy(\.isWhitespace)
    }
  }
}
