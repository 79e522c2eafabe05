import ContentClassification
import Foundation
import OAuth
import Testing

@testable import Outbound

@Suite("A classifying service elsewhere")
struct RemoteClassifierTests {
  private let post = PostText("what somebody wrote")
  private let chat = ChatEndpoint(
    model: "some-model",
    questions: [.init(.spam, meaning: "unwanted advertising"), .init(.hate, meaning: "hatred")])

  @Test("a service for moderations is asked with the key, and judges")
  func moderations() async throws {
    let server = try await ClassifyingServer(ClassifyingServer.moderations())
    let answer = try await server.classifier().classify(post)
    #expect(answer.judgement?.flagged.map(\.label) == [.hate])
    #expect(answer.judgement?.highestScore == 0.9)
    let request = try #require(server.requests.first)
    #expect(request.method == "POST" && request.target == "/v1/moderations")
    #expect(request.headers["authorization"] == "Bearer \(ClassifyingServer.key)")
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.body == #"{"model":"some-model","input":"what somebody wrote"}"#)
  }

  @Test("a chat model judges the labels that it was asked for")
  func chatModel() async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.chat(#"{"scores":{"spam":0.75,"hate":0.1},"explanation":"An offer."}"#))
    let answer = try await server.classifier(chat).classify(post)
    #expect(answer.judgement?.flagged.map(\.label) == [.spam])
    #expect(answer.judgement?.explanation == "An offer.")
    #expect(server.requests.first?.target == "/v1/chat/completions")
  }

  @Test("a service without a key is sent none")
  func noKey() async throws {
    let server = try await ClassifyingServer(ClassifyingServer.moderations())
    let classifier = try server.classifier { $0.key = nil }
    #expect(await classifier.classify(post).judgement != nil)
    #expect(server.requests.first?.headers["authorization"] == nil)
  }

  @Test("a service that does not answer in time is given up, within the time for the post")
  func silent() async throws {
    let server = try await ClassifyingServer(ClassifyingServer.silence)
    let classifier = try server.classifier(attempts: 9, total: 700, patience: 200)
    let clock = ContinuousClock()
    let start = clock.now
    let answer = await classifier.classify(post)
    #expect(answer.failure?.kind == .timeout)
    #expect(clock.now - start < .seconds(60))
    #expect(Array(classifier.condition.questions.keys) == ["timeout"])
  }

  @Test("a silent service that answers a later question has judged")
  func silentOnce() async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.silence, ClassifyingServer.moderations())
    let classifier = try server.classifier(attempts: 100, patience: 500)
    #expect(await classifier.classify(post).judgement != nil)
    #expect(classifier.condition.questions["timeout"] ?? 0 >= 1)
    #expect(classifier.condition.questions["judged"] == 1)
  }

  @Test("an error of the service is asked about again")
  func errorThenAnswer() async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.failure("500 Internal Server Error"), ClassifyingServer.moderations())
    let classifier = try server.classifier(attempts: 2)
    #expect(await classifier.classify(post).judgement != nil)
    #expect(server.requests.count == 2)
  }

  @Test(
    "what asking again cannot mend is asked once",
    arguments: ["401 Unauthorized", "404 Not Found", "302 Found"])
  func final(_ status: String) async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.failure(status, headers: ["Location: /v1/elsewhere"]))
    let answer = try await server.classifier(attempts: 3).classify(post)
    #expect(answer.failure?.kind == .unexpected)
    #expect(server.requests.map(\.target) == ["/v1/moderations"])
  }

  @Test("a service that says how long it wants to be left alone is not asked earlier")
  func retryAfter() async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.failure("429 Too Many Requests", headers: ["Retry-After: 1"]),
      ClassifyingServer.moderations())
    let clock = ContinuousClock()
    let start = clock.now
    let answer = try await server.classifier(attempts: 2).classify(post)
    #expect(answer.judgement != nil)
    #expect(clock.now - start >= .seconds(1))
  }

  @Test("with a longer wish the post is not kept waiting, and later posts respect it")
  func longRetryAfter() async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.failure("429 Too Many Requests", headers: ["Retry-After: 60"]),
      ClassifyingServer.moderations(), movesTime: true)
    let classifier = try server.classifier(attempts: 3, total: 30_000)
    #expect(await classifier.classify(post).failure?.kind == .limited)
    #expect(await classifier.classify(post).failure?.kind == .limited)
    #expect(server.requests.count == 1)
    #expect(classifier.condition.refusals == ["left_alone": 1])
    server.advance(60_000)
    #expect(await classifier.classify(post).judgement != nil)
  }

  @Test("the operator's limit of questions holds, and time brings new ones")
  func rate() async throws {
    let server = try await ClassifyingServer(ClassifyingServer.moderations(), movesTime: true)
    let classifier = try server.classifier { $0.perMinute = 8 }
    var judged = 0
    for _ in 0..<5 where await classifier.classify(post).judgement != nil { judged += 1 }
    #expect(judged == 2 && server.requests.count == 2)
    #expect(classifier.condition.refusals == ["rate": 3])
    server.advance(7_500)
    #expect(await classifier.classify(post).judgement != nil)
  }

  @Test("the day's tokens hold: what the service says it used counts, and the next day is new")
  func cost() async throws {
    let server = try await ClassifyingServer(
      ClassifyingServer.moderations(tokens: 900), movesTime: true)
    let classifier = try server.classifier { $0.tokensPerDay = 1_000 }
    #expect(await classifier.classify(post).judgement != nil)
    #expect(classifier.condition.tokensToday == 900)
    let longer = PostText(String(repeating: "text ", count: 100))
    #expect(await classifier.classify(longer).failure?.kind == .limited)
    #expect(server.requests.count == 1 && classifier.condition.refusals == ["cost": 1])
    server.advance(CostLimit.day)
    #expect(classifier.condition.tokensToday == 0)
    #expect(await classifier.classify(longer).judgement != nil)
  }

  @Test("questions that the service refuses cost nothing")
  func refusedIsFree() async throws {
    let server = try await ClassifyingServer(ClassifyingServer.failure("500 Broken"))
    let classifier = try server.classifier { $0.tokensPerDay = 1_000 }
    _ = await classifier.classify(post)
    #expect(classifier.condition.tokensToday == 0)
  }

  @Test("a service that is not there is no connection, without its address or the key")
  func notThere() async throws {
    let gone: ClassifierAddress
    do {
      let server = try await ClassifyingServer(ClassifyingServer.moderations())
      gone = try ClassifierAddress(server.url)
    }
    let server = try await ClassifyingServer(ClassifyingServer.moderations())
    let answer = try await server.classifier(attempts: 2) { $0.address = gone }.classify(post)
    #expect(answer.failure?.kind == .transport)
    #expect(server.requests.isEmpty)
  }

  @Test("http is not spoken where a name leads to a public address")
  func plainAndPublic() async throws {
    let settings = RemoteSettings(
      address: try ClassifierAddress("http://models.example.org"), key: Secret("key"))
    let classifier = RemoteClassifier(
      ModerationsEndpoint(model: "m"), settings: settings,
      resolve: { _ in try #require(NetworkAddress("8.8.8.8")) }, now: { 0 }, report: { _ in })
    let failure = await classifier.classify(post).failure
    #expect(failure?.kind == .unexpected && failure?.detail.contains("https") == true)
  }
}
