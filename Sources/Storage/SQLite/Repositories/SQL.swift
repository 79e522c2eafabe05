import CommunityRules
import Foundation
import GRDB

/// Short ways to say what every repository says. Statements are parsed once and kept.
extension SQLiteTransaction {
  func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The first row, made into a value.
  func first<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ make: (Row) throws -> Value
  ) throws -> Value? {
    try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments).map(make)
  }

  /// All rows, made into values.
  func all<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ make: (Row) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { values.append(try make(row)) }
    return values
  }

  /// A number that a query counts; 0 where it finds none.
  func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try first(sql, arguments) { $0[0] as Int? ?? 0 } ?? 0
  }

  /// Numbers as one argument, for `IN (SELECT value FROM json_each(?))`: the statement is the same
  /// for any number of them.
  static func list(_ ids: some Sequence<Int64>) -> String {
    "[" + ids.map(String.init).joined(separator: ",") + "]"
  }

  static func list(_ texts: some Sequence<String>) throws -> String { try json(Array(texts)) }
}

/// A value as a cell: JSON with its keys in order.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// The cells of a row one after the other, for rows that are read by the thousand: finding a cell by
/// its column's name takes longer than reading it.
struct Cells {
  private let row: Row
  private var place = 0

  init(_ row: Row) { self.row = row }

  mutating func skip() { place += 1 }

  mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value {
    defer { place += 1 }
    return row[place]
  }

  mutating func nextIfAny<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value?
  {
    defer { place += 1 }
    return row[place]
  }

  mutating func nextID<ID: NumberID>() -> ID { ID(rawValue: next()) }

  mutating func nextParticipant() -> ParticipantID { ParticipantID(rawValue: next()) }

  /// A case by the number that it was kept as; nil where the cell is empty.
  mutating func nextCaseIfAny<Value: RawRepresentable>(_ column: String) throws -> Value?
  where Value.RawValue == UInt8 {
    guard let number: Int64 = nextIfAny() else { return nil }
    guard let raw = UInt8(exactly: number), let value = Value(rawValue: raw) else {
      throw StoreError.unknownValue(column: column, value: number)
    }
    return value
  }

  /// A case by the number that it was kept as.
  mutating func nextCase<Value: RawRepresentable>(_ column: String) throws -> Value
  where Value.RawValue == UInt8 {
    let number: Int64 = next()
    guard let raw = UInt8(exactly: number), let value = Value(rawValue: raw) else {
      throw StoreError.unknownValue(column: column, value: number)
    }
    return value
  }

  /// A value that was kept as JSON; nil where the text is the one that most rows have.
  mutating func nextDecoded<Value: Decodable>(unless usual: String) throws -> Value? {
    let text: String = next()
    return text == usual ? nil : try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}

extension Row {
  /// A value that was kept as JSON.
  func decoded<Value: Decodable>(_ column: String) throws -> Value {
    let text: String = self[column]
    return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }

  func id<ID: NumberID>(_ column: String) -> ID { ID(self[column] as Int64) }

  func participant(_ column: String = "participant") -> ParticipantID {
    ParticipantID(rawValue: self[column])
  }

  /// A case by the number that it was kept as.
  func value<Value: RawRepresentable>(_ column: String) throws -> Value
  where Value.RawValue == UInt8 {
    let number: Int64 = self[column]
    guard let raw = UInt8(exactly: number), let value = Value(rawValue: raw) else {
      throw StoreError.unknownValue(column: column, value: number)
    }
    return value
  }

  func optionalValue<Value: RawRepresentable>(_ column: String) throws -> Value?
  where Value.RawValue == UInt8 {
    (self[column] as Int64?) == nil ? nil : try value(column)
  }
}
