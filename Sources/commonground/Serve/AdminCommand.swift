import ArgumentParser
import CommunityRules
import Foundation
import Outbound
import Service

/// What only who owns the machine may do.
struct AdminCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "admin", abstract: "Manage a site from its machine.",
    subcommands: [
      Create.self, Resolve.self, WriterCommand.self, AdapterCommand.self, ForumCommand.self,
      WordListCommand.self,
    ])

  struct Resolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "resolve",
      abstract: "Tell which account is behind a participant id. The audit log keeps the reason.")

    @Option(help: "Folder of the site.")
    var data = "site"

    @Option(help: "Participant id, as in the public files.")
    var participant: String

    @Option(help: "Why; kept for good.")
    var reason: String

    func run() async throws {
      let folder = DataFolder(data)
      guard FileManager.default.fileExists(atPath: folder.database) else {
        throw ValidationError("There is no site in \(data).")
      }
      let site = Site(
        configuration: SiteConfiguration(name: "Common Ground", baseURL: ""),
        store: try folder.openStore(), key: try folder.serverKey(), mail: DiscardedMail())
      guard
        let email = try await site.resolve(ParticipantID(rawValue: participant), reason: reason)
      else {
        print("Nobody is behind this id, or the link was erased.")
        throw ExitCode(1)
      }
      print(email)
    }
  }

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make an operator's account, or set an operator's password anew.",
      discussion:
        "The password is read from the terminal or, if that is piped, from its first line.")

    @Option(help: "Folder of the site.")
    var data = "site"

    @Option(help: "Mail address to sign in with.")
    var email: String

    @Option(help: "What the account is called.")
    var name = "Operator"

    func run() async throws {
      let folder = DataFolder(data)
      try folder.prepare()
      let password = try Self.readPassword()
      let site = Site(
        configuration: SiteConfiguration(name: "Common Ground", baseURL: ""),
        store: try folder.openStore(), key: try folder.serverKey(), mail: DiscardedMail())
      do {
        try await site.makeOperator(email: email, name: name, password: password)
      } catch SiteError.invalid(let problems) {
        throw ValidationError(problems.map(\.message).joined(separator: " "))
      } catch SiteError.conflict(let reason) {
        throw ValidationError(reason)
      }
      print("✓ \(email) may sign in as an operator.")
    }

    /// Reads a line without showing it.
    private static func readPassword() throws -> String {
      if isatty(STDIN_FILENO) == 1 {
        guard let text = getpass("Password: ") else {
          throw ValidationError("No password was entered.")
        }
        return String(cString: text)
      }
      guard let line = readLine(strippingNewline: true) else {
        throw ValidationError("No password was given on the standard input.")
      }
      return line
    }
  }
}
