import CommunityRules

/// Why the store could not do what was asked.
public enum StoreError: Error, Hashable, Sendable {
  /// The file was written by a newer version.
  case newerSchema(path: String)
  /// The file is damaged; what the check said.
  case damaged(path: String, findings: [String])
  /// Nobody has the participant id.
  case noContributor(ParticipantID)
  /// A cell holds a number, or a name, that stands for nothing.
  case unknownValue(column: String, value: Int64)
  case unknownName(column: String, name: String)
}
