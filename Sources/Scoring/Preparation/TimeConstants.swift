/// Moments at which the product changed, as the scoring rules know them (milliseconds, UTC).
enum Moment {
  /// 2021-12-17: the not-helpful tags of today.
  static let ratingTagChange: Int64 = 1_639_699_200_000
  /// 2022-05-19: from here on the history keeps deleted notes.
  static let tombstoneLaunch: Int64 = 1_652_918_400_000
  /// 2022-10-03: from here on notes that say "not misleading" are scored.
  static let notMisleadingLaunch: Int64 = 1_664_755_200_000
}

/// Below this many notes, steps that need a site of production size are left out.
let productionSizeNotes = 200
