import NoteModel
import Testing

@testable import CommunityRules

@Suite("How many notes an AI writer may propose")
struct WriterLimitTests {
  private static let day: Int64 = 86_400_000
  private static let now: Int64 = 1_800_000_000_000

  /// Rates and paces in hundredths.
  private static func limit(
    _ notes: Int, _ of5: Int, _ of10: Int, recent: Int, long: Int, pace: Int
  ) -> Int {
    WriterLimit(
      WriterRecord(
        notes: notes, notHelpfulOfLast5: of5, notHelpfulOfLast10: of10,
        recentHitRate: Fraction(recent, 100), hitRateOf100: Fraction(long, 100),
        hitRateOf14Days: Fraction(-1), notesPerDay: Fraction(pace, 100))
    ).perDay
  }

  @Test(
    "meets the check values of the interface's contract",
    arguments: [
      [19, 0, 0, 0, 0, 0, 10], [19, 3, 0, 0, 0, 0, 5], [500, 4, 8, 30, 30, 5000, 2],
      [500, 3, 7, 30, 30, 5000, 5], [100, 0, 0, 10, 3, 2000, 30], [100, 0, 0, 10, 5, 2000, 15],
      [100, 0, 0, 10, 8, 2000, 36], [100, 0, 0, 10, 8, 400, 20], [100, 0, 0, 10, 12, 4000, 110],
      [300, 0, 0, 20, 18, 10000, 380], [300, 0, 0, 20, 25, 20000, 500],
      [300, 0, 0, -10, -5, 3000, 5], [300, 0, 0, 30, 30, 0, 5],
    ])
  func contract(row: [Int]) {
    #expect(
      Self.limit(row[0], row[1], row[2], recent: row[3], long: row[4], pace: row[5]) == row[6])
  }

  @Test(
    "meets the check values of the programme's rules",
    arguments: [
      [8, 5, 400, 30, 30, 5000, 2], [4, 3, 400, 30, 30, 5000, 5], [1, 1, 19, 0, 0, 100, 10],
      [1, 1, 20, 0, 0, 67, 5], [1, 1, 300, 10, 4, 4000, 30], [1, 1, 300, 2, 5, 4000, 15],
      [1, 1, 300, 12, 12, 4000, 110], [1, 1, 300, 12, 12, 400, 20], [1, 1, 900, 25, 25, 9000, 450],
      [1, 1, 900, 25, 25, 20000, 500],
    ])
  func programme(row: [Int]) {
    #expect(
      Self.limit(row[2], row[1], row[0], recent: row[3], long: row[4], pace: row[5]) == row[6])
  }

  @Test("is between 5 and 500 for a settled writer, and never above five times the recent pace")
  func range() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<20_000 {
      let pace = Fraction(Int(random.next(below: 4000)), 30)
      let record = WriterRecord(
        notes: 20 + Int(random.next(below: 500)), notHelpfulOfLast5: Int(random.next(below: 3)),
        notHelpfulOfLast10: Int(random.next(below: 8)),
        recentHitRate: Fraction(Int(random.next(below: 41)) - 20, 20),
        hitRateOf100: Fraction(Int(random.next(below: 201)) - 100, 100),
        hitRateOf14Days: Fraction(Int(random.next(below: 21)) - 10, 10), notesPerDay: pace)
      let limit = WriterLimit(record)
      #expect(limit.rule == .earned)
      #expect((5...500).contains(limit.perDay))
      #expect(limit.perDay == 5 || Fraction(limit.perDay) <= pace.scaled(by: 5))
    }
  }

  @Test("rises with the long hit rate from 5 % on, without a step where two lines meet")
  func rising() {
    func byHitRate(_ tenThousandths: Int) -> Fraction {
      WriterLimit.byHitRate(WriterRecord(hitRateOf100: Fraction(tenThousandths, 10_000)))
    }
    for rate in 500..<2100 { #expect(byHitRate(rate) <= byHitRate(rate + 1)) }
    #expect(byHitRate(999) == Fraction(4993, 100))
    #expect([1000, 1500, 2000].map(byHitRate) == [Fraction(50), Fraction(200), Fraction(500)])
  }

  @Test("falls where the rate rises to 5 %, since only below does the recent rate count")
  func notMonotone() {
    #expect(Self.limit(100, 0, 0, recent: 10, long: 4, pace: 2000) == 30)
    #expect(Self.limit(100, 0, 0, recent: 10, long: 5, pace: 2000) == 15)
  }

  @Test("binds for 24 hours after the notes that reach it")
  func window() throws {
    let limit = WriterLimit(WriterRecord())
    #expect(limit.perDay == 10 && limit.rule == .newWriter)
    let times = (0..<10).map { Self.now - Int64($0) * 3_600_000 }
    #expect(limit.reached(times: Array(times.dropLast()), at: Self.now) == nil)
    let reached = try #require(limit.reached(times: times, at: Self.now))
    #expect(reached.limit == 10 && reached.nextAt == times[9] + Self.day)
    #expect(limit.reached(times: times, at: reached.nextAt) == nil)
  }
}

@Suite("The record of an AI writer")
struct WriterRecordTests {
  private static let day: Int64 = 86_400_000
  private static let now: Int64 = 1_800_000_000_000

  /// Notes with falling ids, one for each status, each so many days old.
  private static func notes(
    _ statuses: [NoteStatus], daysOld: Int64 = 1, ratings: Int = 20, below id: Int64 = 10_000
  ) -> [WrittenNote] {
    statuses.enumerated().map { index, status in
      WrittenNote(
        id: NoteID(id - Int64(index)), createdAt: now - daysOld * day, status: status,
        ratingCount: ratings)
    }
  }

