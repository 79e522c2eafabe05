import CommunityRules
import Foundation
import Storage

/// One day's public files, as programs and the download page list them.
public struct ReleaseView: Hashable, Codable, Sendable {
  /// `2026-11-21`.
  public var day: String
  /// Only what was contributed before is in the files.
  public var cutOff: Int64
  public var publishedAt: Int64?
  public var files: [File]

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
        let manifest = try JSONDecoder().decode(
          ReleaseManifest.self, from: Data(record.manifest.utf8))
        let day = Self.dayName(record.day)
        return ReleaseView(
          day: day, cutOff: record.cutOff, publishedAt: record.publishedAt,
          files: manifest.files.map { file in
            ReleaseView.File(
              name: file.name, url: "\(base)/data/\(day)/\(file.name)", rows: file.rows,
              bytes: file.bytes, sha256: file.sha256)
          })
      }
    }
  }

  /// `2026-11-21` for a number of days since the epoch.
  static func dayName(_ day: Int64) -> String {
    Date(timeIntervalSince1970: Double(day) * 86_400).formatted(.iso8601.year().month().day())
  }
}

/// The part of a release's manifest that pages show.
struct ReleaseManifest: Decodable {
  var files: [File]

  struct File: Decodable {
    var name: String
    var rows: Int
    var bytes: Int
    var sha256: String
  }
}
