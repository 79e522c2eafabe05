import Foundation
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Service

/// What a page route answers with.
struct PageAnswer: Sendable {
  enum Content: Sendable {
    /// A template with its values.
    case page(template: String, title: String, values: any Sendable)
    case redirect(String)
  }

  var content: Content
  var status: HTTPResponse.Status = .ok
  /// Said on the next page, once.
  var flash: Visit.Flash?
  /// Signs the browser in; an empty token signs it out.
  var session: (token: String, expiresAt: Int64)?
  var cookies: [Cookie] = []
  /// Where the page's form may lead beside this site: an origin.
  var formTarget: String?

  static func page(
    _ template: String, title: String, _ values: some Sendable,
    status: HTTPResponse.Status = .ok
  ) -> PageAnswer {
    PageAnswer(
      content: .page(template: template, title: title, values: values), status: status)
  }

  /// Leads on after a form was taken, so that reloading does not send it again.
  static func redirect(_ path: String, done text: String? = nil) -> PageAnswer {
    PageAnswer(
      content: .redirect(path), status: .seeOther,
      flash: text.map { Visit.Flash(kind: .done, text: $0) })
  }

  func signingIn(_ session: NewSession) -> PageAnswer {
    var answer = self
    answer.session = (session.token, session.expiresAt)
    return answer
  }

  func signingOut() -> PageAnswer {
    var answer = self
    answer.session = ("", 0)
    return answer
  }
}
