import Snapshot

/// A state file whose structure and checksums were found right.
struct StateFileReader: Sendable {
  private let file: MappedFile
  private let path: String
  private var sections: [String: Range<Int>] = [:]
  /// How many notes and participants the state names.
  private var noteCount = 0
  private var participantCount = 0

  init(path: String) throws(StateError) {
    self.path = path
    do throws(SnapshotProblem) {
      file = try MappedFile(path: path)
    } catch .cannotRead(let reason) {
      throw StateError(.cannotRead(reason: reason), file: path)
    } catch {
      throw StateError(.cannotRead(reason: error.description), file: path)
    }
    do throws(StateProblem) {
      try findSections()
    } catch {
      throw StateError(error, file: path)
    }
  }

  /// Sets the counts that positions in sections must stay below.
  mutating func setCounts(notes: Int, participants: Int) {
    noteCount = notes
    participantCount = participants
  }

  /// The names of sections that start with a prefix, without it, ascending.
  func names(after prefix: String) -> [String] {
    sections.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .sorted()
  }

  /// Reads a section.
  func read<Section: StateSection>(
    _ name: String, as: Section.Type = Section.self
  ) throws(StateError) -> Section {
    guard let section: Section = try readIfPresent(name) else {
      throw StateError(.missingSection, file: path, section: name)
    }
    return section
  }

  /// Reads a section, or returns nil where there is none of that name.
  func readIfPresent<Section: StateSection>(
    _ name: String, as: Section.Type = Section.self
  ) throws(StateError) -> Section? {
    guard let range = sections[name] else { return nil }
    do throws(StateProblem) {
      return try Section(
        from: SectionReader(
          file, range, noteCount: noteCount, participantCount: participantCount))
    } catch {
      throw StateError(error, file: path, section: name)
    }
  }

  private mutating func findSections() throws(StateProblem) {
    var cursor = StateCursor(file, 0..<file.count)
    for byte in StateFormat.magic {
      guard !cursor.isAtEnd, try cursor.number(UInt8.self) == byte else { throw .notAState }
    }
    let version = try cursor.number(UInt32.self)
    guard version == StateFormat.version else {
      throw .otherVersion(found: version, readable: StateFormat.version)
    }
    while true {
      let name = try cursor.text(count: Int(cursor.number(UInt8.self)))
      let count = try cursor.number(UInt64.self)
      let checksum = try cursor.number(UInt32.self)
      guard let count = Int(exactly: count) else { throw .truncated }
      let range = try cursor.bytes(count)
      let found = file.withBytes {
        StateFormat.checksum(name: name, payload: UnsafeRawBufferPointer(rebasing: $0[range]))
      }
      guard found == checksum else {
        throw .damaged(reason: "section “\(name)” does not have the checksum it was written with")
      }
      if name == StateFormat.end { break }
      guard sections.updateValue(range, forKey: name) == nil else {
        throw .damaged(reason: "section “\(name)” is there twice")
      }
    }
    guard cursor.isAtEnd else {
      throw .damaged(reason: "something follows its last section")
    }
  }
}
