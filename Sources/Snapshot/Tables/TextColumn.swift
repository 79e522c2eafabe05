/// A column of texts that stay where they were read: in mapped files, or in memory once inflated.
public struct TextColumn: Sendable {
  /// One text: `length` bytes from `offset` of `sources[source]`.
  struct Piece: Sendable {
    var source: UInt32
    var length: UInt32
    var offset: UInt64
  }

  var sources: [any ByteSource] = []
  var pieces: [Piece] = []

  public init() {}

  /// Texts kept in memory.
  public init(_ texts: some Sequence<String>) {
    var bytes: [UInt8] = []
    for text in texts {
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      pieces.append(
        Piece(source: 0, length: UInt32(bytes.count - start), offset: UInt64(start)))
    }
    sources = [bytes]
  }

  public var count: Int { pieces.count }

  /// Appends the texts of another column, which stay where they are.
  mutating func append(contentsOf other: TextColumn) {
    let shift = UInt32(sources.count)
    sources.append(contentsOf: other.sources)
    pieces.append(
      contentsOf: other.pieces.lazy.map {
        Piece(source: $0.source + shift, length: $0.length, offset: $0.offset)
      })
  }

  /// The text of a row, decoded as UTF-8.
  public subscript(row: Int) -> String {
    withBytes(row) { String(decoding: $0, as: UTF8.self) }
  }

  /// The UTF-8 bytes of a row, valid during the call.
  public func withBytes<Result>(_ row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let piece = pieces[row]
    return sources[Int(piece.source)].withBytes { all in
      body(
        UnsafeRawBufferPointer(
          rebasing: all[Int(piece.offset)..<Int(piece.offset) + Int(piece.length)]))
    }
  }
}

/// Bytes that stay put while the value lives.
protocol ByteSource: Sendable {
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result
  /// Gives memory back that can be had again from elsewhere; the bytes stay readable.
  func release(_ range: Range<Int>)
}

extension ByteSource {
  func release(_ range: Range<Int>) {}
}

extension [UInt8]: ByteSource {
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes { body($0) }
  }
}
