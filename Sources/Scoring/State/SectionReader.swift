import Foundation
import Snapshot

/// The columns of one section of a state file. Everything is checked against the bounds of the
/// section before it is looked at.
struct SectionReader: Sendable {
  /// How many notes and participants the state names: what positions must stay below.
  let noteCount: Int
  let participantCount: Int
  private let file: MappedFile
  private var columns: [String: Column] = [:]

  private struct Column {
    let code: UInt8
    let count: Int
    let bytes: Range<Int>
  }

  /// Finds the columns.
  ///
  /// - Parameter range: the section's payload, within the file.
  init(
    _ file: MappedFile, _ range: Range<Int>, noteCount: Int, participantCount: Int
  ) throws(StateProblem) {
    self.file = file
    self.noteCount = noteCount
    self.participantCount = participantCount
    var cursor = StateCursor(file, range)
    while !cursor.isAtEnd {
      let name = try cursor.text(count: Int(cursor.number(UInt8.self)))
      let code = try cursor.number(UInt8.self)
      guard let stride = Self.strides[code] else {
        throw .badColumn(name: name, reason: "has the unknown type \(code)")
      }
      let count = try cursor.number(UInt64.self)
      guard count <= UInt64(cursor.rest.count / stride) else {
        throw .badColumn(name: name, reason: "is longer than its section")
      }
      let bytes = try cursor.bytes(Int(count) * stride)
      guard
        columns.updateValue(Column(code: code, count: Int(count), bytes: bytes), forKey: name)
          == nil
      else { throw .badColumn(name: name, reason: "is there twice") }
    }
  }

  /// Bytes of an element by `StateNumber.code`.
  private static let strides: [UInt8: Int] = {
    let types: [any StateNumber.Type] = [
      UInt8.self, Int32.self, UInt32.self, Int64.self, Float.self, Double.self,
      SIMD2<Float>.self, SIMD4<Float>.self,
    ]
    func stride<Number: StateNumber>(_: Number.Type) -> Int { MemoryLayout<Number>.stride }
    return Dictionary(uniqueKeysWithValues: types.map { ($0.code, stride($0)) })
  }()

  /// The numbers of a column.
  ///
  /// - Parameter rows: how many there must be; nil: any number.
  func column<Number: StateNumber>(
    _ name: String, rows: Int? = nil, as: Number.Type = Number.self
  ) throws(StateProblem) -> [Number] {
    guard let column = columns[name] else { throw .missingColumn(name: name) }
    guard column.code == Number.code else {
      throw .badColumn(name: name, reason: "holds another type of numbers than it should")
    }
    if let rows, rows != column.count {
      throw .badColumn(name: name, reason: "has \(column.count) rows instead of \(rows)")
    }
    return file.withBytes { bytes in
      [Number](unsafeUninitializedCapacity: column.count) { numbers, count in
        // The column was found to hold this many bytes, and the type has no invalid ones.
        UnsafeMutableRawBufferPointer(numbers)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[column.bytes]))
        count = column.count
      }
    }
  }

  /// A column that holds one number.
  func value<Number: StateNumber>(
    _ name: String, as: Number.Type = Number.self
  ) throws(StateProblem) -> Number {
    try column(name, rows: 1)[0]
  }

  /// Truth values, nil where there is none.
  func booleans(_ name: String, rows: Int) throws(StateProblem) -> [Bool?] {
    let values = try column(name, rows: rows, as: UInt8.self)
    guard values.allSatisfy({ $0 <= 2 }) else {
      throw .badColumn(name: name, reason: "holds something else than truth values")
    }
    return values.map { $0 == 2 ? nil : $0 == 1 }
  }

  /// Positions of notes among those that the state names, ascending.
  func notes(_ name: String) throws(StateProblem) -> [UInt32] {
    try ascending(name, below: noteCount)
  }

  /// Positions of participants among those that the state names, ascending.
  func raters(_ name: String) throws(StateProblem) -> [UInt32] {
    try ascending(name, below: participantCount)
  }

  private func ascending(_ name: String, below limit: Int) throws(StateProblem) -> [UInt32] {
    let positions = try column(name, as: UInt32.self)
    guard positions.last.map({ Int($0) < limit }) ?? true else {
      throw .badColumn(name: name, reason: "names what the state does not know")
    }
    guard zip(positions, positions.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .badColumn(name: name, reason: "does not ascend")
    }
    return positions
  }

  /// A value kept as JSON.
  func json<Value: Decodable>(
    _ name: String, as: Value.Type = Value.self
  ) throws(StateProblem) -> Value {
    let text = Data(try column(name, as: UInt8.self))
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try decoder.decode(Value.self, from: text)
    } catch {
      throw .badColumn(name: name, reason: "cannot be decoded: \(error)")
    }
  }
}
