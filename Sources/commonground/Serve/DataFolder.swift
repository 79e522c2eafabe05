import ArgumentParser
import Foundation
import Service
import Storage

/// The folder in which a site keeps everything: the database, its key, its public files.
struct DataFolder {
  let url: URL

  var database: String { url.appending(path: "community.sqlite").path }
  var releases: URL { url.appending(path: "releases") }
  private var keyFile: URL { url.appending(path: "server.key") }

  init(_ path: String) { url = URL(filePath: path) }

  /// Makes the folder if it is missing, for its owner's eyes alone.
  func prepare() throws {
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Opens the database, which knows who is who: nobody else on the machine may read it, whoever made
  /// the folder, nor what this process writes beside it.
  func openStore() throws -> SQLiteStore {
    umask(0o077)
    for path in [database, database + "-wal", database + "-shm"] {
      try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
    return try SQLiteStore(path: database)
  }

  /// The secret that the site signs its forms with; made once.
  ///
  /// - Throws: `ValidationError` where the file is damaged.
  func serverKey() throws -> ServerKey {
    if FileManager.default.fileExists(atPath: keyFile.path) {
      let bytes = Array(try Data(contentsOf: keyFile))
      guard bytes.count == 32 else {
        throw ValidationError(
          "\(keyFile.path) is damaged: it has \(bytes.count) bytes, not 32. Delete it to make a new "
            + "key; everybody's open forms are then to be reloaded, and AI writers' OAuth 1 secrets "
            + "to be made anew.")
      }
      return ServerKey(bytes: bytes)
    }
    let key = ServerKey()
    guard
      FileManager.default.createFile(
        atPath: keyFile.path, contents: Data(key.bytes), attributes: [.posixPermissions: 0o600])
    else { throw ValidationError("\(keyFile.path) can't be written.") }
    return key
  }
}
