/// SplitMix64: the same numbers for the same seed on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Tables of random rows in the public layout, every value of every column possible.
struct RandomTables {
  var random: SplitMix
  private let people: [String]

  init(seed: UInt64) {
    var random = SplitMix(seed: seed)
    people = (0..<12).map { index in
      let digits = "0123456789ABCDEF"
      let id = String((0..<64).map { _ in digits.randomElement(using: &random)! })
      // Ids may be any text: short ones, and ones that differ late.
      return index.isMultiple(of: 4) ? "p\(index)" : index == 5 ? "Zoë \(id)" : id
    }
    self.random = random
  }

  mutating func pick(_ choices: String...) -> String { choices.randomElement(using: &random)! }

  mutating func time() -> String { "\(Int64.random(in: 0...1_800_000_000_000, using: &random))" }

  mutating func status() -> String {
    pick(
      "", "NEEDS_MORE_RATINGS", "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL",
      "NEEDS_YOUR_HELP", "FIRM_REJECT")
  }

  mutating func noteID(_ index: Int) -> String { "\(1_354_870_745_806_086_150 + index * 7)" }

  mutating func notes(_ count: Int) -> PlainTable {
    var table = PlainTable(columns: PublicColumns.notes)
    for index in 0..<count {
      var row = [
        "noteId": noteID(index), "noteAuthorParticipantId": people.randomElement(using: &random)!,
        "createdAtMillis": time(), "tweetId": pick("-1", "0", "9223372036854775807", "1234567"),
        "classification": pick("", "NOT_MISLEADING", "MISINFORMED_OR_POTENTIALLY_MISLEADING"),
        "believable": pick("", "BELIEVABLE_BY_FEW", "BELIEVABLE_BY_MANY"),
        "harmful": pick("", "LITTLE_HARM", "CONSIDERABLE_HARM"),
        "validationDifficulty": pick("", "EASY", "CHALLENGING"),
        "summary": pick(
          "", "NA", "a \"stray quote", "\"starts with one", "&quot;entities&quot; stay",
          "naïve — ☕️",
          String(repeating: "long ", count: 60), "0"),
      ]
      for name in PublicColumns.noteReasons { row[name] = pick("", "0", "1") }
      table.rows.append(row)
    }
    return table
  }

  mutating func ratings(_ count: Int, notes: Int) -> PlainTable {
    var table = PlainTable(columns: PublicColumns.ratings)
    for index in 0..<count {
      // Counting up both by coprime steps never meets the same pair twice in notes × people rows.
      var row = [
        "noteId": noteID(index % notes), "raterParticipantId": people[index / notes % people.count],
        "createdAtMillis": time(), "version": pick("", "0", "1", "2", "254"),
        "helpfulnessLevel": pick("", "HELPFUL", "SOMEWHAT_HELPFUL", "NOT_HELPFUL"),
        "ratedOnTweetId": pick("", "-1", "1953031711349739523"),
        "ratingSourceBucketed": pick("", "DEFAULT", "POPULATION_SAMPLED"),
        "suggestion": pick("", "free text"), "suggestionId": pick("", "77"),
      ]
      for name in PublicColumns.tags + ["agree", "disagree", "helpful", "notHelpful"] {
        row[name] = pick("", "0", "1")
      }
      table.rows.append(row)
    }
    table.rows.shuffle(using: &random)
    return table
  }

  mutating func history(_ count: Int) -> PlainTable {
    var table = PlainTable(columns: PublicColumns.history)
    for index in 0..<count {
      var row = [
        "noteId": noteID(index), "noteAuthorParticipantId": people.randomElement(using: &random)!,
        "createdAtMillis": time(),
      ]
      for name in PublicColumns.history.dropFirst(3) {
        row[name] =
          switch name {
          case "currentDecidedBy": pick("", "CoreModel (v1.1)", "Ünïcode (v2)", "ScoringDriftGuard")
          case _ where name.hasPrefix("currentModeling"): pick("", "0", "25")
          case _ where name.hasPrefix("timestamp") || name == "abovePcrhThresholdTime":
            pick("", "-1", time())
          default: status()
          }
      }
      table.rows.append(row)
    }
    return table
  }

  mutating func enrollment() -> PlainTable {
    var table = PlainTable(columns: PublicColumns.enrollment)
    for person in people.shuffled(using: &random) {
      table.rows.append([
        "participantId": person,
        "enrollmentState": pick(
          "earnedIn", "atRisk", "earnedOutNoAcknowledge", "earnedOutAcknowledged", "newUser",
          "removed", "apiTestUser", "apiEarnedIn", "apiEarnedOut"),
        "successfulRatingNeededToEarnIn": pick("0", "5", "185"),
        "timestampOfLastStateChange": time(), "timestampOfLastEarnOut": pick("", "1", time()),
        "modelingPopulation": pick("", "CORE", "EXPANSION", "EXPANSION_PLUS"),
        "modelingGroup": pick("", "0", "13", "33"), "numberOfTimesEarnedOut": pick("", "0", "3"),
      ])
    }
    return table
  }

  mutating func requests(_ count: Int) -> PlainTable {
    var table = PlainTable(columns: PublicColumns.requests)
    for index in 0..<count {
      var row = [
        "tweetId": "\(1 + index)", "sourceLinks": pick("", "[]", "[\"https://example.org/ä\"]"),
        "suggestions": pick("", "[{\"suggestion_id\":1,\"suggestion\":\"x\"}]"),
      ]
      for name in PublicColumns.requests.suffix(4) { row[name] = pick("", "-1", time()) }
      table.rows.append(row)
    }
    return table
  }

  /// Reorders a table's columns and adds some that no reader knows.
  mutating func disarranged(_ table: PlainTable) -> PlainTable {
    var table = table
    table.columns += ["somethingNew", "anotherThing"]
    table.columns.shuffle(using: &random)
    for row in table.rows.indices { table.rows[row]["somethingNew"] = pick("", "x", "\"") }
    return table
  }
}
