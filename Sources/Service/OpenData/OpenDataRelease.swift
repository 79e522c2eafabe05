import Dispatch
import Foundation
import NoteModel
import Parallel
import Storage

/// Publishes a community's contributions, day by day, for anybody to download and to score again
/// (`ReleaseContent` says what is in a release, and why).
///
/// Nothing is published before the delay has passed (DAT-4): the cut-off of a release is the newest
/// scoring run that decided at least the delay ago. While nothing had been decided by then, it is
/// the delay itself, and notes have no statuses.
///
/// A release is written aside and takes its name, the date, when it is whole. Killed at any point,
/// this leaves the earlier releases as they were; what it left aside goes with the next release.
public actor OpenDataRelease {
  /// How many releases are offered: older ones go, so that deletions take effect (DAT-9).
  public static let keptReleases = 7
  /// 48 hours (DAT-4).
  public static let usualDelay = 48 * Millis.hour

  private let store: any Store
  private let root: String
  private let delay: Int64
  private let engineVersion: String
  private let partBytes: Int
  private let workers: Workers
  private var isUnderWay = false

  /// - Parameters:
  ///   - root: folder of all releases; each is a folder in it.
  ///   - delay: milliseconds between a contribution and its release.
  ///   - engineVersion: version of the source that scores.
  ///   - partBytes: size that no file exceeds, unless a header and a single row do.
  public init(
    store: any Store, root: String, delay: Int64 = OpenDataRelease.usualDelay,
    engineVersion: String, partBytes: Int = 100_000_000, workers: Workers = Workers(threads: 1)
  ) {
    self.store = store
    self.root = root
    self.delay = delay
    self.engineVersion = engineVersion
    self.partBytes = partBytes
    self.workers = workers
  }

  /// Publishes the release of a day.
  ///
  /// - Parameter now: milliseconds since the epoch; its day, UTC, is the release's.
  /// - Returns: the record, as the store has it; its folder is the name below `root`.
  /// - Throws: `ReleaseError`, `OutputError`, or what the store throws.
  public func publish(at now: Int64) async throws -> ReleaseRecord {
    guard !isUnderWay else { throw ReleaseError.underWay }
    isUnderWay = true
    defer { isUnderWay = false }

    let day = now / Millis.day
    let date = Self.date(now)
    let known = try await store.read { try $0.releases(limit: .max) }
    guard !known.contains(where: { $0.day == day }) else {
      throw ReleaseError.alreadyReleased(date: date)
    }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    try removeFolders(except: Set(known.map(\.folder)))

    let cutOff = now - delay
    let content = try await store.read { try ReleaseContent($0, notAfter: cutOff) }
    let manifest = try await write(
      content,
      ReleaseManifest(
        date: date, publishedAt: now, cutOff: content.cutOff, engineVersion: engineVersion,
        scoring: content.scoring))
    try FileManager.default.moveItem(atPath: aside(date), toPath: "\(root)/\(date)")

    let record = ReleaseRecord(
      day: day, cutOff: content.cutOff, publishedAt: now, folder: date,
      manifest: try manifest.json)
    let offered = try await store.write { store in
      try store.put(record)
      let all = try store.releases(limit: .max)
      for old in all.dropFirst(Self.keptReleases) { try store.deleteRelease(day: old.day) }
      return all.prefix(Self.keptReleases).map(\.folder)
    }
    try removeFolders(except: Set(offered))
    return record
  }

  /// Writes aside, on a thread of its own: the pool has none to spare for waiting for a disk.
  private func write(
    _ content: ReleaseContent, _ manifest: ReleaseManifest
  ) async throws -> ReleaseManifest {
    let folder = PublicFolder(path: aside(manifest.date), partBytes: partBytes, workers: workers)
    return try await onOwnThread { try folder.write(content, manifest) }
  }

  private static let asidePrefix = ".writing-"

  private func aside(_ date: String) -> String { "\(root)/\(Self.asidePrefix)\(date)" }

  /// Removes what no record names: old releases, and what a killed process left. Files and folders
  /// with names that no release has are somebody else's.
  private func removeFolders(except kept: Set<String>) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: root) {
      let isAside = name.hasPrefix(Self.asidePrefix)
      let isRelease = name.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil && !kept.contains(name)
      if isAside || isRelease { try FileManager.default.removeItem(atPath: "\(root)/\(name)") }
    }
  }

  /// Such as `2026-07-16`, UTC.
  static func date(_ millis: Int64) -> String {
    Date(timeIntervalSince1970: Double(millis) / 1000)
      .formatted(.iso8601.year().month().day())
  }
}

extension ReleaseContent {
  /// What may be published: nothing made after a moment, and no status decided after it.
  init(_ store: any StoreTransaction, notAfter latest: Int64) throws {
    guard try store.appliedRun(until: latest) != nil else {
      try self.init(store, unscoredUntil: latest)
      return
    }
    let runs = try store.runsWithInputs().filter { $0.decidedAt <= latest }
    guard let run = runs.last(where: { RunInputs($0) != nil }), let inputs = RunInputs(run) else {
      throw ReleaseError.historyNotKept(cutOff: latest)
    }
    try self.init(store, run: run, inputs)
  }
}

/// Runs a body on a thread that answers no requests.
func onOwnThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global(qos: .utility).async {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}
