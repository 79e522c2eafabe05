import ContentClassification
import HTTPTypes
import Outbound
import Synchronization
import Testing

@testable import Service
@testable import Web

@Suite("How a classifying service elsewhere does, for who runs the site")
struct RemoteServiceTests {
  @Test("is in the metrics, where there is one")
  func metrics() async throws {
    let site = try TestSite()
    let status = try await site.site.status()
    #expect(!Metrics().text(status, nil).contains("classifier"))
    let text = Metrics().text(
      status,
      RemoteCondition(
        isResting: true, questions: ["timeout": 3, "judged": 5], refusals: ["rate": 2],
        tokensToday: 700))
    for line in [
      "commonground_classifier_resting 1",
      #"commonground_classifier_questions_total{outcome="judged"} 5"#,
      #"commonground_classifier_questions_total{outcome="timeout"} 3"#,
      #"commonground_classifier_refusals_total{reason="rate"} 2"#,
      "commonground_classifier_tokens_today 700",
    ] {
      #expect(text.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
  }

  @Test("is on the operator's page, and on no page for everybody")
  func page() async throws {
    let service = WatchedService()
    let site = try TestSite(remoteOpinion: RemoteOpinion(service, rule: .highestScore))
    let host = try await site.person(.host, name: "host")
    try await site.serve { client in
      let browser = Browser(client, session: host.session)
      let well = try await browser.get("/operator").text
      #expect(well.contains("Classifying service") && !well.contains("does not answer"))
      service.rests()
      let resting = try await browser.get("/operator").text
      #expect(resting.contains("does not answer"))
      for path in ["/status", "/", "/about"] {
        let page = try await browser.get(path).text
        #expect(!page.contains("lassifying service"), "\(path)")
      }
    }
  }

  @Test("is not on the page of an operator whose site has none")
  func pageWithout() async throws {
    let site = try TestSite()
    let host = try await site.person(.host, name: "host")
    try await site.serve { client in
      let page = try await Browser(client, session: host.session).get("/operator")
      #expect(page.status == .ok && !page.text.contains("Classifying service"))
    }
  }
}

private final class WatchedService: RemoteClassifying {
  let identity = ClassifierIdentity(name: "watched", version: "1")
  private let isResting = Mutex(false)

  var condition: RemoteCondition { RemoteCondition(isResting: isResting.withLock { $0 }) }

  func rests() { isResting.withLock { $0 = true } }

  func classify(_ post: PostText) async -> PostClassification {
    .unavailable(.transport, "down", by: identity)
  }
}
