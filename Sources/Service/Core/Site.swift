import CommunityRules
import Identity
import Logging
import NoteEvaluation
import Outbound
import Storage

/// A living site: what people and programs can do here, one function for each.
///
/// Every function checks who asks and what the rules say inside the transaction that reads or
/// writes; nothing above it decides anything. All that varies is passed in: store, clock, key, mail.
public struct Site: Sendable {
  public let configuration: SiteConfiguration
  let store: any Store
  let clock: SiteClock
  let key: ServerKey
  let mail: any MailSender
  /// What a page says of itself; nil: nothing is ever fetched.
  let fetchCard: CardSource?
  /// Judges test notes and drafts of AI writers.
  let evaluator: NoteEvaluator
  let linkChecker: any LinkChecking
  let log: Logger
  /// Decides statuses.
  public let scoring: ScoringLoop
  let limits = RateLimits()
  let unknownSignIns = UnknownSignIns()
  let views = ViewCounter()
  let keysUnderWay = KeysUnderWay()
  let writerCalls = WriterCallCounter()
  /// Judges submitted posts beside the communities' own classifiers; nil: those alone do.
  let remoteOpinion: RemoteOpinion?
  /// Brings events to platforms.
  let webhookSender: any WebhookSending
  /// Hides and shows posts of forums that are connected directly.
  let forumCaller: any ForumCalling
  let moderation = ModerationMemory()

  /// - Parameter linkChecker: tells whether the links of test notes work; nil: nothing is ever
  ///   fetched, and what looks like a public address passes.
  /// - Parameter remoteOpinion: judges submitted posts beside the communities' own classifiers; nil:
  ///   those alone do, and no post leaves the site.
  public init(
    configuration: SiteConfiguration, store: any Store, clock: SiteClock = .system,
    key: ServerKey, mail: any MailSender, fetchCard: CardSource? = nil,
    evaluator: NoteEvaluator = NoteEvaluator(), linkChecker: (any LinkChecking)? = nil,
    remoteOpinion: RemoteOpinion? = nil,
    webhookSender: any WebhookSending = WebhookSender(),
    forumCaller: any ForumCalling = ForumCaller(),
    log: Logger = Logger(label: "commonground")
  ) {
    self.configuration = configuration
    self.store = store
    scoring = ScoringLoop(store: store, clock: clock)
    self.clock = clock
    self.key = key
    self.mail = mail
    self.fetchCard = fetchCard
    self.evaluator = evaluator
    self.linkChecker = linkChecker ?? WellFormedLinkAcceptor()
    self.remoteOpinion = remoteOpinion
    self.webhookSender = webhookSender
    self.forumCaller = forumCaller
    self.log = log
  }

  /// Milliseconds since the epoch.
  public var now: Int64 { clock.now() }
}
