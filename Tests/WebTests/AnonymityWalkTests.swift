import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NoteModel
import Storage
import Testing

@testable import Service
@testable import Web

/// Walks everything that others can read and looks for what must never be there (ACT-65, ACT-80 to
/// ACT-86): a name or address of an account, beside an alias or anywhere.
@Suite("Nothing public")
struct AnonymityWalkTests {
  private static let names = [
    "writerperson", "raterperson", "authorperson", "hostperson", "bystander",
  ]

  /// A community in which everybody did something.
  private func community() async throws -> (TestSite, people: [String: Person], NoteID, PostID) {
    let site = try TestSite()
    let writer = try await site.person(.writer, name: "writerperson")
    let rater = try await site.person(.topWriter, name: "raterperson")
    let author = try await site.person(
      .accountHolder, name: "authorperson", authorKey: "author-key")
    let host = try await site.person(.host, name: "hostperson")
    // Aliases as the site would give them: not made of account names, as the fixture's are.
    try await site.store.write { store in
      for (person, alias) in [(writer, "Calm Kite Heron"), (rater, "Witty Oar Finch")] {
        guard let id = person.participant, var contributor = try store.contributor(id) else {
          continue
        }
        contributor.alias = alias
        try store.update(contributor)
      }
    }
    let made = try await site.note(by: writer, authorKey: "author-key")
    try await site.site.rate(
      site.site.asker(token: rater.token), made.note,
      RatingForm(answer: .helpful, tags: [.helpfulClear]))
    try await site.decide(made.note, .helpful)
    try await site.site.requestAdditionalReview(
      site.site.asker(token: author.token), of: made.note)
    try await site.site.report(
      site.site.asker(token: author.token), made.note, .spam, text: "", client: "x")
    let other = try await site.site.pushPost(
      site.site.asker(token: host.token), PostForm(url: "https://forum.test/2"), HostFacts())
    try await site.site.requestNote(
      site.site.asker(token: author.token), on: other, RequestForm(suggestion: "Why?"))
    return (
      site,
      ["writerperson": writer, "raterperson": rater, "authorperson": author, "hostperson": host],
      made.note, made.post
    )
  }

  @Test(
    "names an account: pages, followed link by link",
    arguments: ["nobody", "raterperson", "bystander"])
  func pages(viewer: String) async throws {
    let (site, people, note, _) = try await community()
    let session =
      viewer == "bystander"
      ? try await site.person(.newContributor, name: "bystander").session : people[viewer]?.session
    try await site.serve { client in
      let browser = Browser(client, session: session)
      var waiting = [
        "/", "/new", "/helpful", "/status", "/data", "/about", "/notes/\(note)", "/metrics",
      ]
      var seen: Set<String> = []
      while let path = waiting.popLast(), seen.count < 400 {
        guard seen.insert(path).inserted else { continue }
        let page = try await browser.get(path)
        #expect(page.status.code < 500, "\(path)")
        for name in Self.names {
          #expect(!page.text.lowercased().contains(name), "\(path) names \(name)")
        }
        #expect(!page.text.contains("people.test"), "\(path) has an address")
        #expect(!page.text.contains("author-key"), "\(path) names the author of a post")
        for link in page.text.matches(of: /(?:href|src)="(\/[^"#]*)/) {
          let target = String(link.1).replacing("&amp;", with: "&")
          if !target.hasPrefix("/assets/") { waiting.append(target) }
        }
      }
      #expect(seen.count > 12, "the walk got nowhere")
    }
  }

  @Test("names an account: the programming interface")
  func interface() async throws {
    let (site, people, note, post) = try await community()
    let rater = try #require(people["raterperson"])
    try await site.serve { client in
      for operation in OpenAPIDocument.operations where operation.method == .get {
        // What is one's own, or the operator's, may name oneself.
        guard !operation.path.hasPrefix("/me"), !operation.path.hasPrefix("/operator"),
          // No post of a platform is under review here.
          operation.id != "getReview"
        else { continue }
        let id =
          operation.path.contains("people")
          ? rater.participant?.rawValue ?? ""
          : operation.path.contains("posts") ? post.description : note.description
        let path =
          "/api/v1" + operation.path.replacing("{id}", with: id)
          + (operation.id == "findPost" ? "?url=https%3A%2F%2Fforum.test%2F1" : "")
          + (operation.id == "search" ? "?q=bridge" : "")
        let (status, text) = try await client.execute(
          uri: path, method: .get, headers: [.authorization: "Bearer \(rater.token)"]
        ) { ($0.status, String(buffer: $0.body)) }
        #expect(status == .ok, "\(path)")
        for name in Self.names { #expect(!text.lowercased().contains(name), "\(path)") }
        #expect(!text.contains("people.test") && !text.contains("author-key"), "\(path)")
      }
    }
  }

  @Test("names an account: the files that anybody can download")
  func files() async throws {
    let (site, people, _, _) = try await community()
    let folder = site.folder.appending(path: "export").path
    _ = try await ExactExport(store: site.store, engineVersion: "test")
      .write(to: folder, at: site.clock.now)
    let participants = people.values.compactMap(\.participant?.rawValue)
    var hasNotes = false
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for path in paths where path.hasSuffix(".tsv") || path.hasSuffix(".json") {
      let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      for name in Self.names { #expect(!text.lowercased().contains(name), "\(path)") }
      #expect(!text.contains("people.test") && !text.contains("author-key"), "\(path)")
      #expect(!text.contains("Calm Kite Heron"), "\(path) has an alias")
      hasNotes = hasNotes || participants.contains(where: text.contains)
    }
    #expect(hasNotes, "the files hold the contributions at all")
  }
}
