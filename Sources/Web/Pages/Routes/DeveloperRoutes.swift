import Foundation
import HTTPTypes
import Hummingbird
import Identity
import OAuth
import Service

/// Applications of a developer: their keys, shown once, changed and revoked.
extension PageRoutes {
  func addDevelopers(to router: Router<WebContext>) {
    get(router, "/developers") { visit in try await developersPage(visit) }
    post(router, "/developers/apps") { visit in
      do {
        let made = try await site.createApp(visit.asker, visit.form.app)
        return secretsPage(made, isNew: true)
      } catch SiteError.invalid(let problems) {
        return try await developersPage(visit, problems)
      }
    }
    get(router, "/developers/apps/{id}") { visit in try await appPage(visit) }
    post(router, "/developers/apps/{id}") { visit in
      do {
        let id: Int64 = try visit.number()
        try await site.changeApp(visit.asker, id, visit.form.app)
        return .redirect("/developers/apps/\(id)", done: "Saved.")
      } catch SiteError.invalid(let problems) {
        return try await appPage(visit, problems)
      }
    }
    post(router, "/developers/apps/{id}/rotate") { visit in
      guard let what = Site.Rotation(rawValue: visit.form["what"]) else {
        throw Problem(.badRequest, "Choose which secret is to be replaced.")
      }
      return secretsPage(try await site.rotate(visit.asker, visit.number(), what), isNew: false)
    }
    get(router, "/developers/apps/{id}/revoke") { visit in
      let app = try await app(visit)
      return .page(
        "confirm", title: "Revoke an application",
        ConfirmValues(
          "Revoke “\(app.name)”?", ["Everything that was given to it stops working at once."],
          points: [
            "Programs that use its keys or tokens are refused from now on.",
            "Notes that it proposed stay.",
          ], action: "/developers/apps/\(app.id)/revoke", button: "Revoke", isDanger: true,
          back: "/developers/apps/\(app.id)"))
    }
    post(router, "/developers/apps/{id}/revoke") { visit in
      try await site.revokeApp(visit.asker, visit.number())
      return .redirect("/developers", done: "The application no longer works.")
    }
    post(router, "/developers/grants/{id}/revoke") { visit in
      try await site.revokeGrant(visit.asker, visit.number())
      return .redirect("/developers", done: "The program is shut out.")
    }
  }

  private func app(_ visit: Visit) async throws -> AppView {
    let id: Int64 = try visit.number()
    guard let app = try await site.apps(visit.asker).first(where: { $0.id == id }) else {
      throw SiteError.notFound(what: "There is no such application of yours.")
    }
    return app
  }

  // MARK: The list

  private struct DevelopersValues: Sendable {
    var baseURL: String
    var writerText: String
    var writerLabel: String
    var hasApps: Bool
    var apps: [AppRow]
    var formOpen: Bool
    var hasGrants: Bool
    var grants: [GrantRow]
    var form: [String: String]
    var isReadOnly: Bool
    var isPublic: Bool
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct AppRow: Sendable {
    var appId: String
    var appName: String
    var appText: String
  }

  private struct GrantRow: Sendable {
    var grantId: String
    var grantName: String
    var grantText: String
  }

  private func developersPage(
    _ visit: Visit, _ problems: [FieldProblem] = []
  ) async throws -> PageAnswer {
    let apps = try await site.apps(visit.asker)
    let grants = try await site.grants(visit.asker)
    let status = try await site.writerStatus(visit.asker)
    let errors = FormErrors(problems)
    return .page(
      "developers", title: "Developers",
      DevelopersValues(
        baseURL: site.configuration.baseURL,
        writerText: status.map { "Your AI note writer is \($0.alias). \($0.state.label)." }
          ?? "An AI note writer proposes notes under an alias of its own. People alone rate them.",
        writerLabel: status == nil ? "Sign a writer up" : "See how far it has come",
        hasApps: !apps.isEmpty,
        apps: apps.map {
          AppRow(
            appId: String($0.id), appName: $0.name,
            appText: ($0.mayWrite ? "Reads and writes" : "Reads alone")
              + " · made \(PageTime($0.createdAt).day)")
        },
        formOpen: apps.isEmpty || errors.hasErrors, hasGrants: !grants.isEmpty,
        grants: grants.map {
          GrantRow(
            grantId: String($0.id), grantName: $0.appName,
            grantText: ($0.mayWrite ? "May read and write" : "May read")
              + " · since \(PageTime($0.since).day)")
        },
        form: visit.form.texts(["name", "redirects"]), isReadOnly: visit.form["access"] == "read",
        isPublic: visit.form["kind"] == "public", hasErrors: errors.hasErrors,
        errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  // MARK: One application

  private struct AppValues: Sendable {
    var appId: String
    var appName: String
    var consumerKey: String
    var accessToken: String?
    var clientID: String
    var isConfidential: Bool
    var form: [String: String]
    var isReadOnly: Bool
    var kind: String
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func appPage(_ visit: Visit, _ problems: [FieldProblem] = []) async throws -> PageAnswer {
    let app = try await app(visit)
    let errors = FormErrors(problems)
    let form =
      problems.isEmpty
      ? ["name": app.name, "redirects": app.redirectURIs.joined(separator: "\n")]
      : visit.form.texts(["name", "redirects"])
    return .page(
      "developer-app", title: app.name,
      AppValues(
        appId: String(app.id), appName: app.name, consumerKey: app.consumerKey,
        accessToken: app.accessToken, clientID: app.clientID, isConfidential: app.isConfidential,
        form: form,
        isReadOnly: problems.isEmpty ? !app.mayWrite : visit.form["access"] == "read",
        kind: app.isConfidential ? "confidential" : "public", hasErrors: errors.hasErrors,
        errors: errors.errors, errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  // MARK: Secrets, in this answer alone

  private struct SecretsValues: Sendable {
    var heading: String
    var appId: String
    var secrets: [SecretRow]
  }

  private struct SecretRow: Sendable {
    var secretLabel: String
    var secretText: String
  }

  private func secretsPage(_ made: AppSecrets, isNew: Bool) -> PageAnswer {
    let app = made.app
    let rows: [(String, String?)] = [
      ("API key (consumer key)", made.consumerSecret == nil ? nil : app.consumerKey),
      ("API key secret (consumer secret)", made.consumerSecret?.text),
      ("Access token", made.accessTokenSecret == nil ? nil : made.accessToken),
      ("Access token secret", made.accessTokenSecret?.text),
      ("Client ID (OAuth 2)", isNew || made.clientSecret != nil ? app.clientID : nil),
      ("Client secret (OAuth 2)", made.clientSecret?.text),
      ("App-only bearer token", made.appOnlyToken?.text),
    ]
    return .page(
      "developer-secrets", title: app.name,
      SecretsValues(
        heading: isNew ? "“\(app.name)” is ready" : "New secrets of “\(app.name)”",
        appId: String(app.id),
        secrets: rows.compactMap { label, text in
          text.map { SecretRow(secretLabel: label, secretText: $0) }
        }))
  }
}

extension Form {
  /// What was entered of an application.
  fileprivate var app: AppForm {
    AppForm(
      name: self["name"], mayWrite: self["access"] != "read",
      redirectURIs: self["redirects"].split(whereSeparator: \.isNewline).map(String.init),
      isConfidential: self["kind"] != "public")
  }
}

extension Visit {
  /// A number in the path.
  fileprivate func number(_ name: String = "id") throws -> Int64 {
    guard let number = parameters.get(name).flatMap({ Int64($0) }) else {
      throw Problem(.notFound, "There is no such page.")
    }
    return number
  }
}
