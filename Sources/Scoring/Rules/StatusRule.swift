import NoteModel

/// One status rule: a name, and what it does with the evidence on a note and the status so far.
///
/// A rule that applies returns a status, which may equal the one so far; nil where it does not.
struct StatusRule: Sendable {
  let name: RuleName
  let status: @Sendable (NoteEvidence, NoteStatus) -> NoteStatus?

  init(_ name: RuleName, _ status: @escaping @Sendable (NoteEvidence, NoteStatus) -> NoteStatus?) {
    self.name = name
    self.status = status
  }
}

/// A status and the rules that led to it.
public struct Verdict: Sendable, Equatable {
  public var status = NoteStatus.needsMoreRatings
  public var rules = RuleSet()
}

extension [StatusRule] {
  /// Applies the rules in order.
  func verdict(on evidence: NoteEvidence) -> Verdict {
    var verdict = Verdict()
    for rule in self {
      guard let status = rule.status(evidence, verdict.status) else { continue }
      verdict.status = status
      verdict.rules.insert(rule.name)
    }
    return verdict
  }
}
