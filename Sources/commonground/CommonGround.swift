import ArgumentParser

/// The command `commonground`: what a person runs.
@main
struct CommonGround: AsyncParsableCommand {
  /// What public files call the source that scored them.
  static let version = "unreleased"

  static let configuration = CommandConfiguration(
    commandName: "commonground",
    abstract: "Find the notes that people who usually disagree agree on.",
    discussion: """
      Reads the public data of Community Notes, or of a community of your own, and scores it \
      with a bridging algorithm.

      A first walk, all on this machine:
        commonground simulate --output demo
        commonground inspect demo
      """,
    subcommands: [
      ScoreCommand.self, ExplainCommand.self, VerifyCommand.self, SimulateCommand.self,
      InspectCommand.self, ServeCommand.self, AdminCommand.self, BackupCommand.self,
      DoctorCommand.self, ExportCommand.self, EvaluatorCommand.self,
    ])
}
