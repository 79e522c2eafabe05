import Snapshot

/// A part of a scoring state that is kept in a section of its own.
///
/// A value without positions that can be encoded needs no more than to conform:
///
///     extension FlipModel: StateSection {}
///
/// Positions refer to the notes and participants that the state names.
protocol StateSection: Sendable {
  /// Adds all columns.
  func write(into section: inout SectionWriter) throws(OutputError)

  /// Reads them back, whatever bytes they hold.
  init(from section: SectionReader) throws(StateProblem)

  /// The same for other lists of notes and participants, without what those do not name.
  func moved(by map: PositionMap) -> Self
}

extension StateSection {
  func moved(by map: PositionMap) -> Self { self }
}

extension StateSection where Self: Codable {
  func write(into section: inout SectionWriter) throws(OutputError) {
    try section.add("json", json: self)
  }

  init(from section: SectionReader) throws(StateProblem) {
    self = try section.json("json")
  }
}
