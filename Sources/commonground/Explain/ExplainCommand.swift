import ArgumentParser
import NoteModel
import Scoring
import Snapshot

/// `commonground explain`: says why notes have their status.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why notes have their status.",
    discussion: """
      Reads what score wrote, and lists the rules that applied to a note, in order, with the \
      numbers that they compared.

      Example:
        commonground explain --output demo/scores --samples 3

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Notes to explain.", valueName: "note"))
  var notes: [Int64] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder that score wrote to.", valueName: "dir"))
  var output: String

  @Option(help: "Explain this many notes that differ in status and in what decided it.")
  var samples: Int?

  func validate() throws {
    if notes.isEmpty && samples == nil {
      throw ValidationError("Name a note, or give --samples.")
    }
    if let samples, !(1...100).contains(samples) {
      throw ValidationError("--samples is \(samples), but must be 1 to 100.")
    }
  }

  func run() throws {
    try reportingErrors {
      let scored = try ScoredNotes(folder: output)
      var chosen = samples.map { scored.samples($0) } ?? []
      for id in notes {
        guard let note = scored.notes.first(where: { $0.id == id }) else {
          writeToStandardError("Error: \(output) has no note \(id).\n")
          throw ExitStatus.badInput
        }
        chosen.append(note)
      }
      for note in chosen {
        print(Self.text(note, for: .standardOutput))
      }
    }
  }

  /// The explanation of one note.
  static func text(_ note: ScoredNote, for terminal: Terminal) -> String {
    let reason = RuleReason(note)
    var page = Page(for: terminal, labelWidth: 29)
    page.addTitle(
      "Note \(note.id): \(reason.statusWords(note.status))", "\(note.ratings.grouped) ratings")
    if let first = note.firstTag, let second = note.secondTag {
      page.addDetail("Raters' reasons: \(reason.words(first)), \(reason.words(second)).")
    }
    if note.coreRules.isEmpty {
      page.addSection(
        "Core model",
        note.topic.map { "does not score notes on the topic \($0)" } ?? "has no result for it")
    } else {
      page.addSection("Core model", note.coreStatus.map(reason.statusWords) ?? "")
      page.addReasons(note.coreRules, reason)
    }
    page.addSection("The site", "decided by \(note.decidedBy)")
    page.addReasons(note.siteRules, reason)
    if let change = reason.whatWouldChangeIt { page.addSection("What would change it", change) }
    return page.text
  }
}

extension Page {
  /// Adds a line for each rule but the first, which only says that every note starts undecided;
  /// that one stands where it is alone.
  fileprivate mutating func addReasons(_ rules: [String], _ reason: RuleReason) {
    for rule in rules.count > 1 ? Array(rules.dropFirst()) : rules {
      addItem(reason.sentence(rule), .blue)
    }
  }
}
