/// Why an adapter is not served, where `SiteError` has no word for it (moderation-api 2.1).
public enum AdapterRefusal: Error, Hashable, Sendable {
  case noCredentials
  /// Unknown, revoked, expired, or without any scope.
  case badCredentials
  /// A person's token where a platform's key is needed.
  case needsAdapterKey
  case lacksScope
  /// The user headers name a community of somebody else.
  case foreignScope
  case badRequest(String)
  /// Somebody else changed it since it was read.
  case versionMismatch(current: Int)
}
