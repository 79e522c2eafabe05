import ContentClassification
import Foundation
import OAuth
import Synchronization

@testable import Outbound

/// A classifying service on this machine that gives the answers of a test, one after the other, the
/// last again and again; with a classifier that asks it.
final class ClassifyingServer: Sendable {
  static let key = "key-that-nobody-may-see"

  private struct State {
    var answers: [String]
    var requests: [LocalServer.Request] = []
    var changes: [RemoteChange] = []
    var now: Int64 = 1_800_000_000_000
  }

  private final class Kept: Sendable {
    let state: Mutex<State>

    init(_ answers: [String]) { state = Mutex(State(answers: answers)) }
  }

  private let server: LocalServer
  private let kept: Kept
  private let movesTime: Bool

  /// What stands in a list of answers for none at all.
  static let silence = ""

  /// - Parameter movesTime: the clock stands still but where the test moves it.
  init(_ answers: String..., movesTime: Bool = false) async throws {
    let kept = Kept(answers)
    self.kept = kept
    self.movesTime = movesTime
    server = try await LocalServer { request in
      let answer = kept.state.withLock { state in
        state.requests.append(request)
        return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
      }
      if answer == Self.silence { try? await Task.sleep(for: .seconds(300)) }
      return answer
    }
  }

  var url: String { server.url }
  var requests: [LocalServer.Request] { kept.state.withLock { $0.requests } }
  var changes: [RemoteChange] { kept.state.withLock { $0.changes } }

  func advance(_ millis: Int64) { kept.state.withLock { $0.now += millis } }

  /// Patient by itself: other tests may keep the machine busy.
  func classifier(
    _ endpoint: any RemoteEndpoint = ModerationsEndpoint(model: "some-model"),
    attempts: Int = 1, total: Int64 = 240_000, patience: Int64 = 120_000,
    _ change: (inout RemoteSettings) -> Void = { _ in }
  ) throws -> RemoteClassifier {
    var settings = RemoteSettings(
      address: try ClassifierAddress(url), key: Secret(Self.key), perMinute: 10_000,
      budget: RetryBudget(
        total: total, patience: patience, attempts: attempts, firstDelay: 20, leastPatience: 50))
    change(&settings)
    let kept = kept
    return RemoteClassifier(
      endpoint, settings: settings,
      now: { [movesTime] in
        movesTime
          ? kept.state.withLock { $0.now } : Int64(Date().timeIntervalSince1970 * 1_000)
      },
      report: { change in kept.state.withLock { $0.changes.append(change) } })
  }

  /// A sound answer of a service for moderations.
  static func moderations(hate: Double = 0.9, tokens: Int? = nil) -> String {
    let usage = tokens.map { ",\"usage\":{\"total_tokens\":\($0)}" } ?? ""
    return json(
      """
      {"id":"m","model":"some-model","results":[{"flagged":true,"categories":{"hate":true},\
      "category_scores":{"hate":\(hate)}}]\(usage)}
      """)
  }

  /// An answer of a chat model that says this.
  static func chat(_ content: String, tokens: Int = 100) -> String {
    let quoted = String(decoding: (try? JSONEncoder().encode(content)) ?? Data(), as: UTF8.self)
    return json(
      """
      {"id":"c","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",\
      "content":\(quoted)}}],"usage":{"total_tokens":\(tokens)}}
      """)
  }

  static func json(_ body: String, status: String = "200 OK", headers: [String] = []) -> String {
    LocalServer.page(body, status: status, type: "application/json", headers: headers)
  }

  static func failure(_ status: String, headers: [String] = []) -> String {
    json(#"{"error":{"message":"no"}}"#, status: status, headers: headers)
  }
}
