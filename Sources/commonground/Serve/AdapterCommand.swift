import ArgumentParser
import Foundation
import OAuth
import Outbound
import Service
import Storage

/// The adapters of moderated platforms, as who owns the machine manages them.
struct AdapterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adapter",
    abstract: "Manage the adapters of moderated platforms from the machine.",
    subcommands: [Create.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make an adapter with a key, for a forum's Open Notes plugin.",
      discussion: """
        The key is shown this once. A Discourse forum checks webhooks with the key itself, so that \
        both secrets are the same text. The site may run meanwhile.
        """)

    @Argument(help: "What the adapter is called.")
    var name: String

    @Option(help: "Folder of the site.")
    var data = "site"

    @Option(help: "Days until the key ends, 1 to 365. (default: never)")
    var expiresInDays: Int?

    @Flag(help: "It may see every community, and make keys for others.")
    var administrator = false

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
      let made: NewAdapterKey
      do {
        made = try await site.makeAdapter(
          name: name, isAdministrator: administrator, expiresInDays: expiresInDays)
      } catch SiteError.invalid(let problems) {
        throw ValidationError(problems.map(\.message).joined(separator: " "))
      }
      let report = Report(
        adapterID: made.adapter.id, name: made.adapter.name, keyID: made.key.id,
        apiKey: made.text.text, webhookSecret: made.webhookSecret.text)
      print(json ? try encodedJSON(report) : report.text)
      try store.close()
    }
  }

  /// What is shown of a new adapter.
  struct Report: Encodable {
    var adapterID: String
    var name: String
    var keyID: String
    var apiKey: String
    var webhookSecret: String

    private enum CodingKeys: String, CodingKey {
      case adapterID = "adapter_id"
      case name
      case keyID = "key_id"
      case apiKey = "api_key"
      case webhookSecret = "webhook_secret"
    }

    var text: String {
      """
      ✓ “\(name)” is an adapter. The key is shown once.

      key             \(apiKey)
      webhook secret  \(webhookSecret)
      """
    }
  }
}

/// The words by which submitted posts are judged, as who owns the machine sets them.
struct WordListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "word-list",
    abstract: "Set the words by which submitted posts are judged.",
    discussion: """
      The file has lines of “label score entry”, such as “spam 0.95 cheap watch*”. The earlier \
      version is kept. The site may run meanwhile.
      """)

  @Argument(help: "File to read.")
  var file: String

  @Option(help: "Folder of the site.")
  var data = "site"

  func run() async throws {
    let folder = DataFolder(data)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ValidationError("There is no site in \(data).")
    }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw ValidationError("\(file) can't be read as UTF-8.")
    }
    let store = try folder.openStore()
    let site = Site(
      configuration: SiteConfiguration(name: "Common Ground", baseURL: ""), store: store,
      key: try folder.serverKey(), mail: DiscardedMail())
    do {
      try await site.changeWordList(text)
    } catch SiteError.invalid(let problems) {
      throw ValidationError(problems.map(\.message).joined(separator: " "))
    }
    print("✓ Posts are judged by \(file) from now on.")
    try store.close()
  }
}
