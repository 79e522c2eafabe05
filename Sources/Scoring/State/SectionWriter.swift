import Foundation
import Snapshot

/// Collects the columns of one section of a state file.
///
/// A column is its name's length (1 byte), its name, the `StateNumber.code` of its type (1 byte),
/// its count (8 bytes), and its numbers.
struct SectionWriter: Sendable {
  private(set) var bytes: [UInt8] = []
  /// The file that is being written, for messages.
  let path: String

  init(path: String) { self.path = path }

  /// Adds a column.
  ///
  /// - Precondition: the name is new to the section and takes at most 255 bytes.
  mutating func add<Number: StateNumber>(_ name: String, _ column: [Number]) {
    bytes.append(UInt8(name.utf8.count))
    bytes.append(contentsOf: name.utf8)
    bytes.append(Number.code)
    append(UInt64(column.count))
    column.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Adds truth values, nil where there is none.
  mutating func add(_ name: String, _ column: [Bool?]) {
    add(name, column.map { value -> UInt8 in value.map { $0 ? 1 : 0 } ?? 2 })
  }

  /// Adds a value as JSON, for what is small or has no columns.
  mutating func add(_ name: String, json value: some Encodable) throws(OutputError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      add(name, [UInt8](try encoder.encode(value)))
    } catch {
      throw OutputError(.cannotWrite, path: path, reason: "\(name) cannot be encoded: \(error)")
    }
  }

  private mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
