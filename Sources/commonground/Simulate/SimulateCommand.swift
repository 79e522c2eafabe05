import ArgumentParser
import Simulation
import Snapshot

/// `commonground simulate`: writes a snapshot of a synthetic community.
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
      """)

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder to write to; made if missing.", valueName: "dir"))
  var output: String

  @OptionGroup(title: "Size") var size: SizeOptions
  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Notes and ratings") var content: ContentOptions
  @OptionGroup(title: "Manipulation") var manipulation: ManipulationOptions
  @OptionGroup(title: "Time and chance") var time: TimeOptions

  func validate() throws {
    do {
      try community.validate()
    } catch {
      throw ValidationError(Self.message(for: error))
    }
  }

  func run() throws {
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
