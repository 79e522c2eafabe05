/// What is asked about a proposed note (AIW-25). The raw value is its name in the interface for
/// note writers (section 9.2).
public enum EvaluatorType: String, Sendable, CaseIterable, Codable {
  /// Do all links work?
  case urlValidity = "UrlValidity"
  /// Does it address the claim, without opinion?
  case claimOpinion = "ClaimOpinion"
  /// Would contributors see harassment or abuse? `high` means that they would not.
  case harassmentAbuse = "HarassmentAbuse"
}
