import Testing

@testable import Outbound

@Suite("A forum's interface is called only where it may be")
struct ForumCallerTests {
  private func answer(
    _ url: String, leadsTo address: String, allowed: Set<String> = []
  ) async throws -> ForumAnswer {
    let machine = try #require(NetworkAddress(address))
    return await ForumCaller { _ in machine }.call(
      ForumCall(.get, url, timeout: .seconds(2), allowedHosts: allowed))
  }

  @Test(
    "a name that leads into a network of our own is not called",
    arguments: ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "192.168.1.5"])
  func inner(address: String) async throws {
    #expect(
      try await answer("https://forum.example.org/posts/1.json", leadsTo: address)
        == .none(reason: "forum.example.org does not lead to a public address."))
  }

  @Test("nothing is called in the clear, at another port or by number, unless the operator says so")
  func address() async throws {
    for url in [
      "http://forum.example.org/", "https://forum.example.org:8443/", "https://192.0.2.1/",
      "ftp://forum.example.org/", "https://user@forum.example.org/",
    ] {
      guard case .none(let reason) = try await answer(url, leadsTo: "203.0.113.5") else {
        Issue.record("\(url) was called")
        continue
      }
      #expect(!reason.hasPrefix("no connection") && reason != "no answer in time", "\(url)")
    }
    // Port 9 takes nothing: the call was made, and nobody was there.
    guard
      case .none(let reason) = try await answer(
        "http://127.0.0.1:9/", leadsTo: "127.0.0.1", allowed: ["127.0.0.1:9"])
    else { return }
    #expect(reason.hasPrefix("no connection"))
  }

  @Test("a form is sent with everything escaped that could end a value")
  func form() {
    let call = ForumCall(
      .post, "https://forum.example.org/posts.json",
      form: [("raw", "a&b=c d\n„ä“"), ("whisper", "true")])
    #expect(call.body == "raw=a%26b%3Dc%20d%0A%E2%80%9E%C3%A4%E2%80%9C&whisper=true")
  }
}
