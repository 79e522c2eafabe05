import Foundation
import HTTPTypes
import Hummingbird
import OAuth
import Service

/// The page on which a person lets a program act for them.
extension PageRoutes {
  static let consentPath = "/oauth2/authorize"

  func addConsent(to router: Router<WebContext>) {
    get(router, Self.consentPath) { visit in
      try await consentPage(visit, visit.rawQuery)
    }
    post(router, Self.consentPath) { visit in
      let fields = DecodedQuery(
        Self.consentFields.compactMap { name in
          visit.form.text(name).map { DecodedQuery.Parameter(name, $0) }
        }
      ).text
      guard visit.form["decision"] == "allow" else { return try await consentPage(visit, fields) }
      do {
        return .redirect(try await site.consent(visit.asker, fields))
      } catch let refusal as AuthorizationRefusal {
        return try refused(refusal)
      }
    }
  }

  private static let consentFields = [
    "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge",
    "code_challenge_method",
  ]

  private func consentPage(_ visit: Visit, _ text: String) async throws -> PageAnswer {
    let question: ConsentQuestion
    do {
      question = try await site.consentQuestion(visit.asker, text)
    } catch let refusal as AuthorizationRefusal {
      return try refused(refusal)
    }
    var points: [String] = []
    if question.mayRead {
      points.append("Read the posts that your AI writer is offered, and its notes.")
    }
    if question.mayWrite { points.append("Propose, score and delete notes as your AI writer.") }
    if question.staysSignedIn { points.append("Stay signed in until you shut it out.") }
    points.append("Know your account’s number, name and alias.")
    var values = ConsentPage(question, points).values
    values.backLabel = "Refuse"
    var answer = PageAnswer.page("confirm", title: "Let a program in", values)
    // Browsers hold the redirection after a form against this too.
    answer.formTarget = Self.origin(question.request.redirectURI)
    return answer
  }

  private struct ConsentPage {
    let values: ConfirmValues

    init(_ question: ConsentQuestion, _ points: [String]) {
      values = ConfirmValues(
        "Let “\(question.appName)” act for you?",
        [
          question.isOwnApp
            ? "It is an application of yours."
            : "Somebody else made it: let in only what you know.",
          "You are led back to \(question.request.redirectURI.text). It may:",
        ], points: points, action: PageRoutes.consentPath, button: "Let it in",
        back: question.request.denial.location,
        hidden: question.request.fields.parameters.map { ($0.name, $0.value) }
          + [("decision", "allow")])
    }
  }

  /// What may be told to the program is told by way of the browser; the rest to the person.
  private func refused(_ refusal: AuthorizationRefusal) throws -> PageAnswer {
    switch refusal {
    case .redirect(let error): return .redirect(error.location)
    case .show(let reason): throw Problem(.badRequest, reason.words)
    }
  }

  /// Scheme and host of an address, or the scheme alone of one that names no host.
  private static func origin(_ address: RedirectURI) -> String {
    let text = address.text
    guard let colon = text.firstIndex(of: ":") else { return "" }
    let scheme = String(text[..<colon])
    let rest = text[colon...].dropFirst()
    guard rest.hasPrefix("//") else { return scheme + ":" }
    return scheme + "://" + rest.dropFirst(2).prefix { !"/?".contains($0) }
  }
}

extension AuthorizationRefusal.Reason {
  fileprivate var words: String {
    switch self {
    case .unreadable: "The program’s request can’t be read."
    case .repeated(let name): "The program’s request has \(name) twice."
    case .missing(let name): "The program’s request lacks \(name)."
    case .unknownClient: "There is no such program here."
    case .unregisteredRedirectURI:
      "The program wants to lead you to an address that its developer did not register."
    }
  }
}
