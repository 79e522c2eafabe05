import ArgumentParser
import Simulation

/// How large the community is.
struct SizeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Contributors.", valueName: "n"))
  var raters = Community().raters

  @Option(help: ArgumentHelp("Notes written.", valueName: "n"))
  var notes = Community().notes

  @Option(help: ArgumentHelp("About this many ratings. (default: 40 a note)", valueName: "n"))
  var ratings: Int?

  func apply(to community: inout Community) {
    community.raters = raters
    community.notes = notes
    community.ratings = ratings ?? Community.usualRatings(raters: raters, notes: notes)
  }
}

/// Which views people hold.
struct PeopleOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Camps of different views, 2…8.", valueName: "n"))
  var viewpoints = Community().viewpoints

  @Option(
    help: ArgumentHelp(
      "Whether camps stand on a line (1) or around a circle (2).", valueName: "1|2"))
  var viewpointDimensions = Community().viewpointDimensions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much larger the first camp is than the last, −0.9…0.9.", valueName: "x"))
  var lean = Community().lean

  @Option(help: ArgumentHelp("Share of contributors in no camp, 0…0.9.", valueName: "share"))
  var moderateShare = Community().moderateShare

  func apply(to community: inout Community) {
    community.viewpoints = viewpoints
    community.viewpointDimensions = viewpointDimensions
    community.lean = lean
    community.moderateShare = moderateShare
  }
}

/// What is written and how it is rated.
struct ContentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Shares of posts on Ukraine, Gaza, Messi and Ronaldo, scams, reservation in India.",
      valueName: "a,b,c,d,e"))
  var topics = TopicShares()

  @Option(
    help: ArgumentHelp("Share of notes that find their post not misleading.", valueName: "share"))
  var notMisleadingShare = Community().notMisleadingShare

  @Option(help: ArgumentHelp("Share of notes deleted later, 0…0.5.", valueName: "share"))
  var deletedShare = Community().deletedShare

  @Option(
    help: ArgumentHelp("Share of ratings by raters drawn at random and asked.", valueName: "share"))
  var populationSampledShare = Community().populationSampledShare

  func apply(to community: inout Community) {
    community.topics = topics
    community.notMisleadingShare = notMisleadingShare
    community.deletedShare = deletedShare
    community.populationSampledShare = populationSampledShare
  }
}

/// Who tries to decide alone.
struct ManipulationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Groups that rate the same notes alike within minutes.", valueName: "n"))
  var coordinatedGroups = Community().coordinatedGroups.count

  @Option(help: ArgumentHelp("Members of each group.", valueName: "n"))
  var coordinatedSize = Community().coordinatedGroups.size

  @Option(help: ArgumentHelp("Notes that each group rates.", valueName: "n"))
  var coordinatedNotes = Community().coordinatedGroups.notes

  @Option(
    help: ArgumentHelp(
      "Share of ratings that push bad notes or bury good ones, 0…0.25.", valueName: "share"))
  var attackShare = Community().attackShare

  func apply(to community: inout Community) {
    community.coordinatedGroups = CoordinatedGroups(
      count: coordinatedGroups, size: coordinatedSize, notes: coordinatedNotes)
    community.attackShare = attackShare
  }
}

/// When it happens, and which of the many such communities it is.
struct TimeOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Give notes the status history of an earlier scoring run.")
  var history = Community().history

  @Option(help: ArgumentHelp("Days between that run and the end of the data.", valueName: "days"))
  var historyAgeDays = Community().historyAgeDays

  @Option(help: ArgumentHelp("Days that the data spans.", valueName: "days"))
  var days = Community().days

  @Option(help: ArgumentHelp("End of the data, milliseconds since 1970.", valueName: "millis"))
  var now = Community().now

  @Option(help: ArgumentHelp("Another seed, another community.", valueName: "n"))
  var seed = Community().seed

  func apply(to community: inout Community) {
    community.history = history
    community.historyAgeDays = historyAgeDays
    community.days = days
    community.now = now
    community.seed = seed
  }
}

extension TopicShares: ExpressibleByArgument {
  /// Five numbers with commas between them; fewer leave the remaining topics out.
  public init?(argument: String) {
    let cells = argument.split(separator: ",", omittingEmptySubsequences: false)
    let shares = cells.compactMap { Double($0) }
    guard shares.count == cells.count, shares.count <= Topic.allCases.count else { return nil }
    self.init(shares)
  }

  public var defaultValueDescription: String {
    Topic.allCases.map { "\(self[$0])" }.joined(separator: ",")
  }
}
