/// The boxes an author ticked, and two properties of the note, as a bit mask.
///
/// Bits stand in the column order of the public notes table.
public struct NoteReasons: OptionSet, Hashable, Sendable {
  public var rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let columns = [
    "misleadingOther", "misleadingFactualError", "misleadingManipulatedMedia",
    "misleadingOutdatedInformation", "misleadingMissingImportantContext",
    "misleadingUnverifiedClaimAsFact", "misleadingSatire", "notMisleadingOther",
    "notMisleadingFactuallyCorrect", "notMisleadingOutdatedButNotWhenWritten",
    "notMisleadingClearlySatire", "notMisleadingPersonalOpinion", "trustworthySources",
    "isMediaNote", "isCollaborativeNote",
  ]

  public static let misleadingOther = Self(rawValue: 1 << 0)
  public static let misleadingFactualError = Self(rawValue: 1 << 1)
  public static let misleadingManipulatedMedia = Self(rawValue: 1 << 2)
  public static let misleadingOutdatedInformation = Self(rawValue: 1 << 3)
  public static let misleadingMissingImportantContext = Self(rawValue: 1 << 4)
  public static let misleadingUnverifiedClaimAsFact = Self(rawValue: 1 << 5)
  public static let misleadingSatire = Self(rawValue: 1 << 6)
  public static let notMisleadingOther = Self(rawValue: 1 << 7)
  public static let notMisleadingFactuallyCorrect = Self(rawValue: 1 << 8)
  public static let notMisleadingOutdatedButNotWhenWritten = Self(rawValue: 1 << 9)
  public static let notMisleadingClearlySatire = Self(rawValue: 1 << 10)
  public static let notMisleadingPersonalOpinion = Self(rawValue: 1 << 11)
  public static let trustworthySources = Self(rawValue: 1 << 12)
  public static let isMediaNote = Self(rawValue: 1 << 13)
  public static let isCollaborativeNote = Self(rawValue: 1 << 14)
}
