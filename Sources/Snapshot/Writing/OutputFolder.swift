import Glibc
import Synchronization

/// A folder whose files are replaced together.
///
/// Files are written aside, in a hidden folder inside, and take their names on `commit()`:
///
///     let folder = try OutputFolder(path: "scores")
///     try table.write(to: folder)
///     try folder.commit()
///
/// What this guarantees:
/// - Without `commit()` (an error, a crash, a killed process) the folder's files stay as they were.
/// - A file under its final name is always whole: it was flushed to the disk before it was renamed.
/// - `commit()` writes no contents; it renames, file after file. There is no call that renames
///   several files at once: during these microseconds the folder lacks the file that was made first,
///   which is the last to get its name. Whoever looks then, or after a power cut within them, finds
///   results that are visibly incomplete, never new files beside old ones that pass for one run's.
/// - Files of other names stay, except that parts which an earlier, larger snapshot left are removed
///   with the commit of a new one. What a killed run left aside is removed by the next run.
public final class OutputFolder: Sendable {
  /// The folder, as given.
  public let path: String
  private let aside: AsideFolder
  private let isNew: Bool
  private let state = Mutex(State())

  private struct State {
    var files: [OutputFile] = []
    var names: [String] = []
    var splitTables: [String] = []
    var isOpen = true
  }

  /// Opens a folder for writing; makes it, and the folders above it, where it is missing.
  public init(path: String) throws(OutputError) {
    self.path = path
    isNew = try makeFolder(path)
    aside = try AsideFolder(in: path)
  }

  deinit { discard() }

  /// Writes a file of its own, for `commit()` to put in place.
  ///
  /// - Precondition: `name` has no slash, was not written before, and the folder is open.
  public func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
    let file = try makeFile(name)
    var buffer = TextBuffer(capacity: bytes.count)
    bytes.withUnsafeBytes { buffer.append($0) }
    try file.write(buffer)
    try file.finish()
  }

  /// Puts all files written so far in place; the folder is then closed.
  public func commit() throws(OutputError) {
    let written = state.withLock { state in
      precondition(state.isOpen, "\(path) was committed or discarded before")
      state.isOpen = false
      return (files: state.files, names: state.names, splitTables: state.splitTables)
    }
    defer { aside.remove() }
    for file in written.files { try file.finish() }
    for name in written.names where isFolder(final(name)) {
      throw OutputError(.cannotRename, path: final(name), errno: EISDIR)
    }
    // Takes the old results back before the first of them is replaced.
    if written.names.count > 1 { unlink(final(written.names[0])) }
    for name in written.names.dropFirst() + written.names.prefix(1) {
      guard rename("\(aside.path)/\(name)", final(name)) == 0 else {
        throw OutputError(.cannotRename, path: final(name), errno: errno)
      }
    }
    for name in oldParts(of: written.splitTables, except: Set(written.names)) {
      unlink(final(name))
    }
    try flushFolder()
  }

  /// Gives up what was written since the folder was opened; does nothing after `commit()`.
  public func discard() {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = false }
      return state.isOpen
    }
    guard wasOpen else { return }
    aside.remove()
    // Fails, as it should, where something else has been put there meanwhile.
    if isNew { rmdir(path) }
  }

  /// Starts a file that `commit()` will put in place.
  ///
  /// - Precondition: as for `write(_:to:)`.
  package func makeFile(_ name: String) throws(OutputError) -> OutputFile {
    try state.withLock { state throws(OutputError) in
      precondition(state.isOpen, "\(path) was committed or discarded before")
      precondition(
        !name.isEmpty && !name.contains("/") && !name.hasPrefix("."), "not a file name: \(name)")
      precondition(!state.names.contains(name), "\(name) is written twice")
      let file = try OutputFile(aside: "\(aside.path)/\(name)", path: final(name))
      state.files.append(file)
      state.names.append(name)
      return file
    }
  }

  /// Says that the parts `table-00000.tsv`, … are all written now: `commit()` then removes parts with
  /// other numbers, which an earlier, larger snapshot left and a reader would take for this one's.
  func replaceAllParts(of table: String) {
    state.withLock { $0.splitTables.append(table) }
  }

  private func final(_ name: String) -> String { "\(path)/\(name)" }

  private func oldParts(of tables: [String], except kept: Set<String>) -> [String] {
    guard !tables.isEmpty else { return [] }
    return folderContents(path).filter { name in
      guard !kept.contains(name), name.hasSuffix(".tsv"), name.count > 10 else { return false }
      let stem = name.dropLast(4)
      let digits = stem.suffix(5)
      let table = stem.dropLast(5)
      return table.last == "-" && tables.contains(String(table.dropLast()))
        && digits.allSatisfy { $0.isASCII && $0.isNumber }
    }
  }

  /// Makes the renames outlast a power cut.
  private func flushFolder() throws(OutputError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(.cannotWrite, path: path, errno: errno) }
    defer { close(descriptor) }
    // EINVAL: this file system does not flush folders.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw OutputError(.cannotWrite, path: path, errno: errno)
    }
  }
}
