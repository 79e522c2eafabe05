/// What an operator sets where the site is started; what is changed while it runs are
/// `CommunitySettings`.
public struct SiteConfiguration: Hashable, Codable, Sendable {
  /// What the site calls itself.
  public var name: String
  /// How the site is reached from outside, without a slash at the end: links in mails, sign-in by
  /// the host and embedding start with it.
  public var baseURL: String
  /// Folder of the database, the server key, saved prescoring and public files.
  public var dataFolder: String
  /// Where people write to the operator.
  public var contactAddress: String
  /// A community of simulated members that anybody may sign in as.
  public var isDemo: Bool

  public init(
    name: String, baseURL: String, dataFolder: String, contactAddress: String = "",
    isDemo: Bool = false
  ) {
    self.name = name
    self.baseURL = baseURL
    self.dataFolder = dataFolder
    self.contactAddress = contactAddress
    self.isDemo = isDemo
  }
}
