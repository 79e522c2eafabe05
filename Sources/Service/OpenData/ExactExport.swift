import Foundation
import NoteModel
import Parallel
import Storage

/// Writes what the last scoring run read and decided, without any delay: for the operator, and for
/// checking that the statuses on the site are those that the engine gives.
///
///     commonground verify export --published export --seed <seed>
///
/// recomputes the statuses of a full run. For a final run, first
///
///     commonground score export/prescoring --prescore-only --now <prescoredAt> --seed <seed> \
///       --output state
///
/// and pass `--prescored state` to `verify`. The manifest has the numbers. Contributions that came
/// after the run are not in the files: they went into nothing that the site shows. Before the first
/// run everything is in them, without statuses.
public struct ExactExport: Sendable {
  private let store: any Store
  private let engineVersion: String
  private let partBytes: Int
  private let workers: Workers

  /// - Parameters:
  ///   - engineVersion: version of the source that scores.
  ///   - partBytes: size that no file exceeds, unless a header and a single row do.
  public init(
    store: any Store, engineVersion: String, partBytes: Int = 100_000_000,
    workers: Workers = Workers(threads: 1)
  ) {
    self.store = store
    self.engineVersion = engineVersion
    self.partBytes = partBytes
    self.workers = workers
  }

  /// Writes the files.
  ///
  /// - Parameters:
  ///   - path: a folder that is empty or not there yet.
  ///   - now: milliseconds since the epoch.
  /// - Throws: `ReleaseError`, `OutputError`, or what the store throws.
  public func write(to path: String, at now: Int64) async throws -> ReleaseManifest {
    if let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty {
      throw ReleaseError.folderNotEmpty(path: path)
    }
    let content = try await store.read { try ReleaseContent($0, notAfter: now) }
    let folder = PublicFolder(path: path, partBytes: partBytes, workers: workers)
    let manifest = ReleaseManifest(
      date: OpenDataRelease.date(now), publishedAt: now, cutOff: content.cutOff,
      engineVersion: engineVersion, scoring: content.scoring)
    return try await onOwnThread { try folder.write(content, manifest) }
  }
}
