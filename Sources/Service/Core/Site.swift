import CommunityRules
import Foundation
import Identity
import Logging
import Outbound
import Storage
import Synchronization

/// A living site: what people and programs can do here, one function for each.
///
/// Every function checks who asks and what the rules say, inside the transaction that reads or
/// writes; nothing above it decides anything. All that varies is passed in: store, clock, source of
/// identifiers, mail.
public struct Site: Sendable {
  public let store: any Store
  public let clock: SiteClock
  public let configuration: SiteConfiguration
  public let key: ServerKey
  public let mail: any MailSender
  public let log: Logger

  public init(
    store: any Store, clock: SiteClock = .system, configuration: SiteConfiguration,
    key: ServerKey, mail: any MailSender, log: Logger = Logger(label: "commonground")
  ) {
    self.store = store
    self.clock = clock
    self.configuration = configuration
    self.key = key
    self.mail = mail
    self.log = log
  }

  var now: Int64 { clock.now() }
}
