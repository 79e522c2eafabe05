/// Why somebody could not be signed in by a provider. Holds neither secrets nor tokens.
public enum OIDCError: Error, Hashable, Sendable {
  /// The parts of a conversation with a provider.
  public enum Step: String, Hashable, Sendable {
    case discovery, keys, token, userInfo
  }

  /// What was wrong with an ID token.
  public enum TokenProblem: String, Hashable, Sendable {
    case malformed, algorithm, unknownKey, signature, issuer, audience, expired, notYetValid, nonce
  }

  /// An address that is neither https nor on this machine.
  case insecureAddress(String)
  case unreachable(step: Step, reason: String)
  case status(step: Step, code: Int)
  /// An answer that is not what the standard says.
  case malformed(step: Step)
  /// The provider calls itself something else than the settings do.
  case issuerMismatch(said: String)
  /// The provider refused the code; its own word for why, such as `invalid_grant`.
  case refused(error: String)
  case invalidToken(TokenProblem)
  /// The account of the second answer is not the one of the token.
  case subjectMismatch
}

extension OIDCError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .insecureAddress(let address):
      "The provider's address \(address) must begin with https://."
    case .unreachable(let step, let reason):
      "The provider can't be reached (\(step.rawValue)): \(reason)"
    case .status(let step, let code):
      "The provider answered with status \(code) (\(step.rawValue))."
    case .malformed(let step): "The provider's answer can't be read (\(step.rawValue))."
    case .issuerMismatch(let said):
      "The provider calls itself \(said); write the issuer in the settings as it does."
    case .refused(let error): "The provider refused the sign-in: \(error)."
    case .invalidToken(let problem): "The provider's token can't be trusted: \(problem.rawValue)."
    case .subjectMismatch: "The provider's answers are about two accounts."
    }
  }
}
