import Crypto
import Foundation
import Parallel
import Snapshot

/// Writes a release's content as files.
struct PublicFolder: Sendable {
  /// Name of the folder with the tables that prescoring read.
  static let prescoringName = "prescoring"

  var path: String
  var partBytes: Int
  var workers: Workers

  /// Writes everything, the manifest last.
  ///
  /// - Parameter manifest: without its files.
  /// - Returns: the manifest with its files.
  func write(
    _ content: ReleaseContent, _ manifest: ReleaseManifest
  ) throws -> ReleaseManifest {
    let writer = SnapshotWriter(
      workers: workers, ratingsPartBytes: partBytes, otherPartBytes: partBytes)
    if let prescoring = content.prescoring {
      let folder = try OutputFolder(path: "\(path)/\(Self.prescoringName)")
      try writer.write(prescoring, to: folder)
      try folder.commit()
    }
    let folder = try OutputFolder(path: path)
    try writer.write(content.snapshot, to: folder)
    for (name, text) in content.postParts(of: partBytes) {
      try folder.write(Array(text.utf8), to: name)
    }
    if content.scoring != nil { try content.statusTable.write(to: folder, workers: workers) }
    try folder.commit()

    var manifest = manifest
    manifest.files = try names().map { try Self.file($0, at: "\(path)/\($0)") }
    // Of its own: a folder with a manifest is whole.
    let last = try OutputFolder(path: path)
    try last.write(Array(try manifest.json.utf8), to: ReleaseManifest.fileName)
    try last.commit()
    return manifest
  }

  /// All files, by their paths below the folder.
  private func names() throws -> [String] {
    let manager = FileManager.default
    var names: [String] = []
    for name in try manager.contentsOfDirectory(atPath: path) where !name.hasPrefix(".") {
      if name == Self.prescoringName {
        names += try manager.contentsOfDirectory(atPath: "\(path)/\(name)")
          .filter { !$0.hasPrefix(".") }.map { "\(name)/\($0)" }
      } else {
        names.append(name)
      }
    }
    return names.sorted()
  }

  /// Reads a table once more, as somebody who checks it will.
  private static func file(_ name: String, at path: String) throws -> ReleaseManifest.File {
    let handle = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? handle.close() }
    var hash = SHA256()
    var lines = 0
    var bytes = 0
    while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
      hash.update(data: chunk)
      bytes += chunk.count
      lines += chunk.count { $0 == UInt8(ascii: "\n") }
    }
    return ReleaseManifest.File(
      name: name, rows: max(0, lines - 1), bytes: bytes, sha256: hash.finalize().hexadecimal)
  }
}

extension ReleaseContent {
  /// `posts-00000.tsv`, …: which address a `tweetId` stands for.
  fileprivate func postParts(of partBytes: Int) -> [(name: String, text: String)] {
    let header = "tweetId\turl\n"
    var parts = [header]
    for post in posts {
      let url = String(post.url.map { $0 == "\t" || $0.isNewline ? " " : $0 })
      let row = "\(post.id)\t\(url)\n"
      let size = parts[parts.count - 1].utf8.count
      if size > header.utf8.count, size + row.utf8.count > partBytes { parts.append(header) }
      parts[parts.count - 1] += row
    }
    return parts.enumerated().map { number, text in
      let digits = String(number)
      let zeros = String(repeating: "0", count: max(0, 5 - digits.count))
      return ("posts-\(zeros)\(digits).tsv", text)
    }
  }

  /// `scored_notes.tsv`: the columns that say what was published; those of the models are empty,
  /// because repeating the run gives them.
  fileprivate var statusTable: OutputTable {
    var table = OutputTable(.scoredNotes, rowCount: statuses.count)
    var names: [String] = []
    var positions: [String: UInt16] = [:]
    let deciders = statuses.map { row in
      row.decidedBy.map { name in
        if let known = positions[name] { return known }
        let position = UInt16(names.count)
        positions[name] = position
        names.append(name)
        return position
      }
    }
    table["noteId"] = .integers(statuses.map(\.note))
    table["createdAtMillis"] = .integers(statuses.map(\.createdAt))
    table["finalRatingStatus"] = .statuses(statuses.map(\.status))
    table["decidedBy"] = .names(deciders, of: names)
    table["timestampMillisOfCurrentStatus"] = .integers(statuses.map { _ in cutOff })
    return table
  }
}
