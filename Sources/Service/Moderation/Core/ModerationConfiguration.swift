/// What an operator sets of moderation where the site is started.
public struct ModerationConfiguration: Hashable, Sendable {
  /// Hosts to which webhooks may go although they are not for everybody: on this machine, in our own
  /// network, over http or on a port of their own. `example.org` or `example.org:3000`.
  public var allowedWebhookHosts: Set<String>
  /// Whether a Discourse forum that registers gets its webhook without asking (moderation-api 9.4).
  public var registersDiscourseWebhook: Bool
  /// Milliseconds after the answer to a submission before which nothing about it is told: the plugin
  /// does not find the post earlier (10.5).
  public var eventDelay: Int64
  /// Calls of one key of an adapter (moderation-api 4.8).
  public var callsPerMinute: Int

  public init(
    allowedWebhookHosts: Set<String> = [], registersDiscourseWebhook: Bool = true,
    eventDelay: Int64 = 5_000, callsPerMinute: Int = 1_200
  ) {
    self.callsPerMinute = callsPerMinute
    self.allowedWebhookHosts = allowedWebhookHosts
    self.registersDiscourseWebhook = registersDiscourseWebhook
    self.eventDelay = eventDelay
  }
}
