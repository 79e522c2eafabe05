import NoteModel

/// What is wrong with one cell, or with a whole row where `slot` is nil.
struct CellError: Error {
  /// Position of the column in the table's schema.
  var slot: Int?
  var problem: SnapshotProblem
}

/// One row of a file, its cells addressed by their position in the table's schema.
///
/// A column that the file lacks reads as empty. A cell in double quotes from end to end, its inner
/// quotes doubled, is unquoted; any other quote is data. Rows always end with their line, so that
/// a stray quote cannot swallow the rows below it.
///
/// Invariant: all pointers stay readable while the value lives. `starts` has two entries behind
/// the last field that describe an empty field; `fields` of an absent column names that one.
struct Row {
  let base: UnsafePointer<UInt8>
  let starts: UnsafePointer<UInt32>
  let fields: UnsafePointer<UInt32>

  /// The bytes of a cell.
  @inline(__always)
  func bytes(_ slot: Int) -> UnsafeBufferPointer<UInt8> {
    let field = Int(fields[slot])
    let start = Int(starts[field])
    return UnsafeBufferPointer(start: base + start, count: Int(starts[field + 1]) - 1 - start)
  }

  // MARK: - Numbers

  /// A whole number.
  @inline(__always)
  func integer(_ slot: Int, in allowed: ClosedRange<Int64>) throws(CellError) -> Int64 {
    let cell = bytes(slot)
    if let value = Digits.parse(cell), allowed.contains(value) { return value }
    guard let value = try unusualInteger(slot, in: allowed, allowsFraction: false) else {
      throw CellError(slot: slot, problem: .emptyCell)
    }
    return value
  }

  /// A whole number or nothing. `13.0` and `1.3e1` are whole numbers too: tools that keep nullable
  /// columns as floating point print them so.
  @inline(__always)
  func optionalInteger(_ slot: Int, in allowed: ClosedRange<Int64>) throws(CellError) -> Int64? {
    let cell = bytes(slot)
    if cell.isEmpty { return nil }
    if let value = Digits.parse(cell), allowed.contains(value) { return value }
    return try unusualInteger(slot, in: allowed, allowsFraction: true)
  }

  /// Everything but a plain in-range row of digits: sign, quotes, fraction, missing-value words.
  @inline(never)
  private func unusualInteger(
    _ slot: Int, in allowed: ClosedRange<Int64>, allowsFraction: Bool
  ) throws(CellError) -> Int64? {
    let text = text(slot)
    if text.isEmpty || allowsFraction && Self.missingWords.contains(text) { return nil }
    var value = Int64(text)
    if value == nil, allowsFraction, text.utf8.allSatisfy({ Self.numberBytes.contains($0) }) {
      value = Double(text).flatMap { Int64(exactly: $0) }
    }
    guard let value else {
      let isDigits = text.utf8.drop { $0 == UInt8(ascii: "-") }.allSatisfy { 48...57 ~= $0 }
      throw CellError(
        slot: slot,
        problem: isDigits
          ? .outOfRange(text: Excerpt.of(text), allowed: allowed)
          : .notANumber(text: Excerpt.of(text)))
    }
    guard allowed.contains(value) else {
      throw CellError(
        slot: slot, problem: .outOfRange(text: Excerpt.of(text), allowed: allowed))
    }
    return value
  }

  private static let numberBytes = Set("0123456789+-.eE".utf8)

  /// Words for "missing" that table tools write into numeric columns.
  private static let missingWords: Set<String> = [
    "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "<NA>", "-nan",
  ]

  /// A time stamp that must be there.
  @inline(__always)
  func time(_ slot: Int) throws(CellError) -> Int64 {
    guard let time = try optionalInteger(slot, in: Limits.time) else {
      throw CellError(slot: slot, problem: .emptyCell)
    }
    return time
  }

  /// A time stamp or nothing.
  @inline(__always)
  func millis(_ slot: Int) throws(CellError) -> OptionalMillis {
    OptionalMillis(try optionalInteger(slot, in: Limits.millis))
  }

  /// A cell that is 0, 1 or empty; empty reads as 0.
  @inline(__always)
  func flag(_ slot: Int) throws(CellError) -> Bool {
    let cell = bytes(slot)
    if cell.count == 1 {
      if cell[0] == UInt8(ascii: "0") { return false }
      if cell[0] == UInt8(ascii: "1") { return true }
    } else if cell.isEmpty {
      return false
    }
    return try unusualInteger(slot, in: 0...1, allowsFraction: true) == 1
  }

  // MARK: - Texts

  /// One of a few known names, or nil for an empty cell.
  @inline(__always)
  func oneOf<Value>(_ slot: Int, _ names: NameTable<Value>) throws(CellError) -> Value? {
    let cell = bytes(slot)
    if cell.isEmpty { return nil }
    if let value = names.value(of: cell) { return value }
    return try unusualName(slot, names)
  }

  @inline(never)
  private func unusualName<Value>(
    _ slot: Int, _ names: NameTable<Value>
  ) throws(CellError) -> Value? {
    var text = text(slot)
    if text.isEmpty { return nil }
    if let value = text.withUTF8({ names.value(of: $0) }) { return value }
    throw CellError(
      slot: slot, problem: .unknownValue(text: Excerpt.of(text), known: names.known))
  }

  /// The bytes of a name or id that must not be empty.
  @inline(__always)
  func id(_ slot: Int) throws(CellError) -> UnsafeBufferPointer<UInt8> {
    let cell = Quotes.stripped(bytes(slot))
    guard !cell.isEmpty else { throw CellError(slot: slot, problem: .emptyCell) }
    guard cell.count <= Limits.idBytes else {
      throw CellError(
        slot: slot, problem: .textTooLong(bytes: cell.count, limit: Limits.idBytes))
    }
    return cell
  }

  /// The text of a cell, unquoted.
  func text(_ slot: Int) -> String {
    let cell = bytes(slot)
    if let unquoted = Quotes.unquoted(cell) { return String(decoding: unquoted, as: UTF8.self) }
    return String(decoding: cell, as: UTF8.self)
  }
}

/// Bounds on what cells may hold.
enum Limits {
  static let idBytes = 128
  static let positive: ClosedRange<Int64> = 1...Int64.max
  /// Post ids: −1 where the post is gone.
  static let post: ClosedRange<Int64> = -1...Int64.max
  /// From −1, which some columns use for "never", to the end of the year 9999.
  static let millis: ClosedRange<Int64> = -1...253_402_300_799_999
  /// For times whose sign says something of its own.
  static let signedMillis: ClosedRange<Int64> = -253_402_300_799_999...253_402_300_799_999
  static let time: ClosedRange<Int64> = 0...253_402_300_799_999
  static let group: ClosedRange<Int64> = 0...Int64(Int16.max)
  static let count: ClosedRange<Int64> = 0...Int64(Int32.max)
}
