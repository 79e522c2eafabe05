import Snapshot

/// Takes numbers and texts from the front of a part of a file, and never looks behind its end.
struct StateCursor: Sendable {
  private let file: MappedFile
  /// What has not been taken.
  private(set) var rest: Range<Int>

  /// - Precondition: `range` lies within the file.
  init(_ file: MappedFile, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= file.count)
    self.file = file
    rest = range
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes some bytes.
  mutating func bytes(_ count: Int) throws(StateProblem) -> Range<Int> {
    guard count <= rest.count else { throw .truncated }
    let taken = rest.lowerBound..<rest.lowerBound + count
    rest = taken.upperBound..<rest.upperBound
    return taken
  }

  /// Takes a little-endian number.
  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _: Number.Type
  ) throws(StateProblem) -> Number {
    let taken = try bytes(MemoryLayout<Number>.size)
    return file.withBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: taken.lowerBound, as: Number.self))
    }
  }

  /// Takes a text of `count` bytes.
  mutating func text(count: Int) throws(StateProblem) -> String {
    let taken = try bytes(count)
    return file.withBytes { String(decoding: $0[taken], as: UTF8.self) }
  }
}
