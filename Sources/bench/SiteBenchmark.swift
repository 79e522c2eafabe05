import Foundation
import LoadClient

/// The real program as a server on this machine: notes of a post by its address, durable ratings, and
/// final scoring under load. Clients and server share the processors.
enum SiteBenchmark {
  private static let usage = """
    usage: bench site [--data FOLDER] [--seconds N] [--only posts | community]
      Makes databases of 1,000, 10,000 and 100,000 posts and one of 50,000 notes and 1,000,000
      ratings (700 MB of disk, two minutes), kept in FOLDER for the next time if one is given.
    """

  struct Options {
    var root: String?
    var seconds = 10.0
    var only: String?
  }

  static func run(_ arguments: [String]) throws {
    var options = Options()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard let value = rest.popFirst() else { return print(usage) }
      switch argument {
      case "--data": options.root = value
      case "--seconds": options.seconds = Double(value) ?? options.seconds
      case "--only": options.only = value
      // Asked by this benchmark alone, for a process of its own.
      case "--empty-route": return try EmptyRoute.serve(port: Int(value) ?? 0)
      default: return print(usage)
      }
    }
    let root =
      options.root
      ?? FileManager.default.temporaryDirectory.appending(path: "commonground-bench-site").path
    defer {
      if options.root == nil { try? FileManager.default.removeItem(atPath: root) }
    }
    print(
      "Clients and server share \(ProcessInfo.processInfo.activeProcessorCount) processors; "
        + "each client is a keep-alive connection.\n")
    print(row("", ["measured", "target", "ratio"]))
    if options.only != "community" { try SitePosts.measure(in: root, seconds: options.seconds) }
    if options.only != "posts" { try SiteCommunity.measure(in: root, seconds: options.seconds) }
  }

  // MARK: Reporting

  /// Prints a figure beside the most or the least that it may be.
  static func line(
    _ title: String, _ value: Double, _ unit: String, atLeast least: Double? = nil,
    atMost most: Double? = nil
  ) {
    let target = least.map { "≥ \(number($0))" } ?? most.map { "≤ \(number($0))" } ?? ""
    let isMet = least.map { value >= $0 } ?? most.map { value <= $0 }
    let ratio = (least ?? most).map { String(format: "× %.2f", value / $0) } ?? ""
    print(
      row(title, ["\(number(value)) \(unit)", target, ratio])
        + (isMet == false ? "  misses" : ""))
  }

  static func row(_ title: String, _ cells: [String]) -> String {
    "  " + title.padding(toLength: 48, withPad: " ", startingAt: 0)
      + cells.map { String(repeating: " ", count: max(1, 16 - $0.count)) + $0 }.joined()
  }

  private static func number(_ value: Double) -> String {
    value.formatted(
      .number.precision(.fractionLength(value < 100 ? 1 : 0)).locale(Locale(identifier: "en_US")))
  }

  // MARK: Processes

  /// The program beside this one, serving a database.
  static func serve(
    _ database: SiteDatabase, _ arguments: [String] = []
  ) throws -> ServedSite {
    try ServedSite(
      program: program, data: database.folder, port: try ServedSite.freePort(),
      arguments: arguments)
  }

  static var program: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "commonground")
  }

  /// The most memory that a process has had, in megabytes; nil where the system does not say.
  static func peakMegabytes(_ process: Int32) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) })
    else { return nil }
    return kilobytes * 1_024 / 1e6
  }
}
