import CommunityRules

/// What an operator sets where the site is started; what is changed while it runs are
/// `CommunitySettings`.
public struct SiteConfiguration: Hashable, Sendable {
  /// What the site calls itself.
  public var name: String
  /// How the site is reached from outside, without a slash at the end: links in mails, sign-in by
  /// the host and embedding start with it.
  public var baseURL: String
  /// Where people write to the operator.
  public var contactAddress: String
  /// A community of simulated members that anybody may sign in as.
  public var isDemo: Bool
  /// What the site's own version is called in its public files.
  public var version: String
  /// Origins whose pages may read the public interface; `*`: any.
  public var embeddingOrigins: Set<String>
  /// Whether mail leaves the site; without it addresses stay unverified and nobody is asked to verify.
  public var sendsMail: Bool
  /// Whether addresses of visitors are taken from a proxy's `X-Forwarded-For`.
  public var trustsProxy: Bool
  /// Of posts whose host tells none.
  public var language: String
  /// How often AI writers may call.
  public var writerCalls: WriterCallLimits
  /// What notes of AI writers need.
  public var proposals: NoteProposal.Policy
  public var moderation: ModerationConfiguration

  public init(
    name: String, baseURL: String, contactAddress: String = "", isDemo: Bool = false,
    version: String = "development", embeddingOrigins: Set<String> = ["*"],
    sendsMail: Bool = false, trustsProxy: Bool = false, language: String = "en",
    writerCalls: WriterCallLimits = WriterCallLimits(),
    proposals: NoteProposal.Policy = NoteProposal.Policy(),
    moderation: ModerationConfiguration = ModerationConfiguration()
  ) {
    self.name = name
    self.baseURL = baseURL
    self.contactAddress = contactAddress
    self.isDemo = isDemo
    self.version = version
    self.embeddingOrigins = embeddingOrigins
    self.sendsMail = sendsMail
    self.trustsProxy = trustsProxy
    self.language = language
    self.writerCalls = writerCalls
    self.proposals = proposals
    self.moderation = moderation
  }

  public var usesTLS: Bool { baseURL.hasPrefix("https://") }
}