  private static func of(_ status: NoteStatus, _ count: Int) -> [NoteStatus] {
    Array(repeating: status, count: count)
  }

  @Test("of nobody is nothing at all")
  func empty() {
    #expect(WriterRecord([], at: Self.now) == WriterRecord())
  }

  @Test("looks for not helpful notes among the latest with a status")
  func recentStatuses() {
    // Given, newest first: 4 undecided, 2 not helpful, 4 helpful, 6 not helpful
    let statuses =
      Self.of(.needsMoreRatings, 2) + [.needsYourHelp, .firmReject] + Self.of(.notHelpful, 2)
      + Self.of(.helpful, 4) + Self.of(.notHelpful, 6)
    let record = WriterRecord(Self.notes(statuses).reversed(), at: Self.now)

    // Then
    #expect(record.notHelpfulOfLast5 == 2)
    #expect(record.notHelpfulOfLast10 == 6)
  }

  @Test("counts rates over the latest 20 and the latest 100")
  func rates() {
    let statuses =
      Self.of(.helpful, 5) + Self.of(.notHelpful, 1) + Self.of(.needsMoreRatings, 14)
      + Self.of(.notHelpful, 9) + Self.of(.needsMoreRatings, 71) + Self.of(.helpful, 50)
    let record = WriterRecord(Self.notes(statuses, daysOld: 40), at: Self.now)
    #expect(record.notes == 150)
    #expect(record.recentHitRate == Fraction(4, 20))
    #expect(record.hitRateOf100 == Fraction(-5, 100))
    #expect(record.notHelpfulShareOf100 == Fraction(10, 100))
    #expect(record.longHitRate == .zero)
  }

  @Test("leaves undecided notes with few ratings out of the rate of 14 days")
  func fortnight() {
    let notes =
      Self.notes([.helpful], daysOld: 13, ratings: 3)
      + Self.notes(Self.of(.needsMoreRatings, 3), daysOld: 5, ratings: 10, below: 9_000)
      + Self.notes(Self.of(.needsMoreRatings, 40), daysOld: 5, ratings: 9, below: 8_000)
      + Self.notes(Self.of(.notHelpful, 30), daysOld: 14, below: 7_000)
    let record = WriterRecord(notes, at: Self.now)
    #expect(record.hitRateOf14Days == Fraction(1, 4))
    #expect(record.longHitRate == Fraction(1, 4))
  }

  @Test("averages its pace over 30 days, and its impact over 90")
  func windows() {
    let notes =
      Self.notes(Self.of(.helpful, 6), daysOld: 29)
      + Self.notes(Self.of(.notHelpful, 2), daysOld: 30, below: 9_000)
      + Self.notes(Self.of(.helpful, 3), daysOld: 89, below: 8_000)
      + Self.notes(Self.of(.helpful, 9), daysOld: 90, below: 7_000)
    let record = WriterRecord(notes, at: Self.now)
    #expect(record.notesPerDay == Fraction(6, 30))
    #expect(record.writingImpact == 6 - 2 + 3)
  }

  @Test("does not depend on the order of the notes, and stays in bounds")
  func properties() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      let notes = (0..<Int(random.next(below: 160))).map { index in
        WrittenNote(
          id: NoteID(Int64(index) + 1),
          createdAt: Self.now - Int64(random.next(below: 100)) * Self.day,
          status: NoteStatus.allCases[Int(random.next(below: 5))],
          ratingCount: Int(random.next(below: 20)))
      }
      let record = WriterRecord(notes, at: Self.now)
      #expect(WriterRecord(notes.shuffled(using: &random), at: Self.now) == record)
      #expect(record.notHelpfulOfLast5 <= min(5, record.notHelpfulOfLast10))
      for rate in [record.recentHitRate, record.longHitRate] {
        #expect(rate >= Fraction(-1) && rate <= Fraction(1))
      }
      #expect([2, 5, 10].contains(WriterLimit(record).perDay) || record.notes >= 20)
    }
  }
}

@Suite("A fraction")
struct FractionTests {
  @Test("is one value, however it is written")
  func lowestTerms() {
    #expect(Fraction(6, 50) == Fraction(12, 100))
    #expect(Fraction(-3, 6) == Fraction(1, -2))
    #expect(Fraction(0, -7) == .zero)
    #expect(Fraction(share: 3, of: 0) == .zero)
  }

  @Test("orders as numbers do, even where products leave 64 bits")
  func order() {
    #expect(Fraction(Int.max - 1, Int.max) < Fraction(Int.max, Int.max - 1))
    #expect(Fraction(-1, 3) < Fraction(1, Int.max))
    var random = SplitMix64(seed: 5)
    for _ in 0..<2_000 {
      let (a, b) = (Int(random.next(below: 99)) - 49, Int(random.next(below: 99)) - 49)
      let (p, q) = (Int(random.next(below: 20)) + 1, Int(random.next(below: 20)) + 1)
      #expect((Fraction(a, p) < Fraction(b, q)) == (a * q < b * p))
    }
  }

  @Test("is rounded down, below zero too", arguments: [(7, 2, 3), (-7, 2, -4), (-4, 2, -2)])
  func down(numerator: Int, denominator: Int, whole: Int) {
    #expect(Fraction(numerator, denominator).roundedDown == whole)
  }
}
