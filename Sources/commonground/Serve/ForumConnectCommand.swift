import ArgumentParser
import Foundation
import OAuth
import Service
import Storage

extension ForumCommand {
  struct Connect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "connect",
      abstract: "Connect a forum, or renew its secret and key.",
      discussion: """
        A Discourse forum's API key is read from --key-file or, without one, from the first line of \
        the standard input. The webhook secret is shown this once. The site may run meanwhile; it \
        reaches a forum of your own network only if it was started with --webhook-host.
        """)

    @Argument(help: "What the forum is called.")
    var name: String

    @Option(help: "discourse, or generic for anything else.")
    var platform: DirectConnection.Kind

    @Option(help: "Address of the Discourse forum.")
    var url: String?

    @Option(help: "Where a generic platform takes events. (default: it takes none)")
    var deliverTo: String?

    @Option(help: "File with the forum's API key.")
    var keyFile: String?

    @Option(help: "In whose name the forum is called; must be on its staff.")
    var apiUser = "system"

    @Flag(help: "Accounts that sign in to the site by the host are members of this forum.")
    var host = false

    @Option(help: "How the site is reached from outside, for the address that is shown.")
    var baseURL = "http://127.0.0.1:8080"

    @Option(help: "Folder of the site.")
    var data = "site"

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
      switch platform {
      case .discourse:
        guard url != nil else { throw ValidationError("--url is the address of the forum.") }
        guard deliverTo == nil else { throw ValidationError("--deliver-to is for generic ones.") }
      case .generic:
        guard url == nil, keyFile == nil else {
          throw ValidationError("--url and --key-file are for Discourse forums.")
        }
      }
    }

    func run() async throws {
      let made = try await ForumCommand.withSite(data) { site in
        try await site.connectForum(
          DirectForm(
            name: name, kind: platform, url: platform == .discourse ? url : deliverTo,
            apiKey: platform == .discourse ? try readKey() : nil, apiUser: apiUser, isHost: host))
      }
      let report = Report(
        community: made.community.id, name: made.community.name,
        webhookURL: baseURL + made.path, webhookSecret: made.webhookSecret.text)
      print(json ? try encodedJSON(report) : report.text)
    }

    private func readKey() throws -> Secret {
      let text: String
      if let keyFile {
        guard let found = try? String(contentsOfFile: keyFile, encoding: .utf8) else {
          throw ValidationError("\(keyFile) can't be read as UTF-8.")
        }
        text = found
      } else if isatty(STDIN_FILENO) == 1 {
        text = getpass("API key of the forum: ").map { String(cString: $0) } ?? ""
      } else {
        text = readLine(strippingNewline: true) ?? ""
      }
      return Secret(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  /// What is shown of a new connection.
  struct Report: Encodable {
    var community: String
    var name: String
    var webhookURL: String
    var webhookSecret: String

    private enum CodingKeys: String, CodingKey {
      case community
      case name
      case webhookURL = "webhook_url"
      case webhookSecret = "webhook_secret"
    }

    var text: String {
      """
      ✓ “\(name)” is connected. The secret is shown once.

      webhook address  \(webhookURL)
      webhook secret   \(webhookSecret)
      """
    }
  }
}

extension DirectConnection.Kind: ExpressibleByArgument {}
