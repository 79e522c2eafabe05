import Foundation
import Hummingbird
import Moderation
import OAuth
import Service
import Storage

extension PageRoutes {
  func addModerationPrograms(to router: Router<WebContext>) {
    get(router, "/operator/moderation/programs") { visit in try await programsPage(visit, []) }
    post(router, "/operator/moderation/programs") { visit in
      try await checked(visit, ["name": "program-name"]) {
        let made = try await site.makeAdapter(visit.asker, name: visit.form["name"])
        return keyPage(made, "“\(made.adapter.name)” is ready")
      }
    }
    post(router, "/operator/moderation/programs/{id}/keys") { visit in
      let id = visit.parameters.get("id") ?? ""
      return try await checked(visit, ["name": "key-\(id)", "expiresInDays": "days-\(id)"]) {
        let days = visit.form["days"].trimmingCharacters(in: .whitespaces)
        guard days.isEmpty || Int(days) != nil else {
          throw SiteError.invalid([
            FieldProblem(field: "expiresInDays", message: "Enter a whole number, or nothing.")
          ])
        }
        let made = try await site.addAdapterKey(
          visit.asker, to: id, name: visit.form["name"], expiresInDays: Int(days))
        return keyPage(made, "A new key of “\(made.adapter.name)”")
      }
    }
    post(router, "/operator/moderation/keys/{id}/revoke") { visit in
      try await site.revokeAdapterKey(visit.asker, visit.parameters.get("id") ?? "")
      return .redirect("/operator/moderation/programs", done: "The key is good for nothing now.")
    }
    post(router, "/operator/moderation/communities/{id}") { visit in
      let id = visit.parameters.get("id") ?? ""
      return try await checked(visit, ["slug": "slug-\(id)"]) {
        try await site.changeCommunity(
          visit.asker, id, isHost: visit.form.has("isHost"),
          registersWebhook: visit.form.has("registersWebhook"),
          slug: visit.form.text("slug")?.trimmingCharacters(in: .whitespaces))
        return .redirect("/operator/moderation/programs", done: "Saved.")
      }
    }
  }

  /// The page again with what is wrong, where something is.
  private func checked(
    _ visit: Visit, _ ids: [String: String], _ change: () async throws -> PageAnswer
  ) async throws -> PageAnswer {
    do {
      return try await change()
    } catch SiteError.invalid(let problems) {
      return try await programsPage(visit, problems, ids)
    }
  }

  private struct ProgramsValues: Sendable {
    var operatorNav: OperatorNav
    var moderationNav: ModerationNav
    var hasPrograms: Bool
    var programs: [Program]
    var formOpen: Bool
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var form: [String: String]
  }

  private struct Program: Sendable {
    var programId: String
    var programName: String
    var madeText: String
    var keys: [Key]
    var hasCommunities: Bool
    var communities: [Community]
  }

  private struct Key: Sendable {
    var keyId: String
    var keyName: String
    var keyPrefix: String
    var keyText: String
    var isGood: Bool
  }

  private struct Community: Sendable {
    var communityId: String
    var communityName: String
    var communityText: String
    var slug: String
    var isHost: Bool
    var registersWebhook: Bool
    var isDiscourse: Bool
  }

  private func programsPage(
    _ visit: Visit, _ problems: [FieldProblem], _ ids: [String: String] = [:]
  ) async throws -> PageAnswer {
    let adapters = try await site.adapters(visit.asker)
    let errors = FormErrors(problems, ids: ids)
    return .page(
      "moderation-programs", title: "Forums and keys",
      ProgramsValues(
        operatorNav: try await nav(visit, \.isModeration),
        moderationNav: ModerationNav(.programs, try await console(visit)),
        hasPrograms: !adapters.isEmpty,
        programs: adapters.map { view in
          Program(
            programId: view.adapter.id, programName: view.adapter.name,
            madeText: "Made \(PageTime(view.adapter.createdAt).day)",
            keys: view.keys.map { key in
              Key(
                keyId: key.id, keyName: key.name, keyPrefix: key.prefix ?? "",
                keyText: words(key), isGood: key.isValid(at: site.now))
            }, hasCommunities: !view.communities.isEmpty,
            communities: view.communities.map { community in
              Community(
                communityId: community.id, communityName: community.name,
                communityText: "\(community.platform) · since \(PageTime(community.createdAt).day)",
                slug: community.slug, isHost: community.isHost,
                registersWebhook: community.registersWebhook,
                isDiscourse: community.platform == "discourse")
            })
        },
        formOpen: adapters.isEmpty
          || visit.path == "/operator/moderation/programs"
            && errors.hasErrors,
        hasErrors: errors.hasErrors, errors: errors.errors,
        form: visit.form.texts(["name"])),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  /// How a key stands.
  private func words(_ key: AdapterKey) -> String {
    if let at = key.revokedAt { return "Revoked \(PageTime(at).day)" }
    if let at = key.expiresAt, at <= site.now { return "Expired \(PageTime(at).day)" }
    let used = key.usedAt.map { "used \(PageTime.age($0, at: site.now))" } ?? "never used"
    let expires = key.expiresAt.map { ", good until \(PageTime($0).day)" } ?? ""
    return "Made \(PageTime(key.createdAt).day), \(used)\(expires)"
  }

  // MARK: The key, in this answer alone

  private struct KeyValues: Sendable {
    var heading: String
    var keyText: String
    var baseURL: String
  }

  private func keyPage(_ made: NewAdapterKey, _ heading: String) -> PageAnswer {
    .page(
      "moderation-key", title: made.adapter.name,
      KeyValues(
        heading: heading, keyText: made.text.text, baseURL: site.configuration.baseURL))
  }
}
