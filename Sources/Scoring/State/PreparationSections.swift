import Factorization
import Snapshot

/// The notes and participants that a state names, both ascending; all positions in a state refer to
/// them.
struct StateIDs: Sendable, Equatable {
  let noteIDs: [Int64]
  let participants: ParticipantIDs

  static func == (first: StateIDs, second: StateIDs) -> Bool {
    first.noteIDs == second.noteIDs
      && first.participants.offsets == second.participants.offsets
      && first.participants.bytes == second.participants.bytes
  }
}

extension StateIDs: StateSection {
  func write(into section: inout SectionWriter) {
    section.add("noteId", noteIDs)
    section.add("participantIdBytes", participants.bytes)
    let offsets = participants.offsets
    section.add("participantIdLength", zip(offsets.dropFirst(), offsets).map { UInt32($0 - $1) })
  }

  init(from section: SectionReader) throws(StateProblem) {
    noteIDs = try section.column("noteId")
    guard zip(noteIDs, noteIDs.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .badColumn(name: "noteId", reason: "does not ascend")
    }
    let bytes: [UInt8] = try section.column("participantIdBytes")
    let lengths = try section.column("participantIdLength", as: UInt32.self)
    guard lengths.reduce(UInt64(0), { $0 + UInt64($1) }) == UInt64(bytes.count) else {
      throw .badColumn(name: "participantIdLength", reason: "does not add up")
    }
    var offsets = [0]
    offsets.reserveCapacity(lengths.count + 1)
    for length in lengths { offsets.append(offsets[offsets.count - 1] + Int(length)) }
    for next in 1..<max(1, lengths.count) {
      guard
        bytes[offsets[next - 1]..<offsets[next]]
          .lexicographicallyPrecedes(bytes[offsets[next]..<offsets[next + 1]])
      else { throw .badColumn(name: "participantIdBytes", reason: "does not ascend") }
    }
    participants = ParticipantIDs(sortedBytes: bytes, offsets: offsets)
  }
}

extension RaterClusters: StateSection {
  func write(into section: inout SectionWriter) {
    section.add("rater", rows.map(\.rater))
    section.add("postSelectionValue", rows.map(\.postSelectionValue))
    section.add("quasiCliqueValue", rows.map(\.quasiCliqueValue))
  }

  init(from section: SectionReader) throws(StateProblem) {
    let raters = try section.column("rater", as: UInt32.self)
    guard raters.allSatisfy({ Int($0) < section.participantCount }) else {
      throw .badColumn(name: "rater", reason: "names what the state does not know")
    }
    let components = try section.column("postSelectionValue", rows: raters.count, as: Int32.self)
    let cliques = try section.column("quasiCliqueValue", rows: raters.count, as: Int32.self)
    self.init(
      rows: raters.indices.map {
        Row(
          rater: raters[$0], postSelectionValue: components[$0], quasiCliqueValue: cliques[$0])
      })
  }

  func moved(by map: PositionMap) -> Self {
    RaterClusters(
      rows: rows.compactMap { row in
        let rater = map.rater[Int(row.rater)]
        guard rater >= 0 else { return nil }
        var row = row
        row.rater = UInt32(rater)
        return row
      })
  }
}

extension NoteTopics: StateSection {
  /// Only notes with a topic take room.
  func write(into section: inout SectionWriter) {
    let notes = topic.indices.filter { topic[$0] != nil }
    section.add("note", notes.map { UInt32($0) })
    section.add("topic", notes.compactMap { topic[$0]?.rawValue })
  }

  init(from section: SectionReader) throws(StateProblem) {
    self = .none(noteCount: section.noteCount)
    let notes = try section.notes("note")
    let values = try section.column("topic", rows: notes.count, as: UInt8.self)
    for (note, value) in zip(notes, values) {
      guard let known = NoteTopic(rawValue: value) else {
        throw .badColumn(name: "topic", reason: "holds the unknown topic \(value)")
      }
      topic[Int(note)] = known
    }
  }

  func moved(by map: PositionMap) -> Self {
    var moved = NoteTopics.none(noteCount: map.noteCount)
    for (note, topic) in topic.enumerated() where map.note[note] >= 0 {
      moved.topic[Int(map.note[note])] = topic
    }
    return moved
  }
}

extension TopicModel: StateSection {
  init(from section: SectionReader) throws(StateProblem) {
    self = try section.json("json")
    guard let classifier else { return }
    let words = classifier.words.count
    let classes = classifier.regression.classCount
    guard Set(classifier.words).count == words,
      classifier.inverseDocumentFrequency.count == words,
      classifier.regression.coefficients.count == words,
      (2...MultinomialLogisticRegression.maxClassCount).contains(classes),
      classifier.topics.count == classes
    else { throw .badColumn(name: "json", reason: "holds a topic model whose parts do not fit") }
  }
}
