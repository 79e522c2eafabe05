import Snapshot

extension ParticipantIDs {
  /// Sorts participants as the contributor table does.
  ///
  /// The reference replaces ids by their positions, unless all are whole numbers, and sorts the
  /// positions as decimal texts: 0, 1, 10, 100, 101, 11, 2.
  func inContributorOrder(_ positions: [UInt32]) -> [UInt32] {
    if (0..<count).allSatisfy({ Int64(self[$0]) != nil }) { return positions.sorted() }
    return positions.map(DecimalText.init).sorted().map(\.number)
  }
}

/// A number that compares as its decimal text does.
private struct DecimalText: Comparable {
  let number: UInt32
  /// The digits, filled up with zeros to as many as any number has.
  private let padded: UInt64

  init(_ number: UInt32) {
    self.number = number
    var padded = UInt64(number)
    while padded > 0, padded < 1_000_000_000 { padded *= 10 }
    self.padded = padded
  }

  static func < (left: DecimalText, right: DecimalText) -> Bool {
    (left.padded, left.number) < (right.padded, right.number)
  }
}
