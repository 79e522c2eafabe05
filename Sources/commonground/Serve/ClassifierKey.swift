import ArgumentParser
import Foundation
import OAuth

/// The key of a classifying service: from the environment, or from a file that nobody else reads.
enum ClassifierKey {
  static let variable = "COMMONGROUND_CLASSIFIER_KEY"
  private static let mostBytes = 4_096

  /// Nil: there is none, as for a model of one's own.
  ///
  /// - Throws: `ValidationError` that says what to do, and nothing of the key.
  static func read(
    file: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Secret? {
    let given = environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    guard let file else { return try given.map { try key($0, from: variable) } }
    guard given == nil else {
      throw ValidationError("Set \(variable) or --classifier-key-file, not both.")
    }
    return try key(try content(of: file), from: file)
  }

  private static func content(of file: String) throws -> String {
    // Opened once and asked what it is, so that nothing can be put in its place in between.
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw ValidationError("\(file) can't be read: --classifier-key-file is a file with the key.")
    }
    defer { try? handle.close() }
    var facts = stat()
    guard fstat(handle.fileDescriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw ValidationError("\(file) is no file: --classifier-key-file is a file with the key.")
    }
    guard facts.st_mode & 0o077 == 0 else {
      throw ValidationError("Others may read \(file), which holds a key: chmod 600 \(file)")
    }
    let bytes = try handle.read(upToCount: mostBytes + 1) ?? Data()
    guard bytes.count <= mostBytes, let text = String(data: bytes, encoding: .utf8) else {
      throw ValidationError("\(file) holds more than a key.")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func key(_ text: String, from source: String) throws -> Secret {
    guard (1...1_024).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw ValidationError("\(source) holds no key: one word of letters, digits and signs.") }
    return Secret(text)
  }
}
