import Glibc
import Synchronization

/// One file being written from its start to its end.
///
/// Locks around each call, so that a worker thread may do the writing.
package final class OutputFile: Sendable {
  /// The path that the file will have, for messages.
  private let path: String
  /// The open file; nil once finished.
  private let descriptor: Mutex<Int32?>

  /// Creates the file aside, where none of that name must exist.
  init(aside: String, path: String) throws(OutputError) {
    self.path = path
    let opened = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard opened >= 0 else { throw OutputError(.cannotCreateFile, path: path, errno: errno) }
    descriptor = Mutex(opened)
  }

  deinit {
    if let open = descriptor.withLock({ $0 }) { close(open) }
  }

  /// Appends bytes.
  ///
  /// - Precondition: not finished.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    let failure: Int32? = descriptor.withLock { descriptor in
      guard let descriptor else { preconditionFailure("\(path) is already finished") }
      return Self.writeAll(bytes, to: descriptor)
    }
    if let failure { throw OutputError(.cannotWrite, path: path, errno: failure) }
  }

  /// Appends the text of a buffer.
  func write(_ buffer: borrowing TextBuffer) throws(OutputError) {
    try buffer.withBytes { bytes throws(OutputError) in try write(bytes) }
  }

  /// Writes all bytes; returns the error number of a failure.
  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written >= 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return errno }
    }
    return nil
  }

  /// Flushes the file to the disk and closes it; does nothing the second time.
  func finish() throws(OutputError) {
    let failure: Int32? = descriptor.withLock { slot in
      guard let descriptor = slot.take() else { return nil }
      let flushed = fsync(descriptor) == 0 ? nil : errno
      // Some file systems tell only here that there was no space.
      let closed = close(descriptor) == 0 ? nil : errno
      return flushed ?? closed
    }
    if let failure { throw OutputError(.cannotWrite, path: path, errno: failure) }
  }
}
