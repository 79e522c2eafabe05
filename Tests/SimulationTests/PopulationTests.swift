import NoteModel
import Simulation
import Snapshot
import Testing

@Suite("A simulated population")
struct PopulationTests {
  @Test("is enrolled in 98 of 100 cases, most in core groups, group 13 the largest")
  func enrollment() throws {
    let snapshot = try smallCommunity { $0.raters = 1_000 }.snapshot()
    let enrollment = snapshot.enrollment
    #expect((960...995).contains(enrollment.count))
    let core = enrollment.modelingPopulation.count { $0 == .core }
    #expect(abs(Double(core) / Double(enrollment.count) - 0.74) < 0.06)
    var members = [Int16: Int]()
    for group in enrollment.modelingGroup { members[try #require(group), default: 0] += 1 }
    #expect(members.max { $0.value < $1.value }?.key == 13)
  }

  @Test("leans to the first camp as asked for", arguments: [-0.5, 0, 0.5])
  func lean(value: Double) throws {
    let raters = try smallCommunity {
      $0.raters = 2_000
      $0.lean = value
      $0.coordinatedGroups.count = 0
    }.simulate().truth.raters
    let first = Double(raters.camp.count { $0 == 0 })
    let second = Double(raters.camp.count { $0 == 1 })
    #expect(abs((first - second) / (first + second) - value) < 0.08)
  }

  @Test("stands on a line or on a plane")
  func dimensions() throws {
    let line = try smallCommunity { $0.viewpoints = 3 }.simulate().truth.raters
    #expect(line.viewpoint.allSatisfy { $0.y == 0 })
    #expect(Set(line.camp) == [nil, 0, 1, 2])
    let plane = try smallCommunity {
      $0.viewpoints = 5
      $0.viewpointDimensions = 2
    }.simulate().truth.raters
    #expect(plane.viewpoint.contains { $0.y > 0.3 })
    #expect(plane.viewpoint.contains { $0.y < -0.3 })
  }

  @Test("has as many coordinated contributors as asked for")
  func coordinatedMembers() throws {
    let raters = try smallCommunity().simulate().truth.raters
    for group in 0..<2 {
      #expect(raters.conduct.count { $0 == .coordinated(group: group) } == 5)
    }
    #expect(!raters.conduct.contains(.coordinated(group: 2)))
  }
}

@Suite("Simulated notes")
struct NoteTests {
  @Test("say that the post is not misleading in the share asked for", arguments: [0, 0.14, 1])
  func classification(share: Double) throws {
    let notes = try smallCommunity {
      $0.notes = 1_000
      $0.notMisleadingShare = share
    }.snapshot().notes
    let found = notes.classification.count { $0 == .notMisleading }
    #expect(abs(Double(found) / Double(notes.count) - share) < 0.04)
  }

  @Test("are deleted only where the history remembers them")
  func deleted() throws {
    let (snapshot, truth) = try smallCommunity {
      $0.notes = 1_000
      $0.deletedShare = 0.2
    }.simulate()
    let remembered = Set(snapshot.history.note)
    let standing = Set(snapshot.notes.note)
    let gone = truth.notes.isDeleted.indices.filter { truth.notes.isDeleted[$0] }
    #expect(abs(Double(gone.count) / 1_000 - 0.2) < 0.04)
    for note in gone {
      #expect(remembered.contains(UInt32(note)))
      #expect(!standing.contains(UInt32(note)))
    }
    #expect(standing.count + gone.count == 1_000)
  }

  @Test("speak of their topic in words that scoring knows, and only then")
  func topics() throws {
    let (snapshot, truth) = try smallCommunity { $0.topics = TopicShares([0.3, 0, 0, 0.3]) }
      .simulate()
    let words = [
      "ukrain", "russia", "kyiv", "moscow", "zelensky", "putin", "israel", "palestin", "gaza",
      "jerusalem", "hamas", "messi", "ronaldo", "scam", "spam", "gambling", "dropship",
      "promotion", "ugc", "obc",
    ]
    var named = [Topic?: (found: Int, all: Int)]()
    for row in 0..<snapshot.notes.count {
      let text = snapshot.notes.summary[row].lowercased()
      let topic = truth.notes.topic[Int(snapshot.notes.note[row])]
      named[topic, default: (0, 0)].all += 1
      if words.contains(where: text.contains) { named[topic, default: (0, 0)].found += 1 }
    }
    #expect(Set(named.keys) == [nil, .ukraineConflict, .scams])
    #expect(named[nil]?.found == 0)
    for topic in [Topic.ukraineConflict, .scams] {
      let (found, all) = try #require(named[topic])
      #expect(abs(Double(all) / 400 - 0.3) < 0.1)
      #expect(Double(found) / Double(all) > 0.55)
    }
  }

  @Test("fit in a cell: no tab, no line break")
  func textsFitCells() throws {
    let notes = try smallCommunity().snapshot().notes
    for row in 0..<notes.count {
      #expect(!notes.summary[row].contains { $0 == "\t" || $0.isNewline })
      #expect(notes.summary[row].utf8.count > 40)
    }
  }
}
