import Glibc

/// Where a model is kept between runs.
public enum EvaluationModelFile {
  /// Reads a model.
  public static func read(path: String) throws(EvaluationModelError) -> EvaluationModel {
    do throws(EvaluationModelError.Problem) {
      return try EvaluationModel(encoded: try bytes(of: path))
    } catch {
      throw EvaluationModelError(error, file: path)
    }
  }

  /// Writes a model aside, in the same folder, and gives it its name once it is whole and on the disk.
  public static func write(
    _ model: EvaluationModel, path: String
  ) throws(EvaluationModelError) {
    do throws(EvaluationModelError.Problem) {
      var aside = Array("\(path).writing-XXXXXX".utf8CString)
      let descriptor = mkstemp(&aside)
      guard descriptor >= 0 else { throw failure { .cannotWrite(reason: $0) } }
      do throws(EvaluationModelError.Problem) {
        try write(model.encoded(), to: descriptor)
        guard rename(aside, path) == 0 else { throw failure { .cannotWrite(reason: $0) } }
      } catch {
        unlink(aside)
        throw error
      }
    } catch {
      throw EvaluationModelError(error, file: path)
    }
  }

  /// Writes and closes.
  private static func write(
    _ bytes: [UInt8], to descriptor: Int32
  ) throws(EvaluationModelError.Problem) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        defer { close(descriptor) }
        throw failure { .cannotWrite(reason: $0) }
      }
      written += count
    }
    // Readable by the server, which may run as somebody else.
    guard fchmod(descriptor, 0o644) == 0, fsync(descriptor) == 0 else {
      defer { close(descriptor) }
      throw failure { .cannotWrite(reason: $0) }
    }
    guard close(descriptor) == 0 else { throw failure { .cannotWrite(reason: $0) } }
  }

  private static func bytes(of path: String) throws(EvaluationModelError.Problem) -> [UInt8] {
    // Without waiting: a pipe in the file's place must not hang a server.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure { .cannotRead(reason: $0) } }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure { .cannotRead(reason: $0) } }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotRead(reason: "Not a file") }
    let most = EvaluationModelFormat.mostBytes
    guard status.st_size <= most else { throw .tooLarge(bytes: Int(status.st_size), most: most) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= most {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure { .cannotRead(reason: $0) } }
      bytes += chunk[..<count]
    }
    throw .tooLarge(bytes: bytes.count, most: most)
  }

  /// A problem in the operating system's words, taken before another call changes them.
  private static func failure(
    _ problem: (String) -> EvaluationModelError.Problem
  ) -> EvaluationModelError.Problem {
    problem(String(cString: strerror(errno)))
  }
}
