import Foundation

/// Which files of a folder hold which table.
///
/// A table is a file of its name with an optional part number, such as `ratings-00003.tsv`, plain
/// or packed (`.tsv`, `.tsv.gz`, `.gz`, `.tsv.zip`, `.zip`), or a sub-folder of its name with files
/// of any name and those endings. Parts are read in the order of their names. Where the same part
/// is there plain and packed, the plain one is read.
struct InputFiles: Sendable {
  private(set) var files: [PublicTable: [InputFile]] = [:]
  /// The names seen, for messages.
  let names: [String]

  /// Finds the files of a folder.
  init(folder: String) throws(SnapshotError) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw SnapshotError(file: folder, problem: .notAFolder)
    }
    var names: [String] = []
    do {
      for name in try manager.contentsOfDirectory(atPath: folder) {
        let path = folder + "/" + name
        let isTableFolder =
          PublicTable(rawValue: name) != nil
          && manager.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        if isTableFolder {
          names += try manager.contentsOfDirectory(atPath: path).map { name + "/" + $0 }
        } else {
          names.append(name)
        }
      }
    } catch {
      throw SnapshotError(
        file: folder, problem: .cannotRead(reason: error.localizedDescription))
    }
    self.init(names: names) { .path(folder + "/" + $0) }
  }

  /// Files that are in memory already, by their path below the folder.
  init(_ contents: [String: [UInt8]]) {
    self.init(names: Array(contents.keys)) { .memory(contents[$0] ?? []) }
  }

  private init(names: [String], content: (String) -> InputFile.Content) {
    self.names = names.sorted()
    var chosen: [String: Candidate] = [:]
    for candidate in self.names.compactMap(Candidate.init) {
      if let other = chosen[candidate.stem], other.preference <= candidate.preference { continue }
      chosen[candidate.stem] = candidate
    }
    for candidate in chosen.values.sorted(by: { $0.name < $1.name }) {
      files[candidate.table, default: []].append(
        InputFile(name: candidate.name, content: content(candidate.name)))
    }
  }
}

/// A file name that names a table.
private struct Candidate {
  static let endings = [".tsv", ".tsv.gz", ".gz", ".tsv.zip", ".zip"]

  let name: String
  let table: PublicTable
  /// The name without its ending.
  let stem: String
  /// Position in `endings`; the lowest is read.
  let preference: Int

  init?(_ name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let file = parts.last, !file.hasPrefix("."), !file.hasPrefix("_"),
      // Of two endings that fit, such as .tsv.gz and .gz, the longer leaves the stem.
      let ending = Self.endings.filter({ file.hasSuffix($0) }).max(by: { $0.count < $1.count })
    else { return nil }
    self.name = name
    stem = String(name.dropLast(ending.count))
    preference = Self.endings.firstIndex(of: ending) ?? 0
    if parts.count == 2 {
      guard let table = PublicTable(rawValue: String(parts[0])) else { return nil }
      self.table = table
    } else {
      let words = stem.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 1, words.count <= 2, let table = PublicTable(rawValue: String(words[0])),
        words.count == 1 || !words[1].isEmpty && words[1].allSatisfy(\.isNumber)
      else { return nil }
      self.table = table
    }
  }
}
