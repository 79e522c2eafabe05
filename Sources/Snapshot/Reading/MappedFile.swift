import Glibc

/// A file mapped read-only into memory for as long as the value lives.
///
/// The file must not be shortened meanwhile: the system ends a process that touches a mapped page
/// behind the end of its file. Replacing a file by renaming another over it is safe.
///
/// Unchecked `Sendable`: nothing writes through `base`, and the mapping ends with the last owner.
package final class MappedFile: ByteSource, @unchecked Sendable {
  private let base: UnsafeMutableRawPointer?
  package let count: Int

  /// - Throws: `cannotRead` with the system's reason; for anything but a regular file as well.
  package init(path: String) throws(SnapshotProblem) {
    // Non-blocking, so that opening a pipe does not wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .cannotRead(reason: Self.reason) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotRead(reason: Self.reason) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotRead(reason: "not a regular file")
    }
    count = Int(status.st_size)
    guard count > 0 else {
      base = nil
      return
    }
    base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard base != MAP_FAILED else { throw .cannotRead(reason: Self.reason) }
    madvise(base, count, MADV_SEQUENTIAL)
  }

  deinit {
    if let base, base != MAP_FAILED { munmap(base, count) }
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Lets go of the whole pages in a range; a later access reads them from the file again.
  func release(_ range: Range<Int>) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if let base, start < end { madvise(base + start, end - start, MADV_DONTNEED) }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
