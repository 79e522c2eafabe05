import Foundation
import NoteEvaluation

extension AbuseRules {
  /// The rules that come with the program, and those of a file.
  ///
  /// - Parameter path: nil: there is no file.
  /// - Throws: `UnusableFile`.
  static func read(path: String?) throws -> AbuseRules {
    guard let path else { return .builtIn }
    do {
      return AbuseRules.builtIn.adding(try parse(try String(contentsOfFile: path, encoding: .utf8)))
    } catch let error as AbuseRulesError {
      throw UnusableFile(file: path, reason: error.description)
    } catch {
      throw UnusableFile(file: path, reason: "It can't be read as a text in UTF-8.")
    }
  }
}
