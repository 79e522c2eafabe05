import Foundation
import Hummingbird
import HummingbirdTesting
import Moderation
import Testing

@testable import Service
@testable import Web

/// A connected forum, and an operator's browser on the same site.
struct ConsoleSite: Sendable {
  let forum: TestForum
  let host: Person

  init() async throws {
    forum = try await TestForum()
    host = try await forum.site.person(.host, name: "host")
  }

  static let base = "/operator/moderation"

  func serve<Value: Sendable>(
    _ body: @escaping @Sendable (Plugin, Browser) async throws -> Value
  ) async throws -> Value {
    try await forum.serve { plugin in
      try await body(plugin, Browser(plugin.client, session: host.session))
    }
  }

  var asker: Asker {
    get async throws { try await forum.site.site.asker(sessionToken: host.session) }
  }

  /// A review that waits for members, by its id.
  func underReview(_ plugin: Plugin, post: Int = 1, _ text: String = "You fool!") async throws
    -> String
  {
    try await plugin.submit(post, text)["action_id"] ?? ""
  }
}

extension Browser.Page {
  /// The words of the page, without its markup.
  var words: String {
    text.replacing(/<[^>]*>/, with: " ").replacing("&#39;", with: "’")
      .replacing(/\s+/, with: " ")
  }
}
