import Foundation
import Parallel
import Scoring
import Simulation
import Snapshot

/// How the cost of finding coordinated raters grows with the number of ratings.
///
/// Simulated communities of all sizes last 120 days and have 100 ratings a rater and 50 a note on
/// average, so that a larger one is a busier one.
enum ClusteringBenchmark {
  private static let usage = """
    usage: bench clustering [--large] [--threads N] [FOLDER ...]
      Measures the snapshots in the folders; without any, simulated communities of 1 and 5 million
      ratings, and with --large also of 20 million (about 3 GB of memory).
    """

  static func run(_ arguments: [String]) throws {
    var workers = Workers.all
    var sizes = [1, 5]
    var folders: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--large": sizes.append(20)
      case "--threads":
        guard let threads = rest.popFirst().flatMap({ Int($0) }) else { return print(usage) }
        workers = Workers(threads: threads)
      case _ where argument.hasPrefix("-"): return print(usage)
      default: folders.append(argument)
      }
    }
    print("threads: \(workers.threads)")
    for folder in folders {
      let snapshot = try SnapshotReader(workers: workers).read(folder: folder).snapshot
      try measure(snapshot, title: folder, workers)
    }
    guard folders.isEmpty else { return }
    for millions in sizes {
      try measure(
        community(millions: millions).snapshot(), title: "\(millions) million ratings", workers)
    }
  }

  private static func community(millions: Int) -> Community {
    var community = Community()
    community.raters = 10_000 * millions
    community.notes = 20_000 * millions
    community.ratings = 1_000_000 * millions
    community.coordinatedGroups.count = 3 * millions
    return community
  }

  private static func measure(_ snapshot: Snapshot, title: String, _ workers: Workers) throws {
    let notes = try PreparedNotes(snapshot)
    let ratings = RatingStore(snapshot.ratings, notes: notes)
    forgetPeakMemory()
    let before = memory("VmRSS")
    let clock = ContinuousClock()
    let start = clock.now
    let processorStart = processorSeconds()
    let clusters = RaterClusters.compute(
      ratings, notes: notes, table: snapshot.notes, participants: snapshot.participants.count,
      workers: workers)
    let duration = (clock.now - start).components
    let seconds = Double(duration.seconds) + Double(duration.attoseconds) / 1e18
    let processor = processorSeconds() - processorStart
    let bytes = Double(memory("VmHWM") - before)
    let components = Set(clusters.rows.map(\.postSelectionValue)).subtracting([0]).count
    let cliques = Set(clusters.rows.map(\.quasiCliqueValue)).subtracting([0]).count
    let figures = String(
      format: "%.2f s (%.2f processor s), %.2f GB beside the ratings (%.1f bytes a rating)",
      seconds, processor, bytes / 1e9, bytes / Double(ratings.count))
    print("\(title): \(ratings.count) ratings, \(figures)")
    print("  \(components) components, \(cliques) quasi-cliques, \(clusters.rows.count) rows")
  }

  /// Seconds that all threads of this process have computed: the same on a busy machine.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Makes the kernel count peak memory from here on; where it may not, peaks include earlier ones.
  private static func forgetPeakMemory() {
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
    try? file.write(contentsOf: Data("5".utf8))
  }

  /// A size of this process in bytes, such as `VmRSS`.
  private static func memory(_ name: String) -> Int {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (kilobytes.flatMap { Int($0) } ?? 0) * 1024
  }
}
