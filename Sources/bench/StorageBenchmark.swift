import CommunityRules
import Foundation
import NoteModel
import Storage

/// Durable ratings from one client, and from many at once who share commits: each is acknowledged
/// only when its commit has reached the disk.
enum StorageBenchmark {
  private static let usage = "usage: bench storage [--clients N] [--seconds N]"

  static func run(_ arguments: [String]) throws {
    var clients = 32
    var seconds = 5
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard let value = rest.popFirst().flatMap({ Int($0) }), (1...1000).contains(value) else {
        return print(usage)
      }
      switch argument {
      case "--clients": clients = value
      case "--seconds": seconds = value
      default: return print(usage)
      }
    }
    for count in [1, clients] {
      let figures = try waiting { [seconds] in try await measure(clients: count, seconds: seconds) }
      print(
        String(
          format: "%d client%@: %.0f durable ratings a second, median %.1f ms, p99 %.1f ms",
          count, count == 1 ? "" : "s", figures.perSecond, figures.median, figures.p99))
    }
  }

  private struct Figures: Sendable {
    var perSecond: Double
    /// Milliseconds until a rating is acknowledged.
    var median: Double
    var p99: Double
  }

  private static func measure(clients: Int, seconds: Int) async throws -> Figures {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "commonground-bench-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try SQLiteStore(path: folder.appending(path: "community.sqlite").path)
    let people = (0..<clients).map { ParticipantID(rawValue: "P\($0)") }
    let notes = 2_000
    try await store.write { store in
      try store.insert(Post(id: PostID(1), url: "https://example.org/1", addedAt: 1))
      for (index, person) in people.enumerated() {
        try store.insert(Contributor(id: person, alias: "Member \(index)", joinedAt: 1))
      }
      for note in 1...notes {
        try store.insert(
          Note(
            id: NoteID(Int64(note)), postID: PostID(1), author: people[0], createdAt: 1,
            classification: .misleading, answers: [.misleadingOther], summary: "Words."))
      }
    }
    let clock = ContinuousClock()
    let start = clock.now
    let end = start + .seconds(seconds)
    let times = try await withThrowingTaskGroup(of: [Double].self) { group in
      for person in people {
        group.addTask {
          var times: [Double] = []
          var next: Int64 = 0
          while clock.now < end {
            let rating = Rating(
              noteID: NoteID(next % Int64(notes) + 1), rater: person, createdAt: next,
              answer: .helpful, tags: [.helpfulClear], ratedOn: PostID(1))
            next += 1
            let sent = clock.now
            try await store.write { try $0.put(rating) }
            times.append((clock.now - sent) / .milliseconds(1))
          }
          return times
        }
      }
      var all: [Double] = []
      for try await times in group { all += times }
      return all.sorted()
    }
    let passed = (clock.now - start) / .seconds(1)
    try store.close()
    return Figures(
      perSecond: Double(times.count) / passed, median: times[times.count / 2],
      p99: times[times.count * 99 / 100])
  }
}
