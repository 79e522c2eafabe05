import ArgumentParser
import CommunityRules
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Outbound
import Service
import ServiceLifecycle
import Storage
import Web

/// Serves a community's site.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a site where a community writes and rates notes.",
    discussion: """
      Everything the site keeps is in one folder: the database, its key, the public files. Make an \
      operator's account first:
        commonground admin create --email you@example.org

      Put a proxy that speaks TLS in front of it and say --base-url https://… and --trust-proxy.
      """)

  @OptionGroup(title: "The site") var site: SiteOptions
  @OptionGroup(title: "Mail") var mail: MailOptions
  @OptionGroup(title: "Sign-in by the host") var signIn: HostSignInOptions
  @OptionGroup(title: "Classification of posts by a service") var classifier: ClassifierOptions

  func validate() throws {
    if site.offline, let address = classifier.address, !address.isOnThisMachine {
      throw ValidationError(
        "--offline lets no post leave this machine; --classifier-url \(address) does.")
    }
  }

  func run() async throws {
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = site.logLevel.level
      return handler
    }
    let folder = DataFolder(site.data)
    try folder.prepare()
    let store = try folder.openStore()
    let log = Logger(label: "commonground")
    let served = Site(
      configuration: site.configuration(sendsMail: mail.isSet), store: store,
      key: try folder.serverKey(), mail: mail.sender(name: site.name), fetchCard: site.cardSource,
      evaluator: try site.evaluator(), linkChecker: site.linkChecker,
      remoteOpinion: try classifier.opinion(log: log), log: log)
    let isNew = try await served.isEmpty
    let isDemo = try await served.isDemo
    if site.demo {
      guard isNew || isDemo else {
        throw ValidationError(
          "\(site.data) holds a community of people. --demo is for a folder of its own.")
      }
      if isNew { try await served.fillWithDemo() }
    } else if isDemo {
      throw ValidationError("\(site.data) holds a simulated community: say --demo.")
    }
    let server = WebServer(
      site: served, host: signIn.provider, releasesFolder: folder.releases.path)
    let caretaker = Caretaker(site: served, releasesFolder: folder.releases.path)
    let app = Application(
      router: try server.router(),
      // Who sends nothing for a minute is not waited for.
      server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(
        address: .hostname(site.host, port: site.port), serverName: nil),
      services: [
        CaretakerService(caretaker: caretaker),
        EvaluationService(evaluation: TestNoteEvaluation(site: served)),
        CourierService(courier: WebhookCourier(site: served)),
        ForumService(events: ForumEvents(site: served)),
      ],
      onServerRunning: { [base = site.address] _ in
        // Written at once, also where the output is piped.
        FileHandle.standardOutput.write(Data("→ \(base)\n".utf8))
      },
      logger: log)
    try await app.runService()
    try store.close()
  }
}

/// The caretaker among the services that start and stop with the server.
private struct CaretakerService: ServiceLifecycle.Service {
  let caretaker: Caretaker

  func run() async throws {
    await cancelWhenGracefulShutdown { await caretaker.run() }
  }
}

/// The evaluation of AI writers' test notes, likewise.
private struct EvaluationService: ServiceLifecycle.Service {
  let evaluation: TestNoteEvaluation

  func run() async throws {
    await cancelWhenGracefulShutdown { await evaluation.run() }
  }
}

/// The courier of moderation's events among them.
private struct CourierService: ServiceLifecycle.Service {
  let courier: WebhookCourier

  func run() async throws {
    await cancelWhenGracefulShutdown { await courier.run() }
  }
}

/// And what directly connected forums tell.
private struct ForumService: ServiceLifecycle.Service {
  let events: ForumEvents

  func run() async throws {
    await cancelWhenGracefulShutdown { await events.run() }
  }
}
