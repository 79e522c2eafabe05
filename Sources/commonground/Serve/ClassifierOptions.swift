import ArgumentParser
import ContentClassification
import Foundation
import Logging
import Outbound
import Service

/// A service elsewhere that classifies posts of moderated platforms. Its key is in the environment or
/// in a file, so that no list of processes shows it.
struct ClassifierOptions: ParsableArguments {
  enum Kind: String, CaseIterable, ExpressibleByArgument { case moderations, chat }

  enum Rule: String, CaseIterable, ExpressibleByArgument {
    case highestScore = "highest-score"
    case remoteFirst = "remote-first"
    case secondOpinion = "second-opinion"
    case remoteOnly = "remote-only"
  }

  @Option(
    help: ArgumentHelp(
      "Address of a service with the interface of OpenAI that is to classify posts, without the /v1.",
      discussion: """
        Texts of posts are sent there. http is for servers of your own network alone. The key is \
        taken from \(ClassifierKey.variable) or from --classifier-key-file. (default: no post leaves \
        the site)
        """))
  var classifierURL: String?

  @Option(help: "Its interface: moderations or chat (completions).")
  var classifierKind: Kind?

  @Option(help: "The model that it is asked for.")
  var classifierModel: String?

  @Option(
    help:
      "How it and the site's own classifier are joined: highest-score, remote-first, second-opinion or remote-only. (default: highest-score)"
  )
  var classifierRule: Rule?

  @Option(
    help:
      "For second-opinion: scores of the site's own classifier that are in doubt. (default: 0.2-0.9)"
  )
  var classifierBand: ScoreBand?

  @Option(
    name: .customLong("classifier-label"),
    help:
      "For chat: a label to ask for, LABEL=MEANING, or a usual label's name; repeatable. (default: the usual 14)"
  )
  var classifierLabels: [ChatEndpoint.Question] = []

  @Option(help: "File with its key and nothing else, for its owner's eyes alone.")
  var classifierKeyFile: String?

  @Option(help: "Questions to it in a minute. (default: 60)")
  var classifierPerMinute: Int?

  @Option(help: "Tokens that it may use in a day. (default: 1000000; 0: no limit)")
  var classifierTokensPerDay: Int64?

  /// Valid once `validate` has passed.
  var address: ClassifierAddress? { classifierURL.flatMap { try? ClassifierAddress($0) } }

  mutating func validate() throws {
    guard let classifierURL else {
      guard !saysMore else {
        throw ValidationError("The --classifier options need --classifier-url.")
      }
      return
    }
    do throws(ClassifierAddress.Problem) {
      _ = try ClassifierAddress(classifierURL)
    } catch {
      throw ValidationError("--classifier-url \(error.words)")
    }
    guard let classifierKind, let classifierModel else {
      throw ValidationError("--classifier-url needs --classifier-kind and --classifier-model.")
    }
    guard (1...100).contains(classifierModel.utf8.count),
      classifierModel.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw ValidationError("--classifier-model has 1 to 100 letters, digits and signs.") }
    guard classifierLabels.isEmpty || classifierKind == .chat else {
      throw ValidationError(
        "--classifier-label is for chat; a service for moderations has labels of its own.")
    }
    guard Set(classifierLabels.map(\.label)).count == classifierLabels.count,
      classifierLabels.count <= ChatEndpoint.Question.maximumCount
    else {
      throw ValidationError(
        "--classifier-label names each label once, \(ChatEndpoint.Question.maximumCount) at most.")
    }
    guard classifierBand == nil || classifierRule == .secondOpinion else {
      throw ValidationError("--classifier-band is for --classifier-rule second-opinion.")
    }
    guard (1...1_000_000).contains(perMinute) else {
      throw ValidationError("--classifier-per-minute is 1 to 1000000.")
    }
    guard tokensPerDay >= 0 else {
      throw ValidationError("--classifier-tokens-per-day is 0 or more.")
    }
  }

  private var saysMore: Bool {
    classifierKind != nil || classifierModel != nil || classifierRule != nil
      || classifierBand != nil || !classifierLabels.isEmpty || classifierKeyFile != nil
      || classifierPerMinute != nil || classifierTokensPerDay != nil
  }

  private var perMinute: Int { classifierPerMinute ?? 60 }
  private var tokensPerDay: Int64 { classifierTokensPerDay ?? 1_000_000 }

  /// Nil: no service is asked.
  ///
  /// - Throws: `ValidationError` where the key can't be had.
  func opinion(log: Logger) throws -> RemoteOpinion? {
    guard let address, let endpoint else { return nil }
    let settings = RemoteSettings(
      address: address, key: try ClassifierKey.read(file: classifierKeyFile),
      perMinute: Int64(perMinute), tokensPerDay: tokensPerDay == 0 ? nil : tokensPerDay)
    let classifier = RemoteClassifier(endpoint, settings: settings, now: SiteClock.system.now) {
      switch $0 {
      case .rests(let failure):
        log.warning(
          "The classifying service is left alone for a while", metadata: ["failure": "\(failure)"])
      case .answersAgain: log.notice("The classifying service answers again")
      }
    }
    return RemoteOpinion(classifier, rule: rule)
  }

  var rule: RemoteOpinion.Rule {
    switch classifierRule ?? .highestScore {
    case .highestScore: .highestScore
    case .remoteFirst: .remoteFirst
    case .secondOpinion: .secondOpinion(band: classifierBand?.scores ?? ScoreBand.usual)
    case .remoteOnly: .remoteOnly
    }
  }

  var endpoint: (any RemoteEndpoint)? {
    guard let classifierKind, let classifierModel else { return nil }
    switch classifierKind {
    case .moderations: return ModerationsEndpoint(model: classifierModel)
    case .chat:
      return ChatEndpoint(
        model: classifierModel,
        questions: classifierLabels.isEmpty ? ChatEndpoint.Question.usual : classifierLabels)
    }
  }
}

extension ClassifierAddress.Problem {
  fileprivate var words: String {
    switch self {
    case .notAnAddress: "is an address such as https://api.example.org."
    case .hasMore: "holds no user, query or fragment; the key goes elsewhere, see --help."
    case .plainAndPublic: "needs https: with http anybody on the way reads posts and key."
    }
  }
}
