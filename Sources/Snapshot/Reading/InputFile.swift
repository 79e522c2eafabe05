import Glibc

/// A file of a table, on disk or in memory.
struct InputFile: Sendable {
  enum Content: Sendable {
    case path(String)
    case memory([UInt8])
  }

  /// The path below the folder, for messages; its ending tells how the file is packed.
  let name: String
  let content: Content
  /// Bytes as stored; 0 if they cannot be told.
  let size: Int

  init(name: String, content: Content) {
    self.name = name
    self.content = content
    switch content {
    case .memory(let bytes): size = bytes.count
    case .path(let path):
      var status = stat()
      size = stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
  }

  /// Opens the file: its size as stored, and its lines. An archive may hold several members.
  func open(blockSize: Int) throws(SnapshotError) -> (bytes: Int, parts: [LineBlocks]) {
    do throws(SnapshotProblem) {
      switch content {
      case .memory(let bytes): return (bytes.count, try parts(bytes, bytes.count, blockSize))
      case .path(let path):
        let file = try MappedFile(path: path)
        return (file.count, try parts(file, file.count, blockSize))
      }
    } catch {
      throw SnapshotError(file: name, problem: error)
    }
  }

  private func parts(
    _ source: any ByteSource, _ count: Int, _ blockSize: Int
  ) throws(SnapshotProblem) -> [LineBlocks] {
    guard count > 0 else { throw .emptyFile }
    if name.hasSuffix(".gz") {
      return [
        LineBlocks(
          name: name, source: source, range: 0..<count, format: .gzip, blockSize: blockSize)
      ]
    }
    guard name.hasSuffix(".zip") else {
      return [LineBlocks(name: name, source: source, range: 0..<count, blockSize: blockSize)]
    }
    let archive = try ZipArchive(source)
    guard !archive.members.isEmpty else {
      throw .unsupportedArchive(reason: "it holds no .tsv file")
    }
    var parts: [LineBlocks] = []
    for member in archive.members.sorted(by: { $0.name < $1.name }) {
      parts.append(
        try archive.lines(of: member, name: "\(name)/\(member.name)", blockSize: blockSize))
    }
    return parts
  }
}
