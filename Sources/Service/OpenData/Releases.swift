import CommunityRules
import Storage

/// One day's public files, as programs and the download page list them.
public struct ReleaseView: Hashable, Codable, Sendable {
  /// `2026-11-21`.
  public var day: String
  /// Only what was contributed before is in the files.
  public var cutOff: Int64
  public var publishedAt: Int64?
  public var files: [File]
  /// Command lines that repeat the run and compare, in the folder beside the files; empty: no run had
  /// decided anything.
  public var verification: [String]

  public struct File: Hashable, Codable, Sendable {
    public var name: String
    public var url: String
    public var rows: Int
    public var bytes: Int
    public var sha256: String
  }
}

extension Site {
  /// The public files, newest release first.
  public func releases() async throws -> [ReleaseView] {
    let base = configuration.baseURL
    return try await store.read { store in
      try store.releases(limit: 30).filter { $0.publishedAt != nil }.map { record in
        let manifest = try ReleaseManifest(json: record.manifest)
        let day = record.folder
        return ReleaseView(
          day: day, cutOff: record.cutOff, publishedAt: record.publishedAt,
          files: manifest.files.map { file in
            ReleaseView.File(
              name: file.name, url: "\(base)/data/\(day)/\(file.name)", rows: file.rows,
              bytes: file.bytes, sha256: file.sha256)
          }, verification: manifest.verification(folder: day))
      }
    }
  }

  /// The path below the folder of releases of a public file; nil: no release has it. Only names that a
  /// manifest has lead to a file.
  public func releaseFile(day: String, name: String) async throws -> String? {
    try await store.read { store in
      guard let record = try store.releases(limit: 30).first(where: { $0.folder == day }) else {
        return nil
      }
      let names = try ReleaseManifest(json: record.manifest).files.map(\.name)
      guard name == ReleaseManifest.fileName || names.contains(name) else { return nil }
      return "\(record.folder)/\(name)"
    }
  }
}
