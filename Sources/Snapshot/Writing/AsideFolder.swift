import Glibc

/// The hidden folder in which files wait for their final names.
///
/// A lock on it lasts as long as the process that made it. One without a lock was left behind by
/// a run that was killed, and is removed.
final class AsideFolder: Sendable {
  static let prefix = ".commonground-writing-"

  let path: String
  private let descriptor: Int32

  /// Makes a new one and removes those left behind.
  init(in folder: String) throws(OutputError) {
    for name in folderContents(folder) where name.hasPrefix(Self.prefix) {
      Self.removeIfLeftBehind("\(folder)/\(name)")
    }
    while true {
      var template = Array("\(folder)/\(Self.prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        throw OutputError(.cannotCreateFile, path: folder, errno: errno)
      }
      let made = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
      let opened = open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // Between the two calls another run may have found the folder without its lock and taken it
      // for one left behind.
      if opened < 0, errno == ENOENT { continue }
      guard opened >= 0 else { throw OutputError(.cannotCreateFile, path: made, errno: errno) }
      flock(opened, LOCK_EX)
      guard isFolder(made) else {
        close(opened)
        continue
      }
      path = made
      descriptor = opened
      return
    }
  }

  deinit { close(descriptor) }

  /// Removes the folder and the files in it.
  func remove() { Self.removeWithFiles(path) }

  private static func removeIfLeftBehind(_ path: String) {
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { return }
    defer { close(opened) }
    if flock(opened, LOCK_EX | LOCK_NB) == 0 { removeWithFiles(path) }
  }

  private static func removeWithFiles(_ path: String) {
    for name in folderContents(path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

/// Whether a path names a folder.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Makes a folder and those above it; returns false where it was there.
func makeFolder(_ path: String) throws(OutputError) -> Bool {
  if isFolder(path) { return false }
  if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
    _ = try makeFolder(String(path[..<slash]))
  }
  if path.hasSuffix("/") { return false }
  guard mkdir(path, 0o755) == 0 || (errno == EEXIST && isFolder(path)) else {
    let isInTheWay = errno == EEXIST || errno == ENOTDIR
    throw OutputError(isInTheWay ? .notAFolder : .cannotCreateFolder, path: path, errno: errno)
  }
  return true
}

/// The names in a folder, sorted; none where it cannot be read.
func folderContents(_ path: String) -> [String] {
  guard let stream = opendir(path) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
        String(cString: $0)
      }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}
