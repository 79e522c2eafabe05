/// The numbers of the random streams, one for each part of a simulation.
enum Stream {
  static let raters: UInt64 = 1
  static let conduct: UInt64 = 2
  static let participantIDs: UInt64 = 3
  static let posts: UInt64 = 4
  static let notes: UInt64 = 5
  static let noteTexts: UInt64 = 6
  static let coordination: UInt64 = 7
  static let ratingPlan: UInt64 = 8
  static let history: UInt64 = 9
  static let enrollment: UInt64 = 10
  static let requests: UInt64 = 11
  /// Note i draws the answers to it from stream `firstNote + i`.
  static let firstNote: UInt64 = 1 << 32
}
