import ArgumentParser
import Foundation
import NoteEvaluation
import Scoring
import Snapshot

/// The exit codes of every command, as BSD's `sysexits` numbers them. Wrong usage is 64.
enum ExitStatus {
  /// Two things that were compared differ.
  static let differs = ExitCode(1)
  /// The input cannot be used as it is.
  static let badInput = ExitCode(65)
  /// The results cannot be written.
  static let cannotWrite = ExitCode(73)
  /// The results were computed and then refused by a check.
  static let refused = ExitCode(75)

  /// For the help of commands.
  static let help = """
    Exit codes: 0 done, 64 wrong usage, 65 input that cannot be used, 73 results that cannot be \
    written, 75 results refused by a check.
    """
}

/// Runs a command; an error that a person can do something about goes to standard error in words,
/// and becomes an exit code.
func reportingErrors(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error as SnapshotError {
    throw report(error, ExitStatus.badInput)
  } catch let error as TableError {
    throw report(error, ExitStatus.badInput)
  } catch let error as ScoringError {
    if case .excessiveChurn = error { throw report(error, ExitStatus.refused) }
    throw report(error, ExitStatus.badInput)
  } catch let error as StateError {
    throw report(error, ExitStatus.badInput)
  } catch let error as EvaluationModelError {
    if case .cannotWrite = error.problem { throw report(error, ExitStatus.cannotWrite) }
    throw report(error, ExitStatus.badInput)
  } catch let error as EvaluationTrainingError {
    throw report(error, ExitStatus.badInput)
  } catch let error as UnusableFile {
    throw report(error, ExitStatus.badInput)
  } catch let error as OutputError {
    throw report(error, ExitStatus.cannotWrite)
  }
}

private func report(_ error: some Error & CustomStringConvertible, _ code: ExitCode) -> ExitCode {
  writeToStandardError("Error: \(error.description.printable)\n")
  return code
}

/// Writes text to standard error.
func writeToStandardError(_ text: String) {
  FileHandle.standardError.write(Data(text.utf8))
}
