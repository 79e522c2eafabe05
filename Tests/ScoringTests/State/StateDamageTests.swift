import CZlib
import Factorization
import Snapshot
import Testing

@testable import Scoring

@Suite("A damaged prescoring state")
struct StateDamageTests {
  private func sample() throws -> [UInt8] {
    var random = RandomState(seed: 11)
    var state = random.next()
    while true {
      if case .given = state.topics, !state.prescored.models.isEmpty,
        state.prescored.reputation != nil
      {
        break
      }
      state = random.next()
    }
    return try StateFolder.bytes(of: state)
  }

  @Test("is refused whichever byte differs")
  func flippedByte() throws {
    let bytes = try sample()
    let folder = StateFolder()
    for position in bytes.indices {
      var damaged = bytes
      damaged[position] ^= UInt8(1 << (position % 8))
      #expect(throws: StateError.self, "byte \(position)") { try folder.read(damaged) }
    }
  }

  @Test("is refused wherever it was cut")
  func truncated() throws {
    let bytes = try sample()
    let folder = StateFolder()
    for count in bytes.indices {
      let error = #expect(throws: StateError.self) { try folder.read(Array(bytes[..<count])) }
      #expect(error?.problem == (count < 8 ? .notAState : .truncated), "\(count) bytes")
    }
  }

  @Test("says whether it is something else, of another version, or has a tail")
  func otherFiles() throws {
    let bytes = try sample()
    let folder = StateFolder()
    func problem(_ bytes: [UInt8]) -> StateProblem? {
      #expect(throws: StateError.self) { try folder.read(bytes) }?.problem
    }
    #expect(problem(Array("noteId\tnoteTopic\n".utf8)) == .notAState)
    var later = bytes
    later[8] = 2
    #expect(problem(later) == .otherVersion(found: 2, readable: 1))
    #expect(problem(bytes + [0]) == .damaged(reason: "something follows its last section"))
  }

  @Test("with checksums made right again is refused or used, and never crashes")
  func forged() throws {
    let sections = StateSections(try sample())
    var random = RandomStream(seed: 3)
    func below(_ limit: Int) -> Int { Int(random.uniform() * Double(limit)) }
    let folder = StateFolder()
    var refused = 0
    for _ in 0..<3_000 {
      var forged = sections
      for _ in 0...below(3) {
        let section = below(forged.all.count)
        guard !forged.all[section].payload.isEmpty else { continue }
        let position = below(forged.all[section].payload.count)
        switch below(4) {
        case 0: forged.all[section].payload[position] = UInt8(below(256))
        case 1: forged.all[section].payload[position] = 255
        case 2: forged.all[section].payload.removeSubrange(position...)
        default: forged.all[section].payload.insert(UInt8(below(256)), at: position)
        }
      }
      do throws(StateError) {
        let state = try Self.read(forged, folder)
        _ = try? state.moved(to: Snapshot(participants: ParticipantIDs(["1", "a"]), noteIDs: [3]))
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1_000)
  }

  private static func read(
    _ sections: StateSections, _ folder: StateFolder
  ) throws(StateError) -> ScoringState {
    do { return try folder.read(sections.file) } catch let error as StateError {
      throw error
    } catch {
      throw StateError(.cannotRead(reason: "\(error)"), file: folder.path)
    }
  }

  @Test("with a section left out or doubled is refused by the section's name")
  func sections() throws {
    let sections = StateSections(try sample())
    let folder = StateFolder()
    for (index, section) in sections.all.enumerated()
    where section.name != "reputation" && !section.name.hasPrefix("meta/") {
      var without = sections
      without.all.remove(at: index)
      let error = #expect(throws: StateError.self) { try folder.read(without.file) }
      #expect(error?.problem == .missingSection)
      #expect(error?.section == section.name)
    }
    var doubled = sections
    doubled.all.append(doubled.all[0])
    let error = #expect(throws: StateError.self) { try folder.read(doubled.file) }
    #expect(error?.problem == .damaged(reason: "section “origin” is there twice"))
  }

  @Test("may hold sections of a later program")
  func unknownSection() throws {
    var sections = StateSections(try sample())
    let before = try StateFolder().read(sections.file)
    sections.all.append(StateSections.Section(name: "laterIdea", payload: [1, 2, 3]))
    #expect(try StateFolder().read(sections.file).inWords == before.inWords)
  }
}

/// The sections of a state's file, taken apart.
struct StateSections {
  struct Section {
    var name: String
    var payload: [UInt8]
  }

  /// Without the last, which is empty.
  var all: [Section] = []

  init(_ file: [UInt8]) {
    var rest = file[12...]
    func take(_ count: Int) -> ArraySlice<UInt8> {
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    while !rest.isEmpty {
      let name = String(decoding: take(Int(take(1).first ?? 0)), as: UTF8.self)
      let count = take(8).reversed().reduce(0) { $0 << 8 | Int($1) }
      _ = take(4)
      let payload = Array(take(count))
      if name != "end" { all.append(Section(name: name, payload: payload)) }
    }
  }

  /// The sections put together, with right checksums.
  var file: [UInt8] {
    var file = Array("CGSTATE\n".utf8) + [1, 0, 0, 0]
    for section in all + [Section(name: "end", payload: [])] {
      let named = Array(section.name.utf8) + section.payload
      let checksum = UInt32(crc32(0, named, UInt32(named.count)))
      file.append(UInt8(section.name.utf8.count))
      file += section.name.utf8
      file += (0..<8).map { UInt8(truncatingIfNeeded: section.payload.count >> (8 * $0)) }
      file += (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * $0)) }
      file += section.payload
    }
    return file
  }
}
