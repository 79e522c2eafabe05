/// Why the store could not do what was asked.
public enum StoreError: Error, Hashable, Sendable {
  /// The file was written by a newer version.
  case newerSchema(path: String)
  /// The file is damaged; what the check said.
  case damaged(path: String, findings: [String])
}
