import CommunityRules
import Foundation
import LoadClient
import NoteModel
import Storage
import Synchronization
import Testing

/// Kills the real server in the middle of writes, again and again: what it said was kept is kept.
@Suite("A killed server", .serialized)
struct KilledServerTests {
  private static let kills = 200
  private static let clients = 8

  /// The program beside the tests.
  private static var program: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "commonground")
  }

  @Test("loses no rating that it acknowledged, and scores again afterwards")
  func keepsWhatItAcknowledged() async throws {
    let community = try await RatedCommunity(raters: 60, notes: 40)
    let port = try ServedSite.freePort()
    let ledger = Ledger()
    for round in 0..<Self.kills {
      // On a thread of its own: clients wait, which the threads of tasks must not.
      try await onThread { try Self.rateUntilKilled(community, port, ledger, round: round) }
      // Every other time the next start finds the database as the kill left it.
      guard round % 2 == 1 || round == Self.kills - 1 else { continue }
      try await ledger.settle(with: community, round: round)
      #expect(ledger.wrong.isEmpty)
    }
    #expect(ledger.acknowledged > Self.kills)
    #expect(ledger.unexpected.isEmpty)

    try await onThread {
      let site = try ServedSite(program: Self.program, data: community.folder, port: port)
      defer { site.kill() }
      let run = try Connection(port: port).send(Self.scoringRun("full"))
      #expect(run.status == 200, "\(run.text)")
    }
    let store = try SQLiteStore(path: community.database)
    #expect(try await store.findings().isEmpty)
    let runs = try await store.read { try $0.scoringRuns(limit: 1_000) }
    #expect(runs.first?.outcome == .applied)
    #expect(runs.contains { $0.outcome == .failed }, "No run was ever killed.")
    #expect(!runs.contains { $0.outcome == .running })
    try store.close()
    let doctor = try Program.run("doctor", "--data", community.folder)
    #expect(doctor.status == 0, "\(doctor.output)")
  }

  /// Starts the server, lets clients rate, and kills it at a random moment; every third time while
  /// it scores, too.
  private static func rateUntilKilled(
    _ community: RatedCommunity, _ port: Int, _ ledger: Ledger, round: Int
  ) throws {
    let site = try ServedSite(program: program, data: community.folder, port: port)
    let process = site.processID
    Thread {
      Thread.sleep(forTimeInterval: .random(in: 0.02...0.2))
      kill(process, SIGKILL)
    }.start()
    let scores = round % 3 == 0
    withClients(clients + (scores ? 1 : 0)) { client in
      guard let connection = try? Connection(port: port) else { return }
      guard client < clients else {
        while (try? connection.send(scoringRun("full"))) != nil {}
        return
      }
      let raters = Array(stride(from: client, to: community.raters.count, by: clients))
      while rate(
        GivenAnswer(
          rater: raters.randomElement() ?? client,
          note: .random(in: community.notes.indices)), connection, ledger)
      {}
    }
  }

  /// - Returns: whether the server is still there.
  private static func rate(
    _ given: GivenAnswer, _ connection: Connection, _ ledger: Ledger
  ) -> Bool {
    let answer = Helpfulness.allCases.randomElement() ?? .helpful
    let tags =
      switch answer {
      case .helpful: "\"helpfulClear\""
      case .somewhatHelpful: ""
      case .notHelpful: "\"notHelpfulIncorrect\""
      }
    let request = Request(
      "PUT", "/api/v1/notes/\(given.note + 1)/rating", token: RatedCommunity.token(given.rater),
      json: "{\"helpfulness\":\"\(answer.name)\",\"tags\":[\(tags)]}")
    ledger.send(answer, given)
    guard let response = try? connection.send(request) else { return false }
    if response.status == 200 {
      ledger.acknowledge(given)
    } else {
      ledger.refuse(given, response.text)
    }
    return true
  }

  private static func scoringRun(_ kind: String) -> Request {
    Request(
      "POST", "/api/v1/operator/scoring-runs", token: RatedCommunity.operatorToken,
      json: "{\"kind\":\"\(kind)\"}")
  }
}

/// What clients sent, and what the server acknowledged.
private final class Ledger: Sendable {
  private struct Entries {
    var kept: [GivenAnswer: Helpfulness] = [:]
    /// Sent and neither acknowledged nor refused: either answer may be the one that was kept.
    var open: [GivenAnswer: [Helpfulness]] = [:]
    var acknowledged = 0
    var unexpected: [String] = []
    var wrong: [String] = []
  }

  private let entries = Mutex(Entries())

  var acknowledged: Int { entries.withLock(\.acknowledged) }
  var unexpected: [String] { entries.withLock(\.unexpected) }
  var wrong: [String] { entries.withLock(\.wrong) }

  /// Each pair of rater and note has one client, so that its answers come one after the other.
  func send(_ answer: Helpfulness, _ given: GivenAnswer) {
    entries.withLock { $0.open[given, default: []].append(answer) }
  }

  func acknowledge(_ given: GivenAnswer) {
    entries.withLock { entries in
      entries.kept[given] = entries.open.removeValue(forKey: given)?.last
      entries.acknowledged += 1
    }
  }

  func refuse(_ given: GivenAnswer, _ text: String) {
    entries.withLock { entries in
      entries.open[given] = nil
      entries.unexpected.append(text)
    }
  }

  /// Holds everything against what the database has; what it has is what is to be kept from now on.
  func settle(with community: RatedCommunity, round: Int) async throws {
    let store = try SQLiteStore(path: community.database)
    let ratings = try await store.read { store in
      try community.raters.map { try store.ratings(by: $0, before: nil, limit: 1_000) }
    }
    try store.close()
    var found: [GivenAnswer: Helpfulness] = [:]
    for (rater, own) in ratings.enumerated() {
      for rating in own {
        found[GivenAnswer(rater: rater, note: Int(rating.noteID.rawValue) - 1)] = rating.answer
      }
    }
    entries.withLock { entries in
      for (given, answer) in entries.kept
      where found[given] != answer
        && !(found[given].map { entries.open[given, default: []].contains($0) } ?? false)
      {
        entries.wrong.append("kill \(round): \(given) has \(String(describing: found[given]))")
      }
      for (given, answer) in found
      where entries.kept[given] == nil && !entries.open[given, default: []].contains(answer) {
        entries.wrong.append("kill \(round): nobody gave \(given)")
      }
      entries.kept = found
      entries.open = [:]
    }
  }
}

/// Runs blocking work on a thread of its own.
private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try body() }) }.start()
  }
}
