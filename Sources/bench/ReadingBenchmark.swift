import Foundation
import Parallel
import Snapshot

/// How fast snapshots are read, between a floor and a limit.
///
/// The limit copies the files into memory; the floor splits each line into strings. Every figure is
/// the best of three, each in a process of its own so that memory is told apart.
enum ReadingBenchmark {
  /// One thing to measure.
  private enum Task: String, CaseIterable {
    case copy, lines, reader1, reader2

    var title: String {
      switch self {
      case .copy: "copy into memory (limit)"
      case .lines: "plain line reader (floor)"
      case .reader1: "snapshot reader, 1 thread"
      case .reader2: "snapshot reader, 2 threads"
      }
    }
  }

  /// What one process measured.
  private struct Figures: Codable {
    var seconds = 0.0
    var bytes = 0
    var ratings = 0
    var residentBytes = 0
    var peakBytes = 0
  }

  /// `reading [FOLDER]` measures a folder of plain tables, by default the medium snapshot, and the
  /// same tables packed with gzip.
  static func run(_ arguments: [String]) throws {
    if arguments.count == 3, arguments[0] == "--task", let task = Task(rawValue: arguments[1]) {
      let data = try JSONEncoder().encode(measure(task, folder: arguments[2]))
      print(String(decoding: data, as: UTF8.self))
      return
    }
    defer { BenchmarkInputs.removeAll() }
    let folder = try arguments.first ?? BenchmarkInputs.medium().folder
    let bytes = try report(folder: folder, tasks: Task.allCases, title: "plain")
    let packed = FileManager.default.temporaryDirectory.appending(path: "reading-benchmark")
    defer { try? FileManager.default.removeItem(at: packed) }
    try pack(URL(filePath: folder), into: packed)
    try report(
      folder: packed.path, tasks: [.reader1, .reader2], title: "gzip", unpackedBytes: bytes)
  }

  /// Prints the figures of some tasks and returns the size of the files. Speed is in bytes of plain
  /// text a second, also where the files are packed.
  @discardableResult
  private static func report(
    folder: String, tasks: [Task], title: String, unpackedBytes: Int? = nil
  ) throws -> Int {
    print("\(title): \(folder)")
    var bytes = 0
    for task in tasks {
      var best = try runProcess(task, folder)
      for _ in 1..<3 {
        let next = try runProcess(task, folder)
        if next.seconds < best.seconds { best = next }
      }
      bytes = best.bytes
      let speed = Double(unpackedBytes ?? bytes) / 1e6 / best.seconds
      var line = "  " + task.title.padding(toLength: 28, withPad: " ", startingAt: 0)
      line += String(format: "%7.3f s %7.0f MB/s", best.seconds, speed)
      if best.ratings > 0 {
        line += String(
          format: "  %6.1f resident bytes a rating (peak %.1f)",
          Double(best.residentBytes) / Double(best.ratings),
          Double(best.peakBytes) / Double(best.ratings))
      }
      print(line)
    }
    return bytes
  }

  private static func runProcess(_ task: Task, _ folder: String) throws -> Figures {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = ["reading", "--task", task.rawValue, folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Figures.self, from: data)
  }

  private static func measure(_ task: Task, folder: String) throws -> Figures {
    var figures = Figures()
    let clock = ContinuousClock()
    let elapsed: Duration
    switch task {
    case .copy:
      elapsed = try clock.measure { figures.bytes = try copy(files(in: folder)) }
    case .lines:
      elapsed = try clock.measure { figures.bytes = try splitLines(files(in: folder)) }
    case .reader1, .reader2:
      let reader = SnapshotReader(workers: Workers(threads: task == .reader1 ? 1 : 2))
      let start = clock.now
      let (snapshot, report) = try reader.read(folder: folder)
      elapsed = clock.now - start
      figures.bytes = report.tables.values.reduce(0) { $0 + $1.bytes }
      withExtendedLifetime(snapshot) {
        figures.ratings = snapshot.ratings.count
        figures.residentBytes = memory("VmRSS")
        figures.peakBytes = memory("VmHWM")
      }
    }
    figures.seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    return figures
  }

  /// Copies all files into one buffer and returns their size.
  private static func copy(_ files: [URL]) throws -> Int {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var total = 0
    for file in files {
      let descriptor = open(file.path, O_RDONLY)
      defer { close(descriptor) }
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        total += count
      }
    }
    return total
  }

  /// Splits every line at its tabs, as a first program would, and returns the size of the files.
  private static func splitLines(_ files: [URL]) throws -> Int {
    var total = 0
    var cells = 0
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      total += text.utf8.count
      for line in text.split(separator: "\n") {
        cells +=
          line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init).count
      }
    }
    precondition(cells > 0)
    return total
  }

  private static func files(in folder: String) throws -> [URL] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
    let tables = PublicTable.allCases.map(\.rawValue)
    return names.filter { name in
      (name.hasSuffix(".tsv") || name.hasSuffix(".gz")) && tables.contains { name.hasPrefix($0) }
    }.map { URL(filePath: folder).appending(path: $0) }
  }

  /// Packs the tables of a folder with the `gzip` tool.
  private static func pack(_ folder: URL, into packed: URL) throws {
    for file in try files(in: folder.path) {
      let target = packed.appending(path: file.deletingLastPathComponent().lastPathComponent)
      let place = file.path.contains("/ratings/") ? target : packed
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let copy = place.appending(path: file.lastPathComponent + ".gz")
      try Data().write(to: copy)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gzip", "-c", file.path]
      process.standardOutput = try FileHandle(forWritingTo: copy)
      try process.run()
      process.waitUntilExit()
    }
  }

  /// A figure of this process from the system, in bytes.
  private static func memory(_ key: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(key + ":") }
    return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
      * 1024
  }
}
