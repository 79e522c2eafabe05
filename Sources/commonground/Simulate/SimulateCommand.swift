import ArgumentParser
import Simulation
import Snapshot

/// `commonground simulate`: writes a snapshot of a synthetic community, or reports how its review of
/// moderation decisions stands up to brigades.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write the public data of a synthetic community.",
    discussion: """
      Contributors with different views write notes and rate them; some coordinate, some attack. \
      The result is a folder with the five tables of the public download format. The same options \
      give the same bytes.

      Example:
        commonground simulate --output demo --raters 1500 --notes 2500 --seed 7

      With --moderation nothing is written: members vote on decisions of a classifier that errs, and \
      three rules count the same votes, while ever more members are a brigade that votes as one. Then \
      the consensus goes over from its cold start to the map of viewpoints, step by step.
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder to write to; made if missing.", valueName: "dir"))
  var output: String?

  @Flag(help: "Report how often right moderation decisions stand and wrong ones fall, instead.")
  var moderation = false

  @Option(help: "With --moderation: how many communities, with seeds from 1 on.")
  var communities = 10

  @OptionGroup(title: "Size") var size: SizeOptions
  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Notes and ratings") var content: ContentOptions
  @OptionGroup(title: "Manipulation") var manipulation: ManipulationOptions
  @OptionGroup(title: "Time and chance") var time: TimeOptions

  func validate() throws {
    guard moderation != (output != nil) else {
      throw ValidationError("Say either where to write to (--output) or --moderation.")
    }
    guard (1...1_000).contains(communities) else {
      throw ValidationError("--communities is \(communities), but must be 1 to 1000.")
    }
    do {
      try community.validate()
    } catch {
      throw ValidationError(Self.message(for: error))
    }
  }

  func run() throws {
    guard let output else {
      print(BrigadeReport(communities: communities).text)
      print(try HandoverTable(communities: communities).text, terminator: "")
      return
    }
    let (snapshot, truth) = try community.simulate()
    let folder = try OutputFolder(path: output)
    try SnapshotWriter().write(snapshot, to: folder)
    try folder.commit()
    print(SimulationReport(snapshot, truth, output: output).text, terminator: "")
  }

  /// The community that the options describe.
  var community: Community {
    var community = Community()
    size.apply(to: &community)
    people.apply(to: &community)
    content.apply(to: &community)
    manipulation.apply(to: &community)
    time.apply(to: &community)
    return community
  }

  /// Names the option instead of the property: `attackShare` is `--attack-share`.
  static func message(for error: CommunityError) -> String {
    let flag = error.parameter.reduce(into: "--") { flag, letter in
      flag += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
    return "\(flag) is \(error.value), but must be \(error.allowed)."
  }
}
