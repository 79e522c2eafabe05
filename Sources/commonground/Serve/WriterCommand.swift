import ArgumentParser
import CommunityRules
import Foundation
import OAuth
import Outbound
import Service
import Storage

/// AI note writers, as who owns the machine manages them.
struct WriterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "writer", abstract: "Manage AI note writers from the machine.",
    subcommands: [Create.self])

  enum State: String, CaseIterable, ExpressibleByArgument {
    case testing, admitted
  }

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make an AI note writer with every credential that its program needs.",
      discussion: "Secrets are shown this once. The site may run meanwhile.")

    @Argument(help: "What the writer's account and application are called.")
    var name: String

    @Option(help: "Folder of the site.")
    var data = "site"

    @Option(help: "Mail address to sign in with. (default: one that no mail reaches)")
    var email: String?

    @Option(help: "testing, or admitted: may propose notes that people rate at once.")
    var state: State = .testing

    @Option(
      name: .customLong("redirect-uri"),
      help: "Address to which people who let the application in are led back; repeatable.")
    var redirectURIs: [String] = ["http://localhost:8080/callback"]

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let folder = DataFolder(data)
      guard FileManager.default.fileExists(atPath: folder.database) else {
        throw ValidationError("There is no site in \(data).")
      }
      let store = try folder.openStore()
      let site = Site(
        configuration: SiteConfiguration(name: "Common Ground", baseURL: ""), store: store,
        key: try folder.serverKey(), mail: DiscardedMail())
      let made: MadeWriter
      do {
        made = try await site.makeWriter(
          name: name, email: email, isAdmitted: state == .admitted, redirectURIs: redirectURIs)
      } catch SiteError.invalid(let problems) {
        throw ValidationError(problems.map(\.message).joined(separator: " "))
      } catch SiteError.conflict(let reason) {
        throw ValidationError(reason)
      }
      let report = Report(made, state)
      print(json ? try encodedJSON(report) : report.text)
      try store.close()
    }
  }

  /// What is shown of a new writer.
  struct Report: Encodable {
    var userID: String
    var alias: String
    var state: String
    var email: String
    var password: String
    var consumerKey: String
    var consumerSecret: String
    var accessToken: String
    var accessTokenSecret: String
    var clientID: String
    var clientSecret: String
    var oauth2AccessToken: String
    var oauth2RefreshToken: String
    var appOnlyToken: String

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case userID = "user_id"
      case alias, state, email, password
      case consumerKey = "consumer_key"
      case consumerSecret = "consumer_secret"
      case accessToken = "access_token"
      case accessTokenSecret = "access_token_secret"
      case clientID = "client_id"
      case clientSecret = "client_secret"
      case oauth2AccessToken = "oauth2_access_token"
      case oauth2RefreshToken = "oauth2_refresh_token"
      case appOnlyToken = "app_only_token"
    }

    init(_ made: MadeWriter, _ state: State) {
      userID = made.account.description
      alias = made.alias
      self.state = state.rawValue
      email = made.email
      password = made.password.text
      consumerKey = made.secrets.app.consumerKey
      consumerSecret = made.secrets.consumerSecret?.text ?? ""
      accessToken = made.secrets.accessToken ?? ""
      accessTokenSecret = made.secrets.accessTokenSecret?.text ?? ""
      clientID = made.secrets.app.clientID
      clientSecret = made.secrets.clientSecret?.text ?? ""
      oauth2AccessToken = made.tokens.accessToken.text
      oauth2RefreshToken = made.tokens.refreshToken?.text ?? ""
      appOnlyToken = made.secrets.appOnlyToken?.text ?? ""
    }

    var text: String {
      """
      ✓ “\(alias)” is an AI note writer (\(state)). These secrets are shown once.

      Sign in          \(email)
        password       \(password)
      OAuth 1.0a
        consumer key   \(consumerKey)
        secret         \(consumerSecret)
        access token   \(accessToken)
        token secret   \(accessTokenSecret)
      OAuth 2
        client id      \(clientID)
        client secret  \(clientSecret)
        access token   \(oauth2AccessToken)  (two hours)
        refresh token  \(oauth2RefreshToken)
      Application alone
        bearer token   \(appOnlyToken)
      """
    }
  }
}
