import ArgumentParser
import Foundation
import Outbound
import Service
import Storage

/// Forums that are connected without a plugin, as who owns the machine manages them.
struct ForumCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forum",
    abstract: "Connect forums by their own webhooks, without a plugin.",
    subcommands: [Connect.self, List.self, Disconnect.self, Forget.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the forums that are connected without a plugin.")

    @Option(help: "Folder of the site.")
    var data = "site"

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      let lines = try await ForumCommand.withSite(data) { site in
        try await site.directForums().map(Line.init)
      }
      if json { return print(try encodedJSON(lines)) }
      if lines.isEmpty { return print("No forum is connected without a plugin.") }
      for line in lines {
        print(
          """
          \(line.name)  \(line.kind)\(line.isActive ? "" : ", disconnected")
            \(line.community)
            \(line.url ?? "takes no events")
            \(line.waiting) to be read, \(line.failed) given up on\
          \(line.problem.map { "; last delivery: \($0)" } ?? "")
          """)
      }
    }
  }

  struct Disconnect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disconnect",
      abstract: "End a connection. What was decided stays.")

    @Argument(help: "Id of the community, as “list” shows it.")
    var community: String

    @Option(help: "Folder of the site.")
    var data = "site"

    func run() async throws {
      try await ForumCommand.withSite(data) { try await $0.disconnectForum(community) }
      print("✓ Nothing is taken from the forum any more, and nothing is sent there.")
    }
  }

  struct Forget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "forget",
      abstract: "Replace who somebody was by a pseudonym; their votes are kept.",
      discussion: """
        For people who left their forum. A Discourse forum that is connected without a plugin says so \
        itself; other platforms have no word for it.
        """)

    @Argument(help: "Id of the community.")
    var community: String

    @Argument(help: "The person's id on the forum.")
    var user: String

    @Option(help: "Folder of the site.")
    var data = "site"

    func run() async throws {
      try await ForumCommand.withSite(data) {
        try await $0.forgetMember(user, of: community)
      }
      print("✓ Name and id are replaced by a pseudonym. Votes and reviews stay.")
    }
  }

  struct Line: Encodable {
    var community: String
    var name: String
    var kind: String
    var url: String?
    var isActive: Bool
    var problem: String?
    var waiting: Int
    var failed: Int

    init(_ view: DirectView) {
      community = view.community.id
      name = view.community.name
      kind = view.connection.kind.rawValue
      url = view.url
      isActive = view.connection.isActive
      problem = view.problem
      waiting = view.waiting
      failed = view.failed
    }
  }

  static func withSite<Value>(
    _ data: String, _ body: (Site) async throws -> Value
  ) async throws -> Value {
    let folder = DataFolder(data)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ValidationError("There is no site in \(data).")
    }
    let store = try folder.openStore()
    let site = Site(
      configuration: SiteConfiguration(name: "Common Ground", baseURL: ""), store: store,
      key: try folder.serverKey(), mail: DiscardedMail())
    let value: Value
    do {
      value = try await body(site)
    } catch SiteError.invalid(let problems) {
      throw ValidationError(problems.map(\.message).joined(separator: " "))
    } catch SiteError.conflict(let reason) {
      throw ValidationError(reason)
    } catch SiteError.notFound(let what) {
      throw ValidationError(what)
    }
    try store.close()
    return value
  }
}
