import NoteModel
import Simulation
import Snapshot
import Testing

@Suite("Simulated ratings")
struct RatingTests {
  @Test("never repeat a note and rater")
  func noDuplicates() throws {
    let ratings = try smallCommunity().snapshot().ratings
    let pairs = zip(ratings.note, ratings.rater).map { UInt64($0) << 32 | UInt64($1) }
    #expect(Set(pairs).count == ratings.count)
  }

  @Test("are never by the note's author")
  func noOwnRatings() throws {
    let snapshot = try smallCommunity().snapshot()
    var author = [UInt32: UInt32]()
    for row in 0..<snapshot.notes.count {
      author[snapshot.notes.note[row]] = snapshot.notes.author[row]
    }
    for row in 0..<snapshot.ratings.count {
      #expect(author[snapshot.ratings.note[row]] != snapshot.ratings.rater[row])
    }
  }

  @Test("come after their note and before the end of the data, in the order of time")
  func times() throws {
    let community = smallCommunity()
    let snapshot = try community.snapshot()
    var created = [UInt32: Int64]()
    for row in 0..<snapshot.history.count {
      created[snapshot.history.note[row]] = snapshot.history.createdAtMillis[row]
    }
    for row in 0..<snapshot.notes.count {
      created[snapshot.notes.note[row]] = snapshot.notes.createdAtMillis[row]
    }
    let ratings = snapshot.ratings
    for row in 0..<ratings.count {
      let note = try #require(created[ratings.note[row]])
      #expect(ratings.createdAtMillis[row] > note)
      #expect(ratings.createdAtMillis[row] < community.now)
    }
    let times = ratings.createdAtMillis
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("are about as many as asked for")
  func number() throws {
    let count = try smallCommunity().snapshot().ratings.count
    #expect(abs(Double(count) / 12_000 - 1) < 0.05)
  }

  @Test("tick tags of their answer's side")
  func tags() throws {
    let ratings = try smallCommunity().snapshot().ratings
    for row in 0..<ratings.count {
      let tags = ratings.tags[row]
      switch ratings.answer[row].helpfulness {
      case .helpful:
        #expect(!tags.isEmpty && tags.isSubset(of: .anyHelpful))
      case .notHelpful:
        #expect(!tags.isEmpty && tags.isSubset(of: .anyNotHelpful))
      case .somewhatHelpful: break
      case nil: Issue.record("row \(row) has no answer")
      }
    }
  }

  @Test("of each level make up a tenth or more")
  func levels() throws {
    let ratings = try smallCommunity().snapshot().ratings
    for level in Helpfulness.allCases {
      let share =
        Double(ratings.answer.count { $0.helpfulness == level }) / Double(ratings.count)
      #expect(share > 0.1, "\(level)")
    }
  }

  @Test("spread unevenly over notes: the most is over four times the median")
  func heavyTail() throws {
    let snapshot = try smallCommunity { $0.coordinatedGroups.count = 0 }.snapshot()
    var perNote = Array(repeating: 0, count: snapshot.noteIDs.count)
    for note in snapshot.ratings.note { perNote[Int(note)] += 1 }
    perNote.sort()
    #expect(perNote[0] <= 1)
    #expect(perNote[perNote.count - 1] > 4 * perNote[perNote.count / 2])
  }

  @Test("come from randomly drawn raters in the share asked for", arguments: [0, 0.06, 0.5])
  func populationSampled(share: Double) throws {
    let ratings = try smallCommunity {
      $0.populationSampledShare = share
      $0.attackShare = 0
      $0.coordinatedGroups.count = 0
    }.snapshot().ratings
    let sampled = ratings.answer.count { $0.source == .populationSampled }
    #expect(abs(Double(sampled) / Double(ratings.count) - share) < 0.03)
  }

  @Test("come from attackers in the share asked for", arguments: [0, 0.02, 0.1])
  func attackShare(share: Double) throws {
    let (snapshot, truth) = try smallCommunity { $0.attackShare = share }.simulate()
    let attacks = snapshot.ratings.rater.count { truth.raters.conduct[Int($0)] == .attacker }
    #expect(abs(Double(attacks) / Double(snapshot.ratings.count) - share) < 0.2 * share + 0.001)
    let attackers = truth.raters.conduct.count { $0 == .attacker }
    #expect((attackers == 0) == (share == 0))
  }

  @Test("by attackers call bad notes helpful and good ones not")
  func attackDirection() throws {
    let (snapshot, truth) = try smallCommunity().simulate()
    for row in 0..<snapshot.ratings.count
    where truth.raters.conduct[Int(snapshot.ratings.rater[row])] == .attacker {
      let note = Int(snapshot.ratings.note[row])
      let isBad = truth.notes.quality[note] < 0
      #expect(truth.notes.isTargeted[note])
      #expect(snapshot.ratings.answer[row].helpfulness == (isBad ? .helpful : .notHelpful))
    }
  }

  @Test("by a coordinated group fall within minutes and agree")
  func coordination() throws {
    let (snapshot, truth) = try smallCommunity { $0.populationSampledShare = 0 }.simulate()
    let ratings = snapshot.ratings
    let group = Conduct.coordinated(group: 0)
    var times = [UInt32: [Int64]]()
    for row in 0..<ratings.count where truth.raters.conduct[Int(ratings.rater[row])] == group {
      times[ratings.note[row], default: []].append(ratings.createdAtMillis[row])
    }
    // Members also rate a little of their own accord, so look at notes rated by most of them.
    let together = times.values.filter { $0.count >= 4 }
    #expect(together.count > 15)
    let fast = together.count { $0[3] - $0[0] <= 8 * Millis.minute }
    #expect(fast > together.count * 3 / 4)
  }

  @Test("of a sincere rater follow quality where the note leans to nobody")
  func qualityMatters() throws {
    let (snapshot, truth) = try smallCommunity().simulate()
    var sum = SIMD2<Double>()
    var count = SIMD2<Double>()
    for row in 0..<snapshot.ratings.count {
      let note = Int(snapshot.ratings.note[row])
      guard abs(truth.notes.lean[note].x) < 0.3, abs(truth.notes.quality[note]) > 0.5,
        let answer = snapshot.ratings.answer[row].helpfulness
      else { continue }
      let side = truth.notes.quality[note] > 0 ? 1 : 0
      sum[side] += Double(answer.score)
      count[side] += 1
    }
    let means = sum / count
    #expect(means[1] - means[0] > 0.3)
  }
}
