import Foundation

/// The program, serving a site in a process of its own.
public final class ServedSite {
  public let port: Int
  private let process = Process()

  public var processID: Int32 { process.processIdentifier }

  /// Starts it and waits until it listens.
  ///
  /// - Throws: `POSIXError` where it ends instead.
  public init(program: URL, data: String, port: Int, arguments: [String] = []) throws {
    self.port = port
    process.executableURL = program
    process.arguments =
      ["serve", "--data", data, "--port", String(port), "--log-level", "error"] + arguments
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    try process.run()
    // It says where it listens in one line; the end of its output means that it does not.
    guard !output.fileHandleForReading.availableData.isEmpty else {
      throw POSIXError(.ECONNREFUSED)
    }
  }

  deinit { kill() }

  /// Ends it as a loss of power would: nothing runs in it any more.
  public func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// A port that nobody listens on.
  public static func freePort() throws -> Int {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let outcome = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard outcome == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    return Int(in_port_t(bigEndian: address.sin_port))
  }
}
