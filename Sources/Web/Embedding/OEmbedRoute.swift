import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Service

/// The oEmbed endpoint: the shown notes of a post as plain HTML, for hosts that ask by that standard.
struct OEmbedRoute: Sendable {
  let site: Site

  private struct Answer: Encodable {
    var type = "rich"
    var version = "1.0"
    var title: String
    var providerName: String
    var providerURL: String
    var cacheAge = 60
    var html: String
    var width: Int
    var height: Int?

    private enum CodingKeys: String, CodingKey {
      case type, version, title, html, width, height
      case providerName = "provider_name"
      case providerURL = "provider_url"
      case cacheAge = "cache_age"
    }
  }

  func add(to router: Router<WebContext>) {
    router.get("/oembed") { request, _ in
      do {
        guard let url = request.uri.queryParameters["url"] else {
          throw Problem(.badRequest, "url: This is missing.")
        }
        if let format = request.uri.queryParameters["format"], format != "json" {
          throw Problem(.notImplemented, "Only the format json is offered.")
        }
        let shown = try await site.shownNotes(url: String(url))
        guard shown.post != nil else { throw Problem(.notFound, "This post is not known here.") }
        let width = request.uri.queryParameters["maxwidth"].flatMap { Int($0) } ?? 600
        let answer = Answer(
          title: "Notes by \(site.configuration.name)",
          providerName: site.configuration.name, providerURL: site.configuration.baseURL,
          html: html(shown), width: min(max(width, 100), 2_000))
        return Response(
          status: .ok,
          headers: [
            .contentType: "application/json", .cacheControl: "public, max-age=60",
            .accessControlAllowOrigin: "*",
          ],
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONText.encode(answer))))
      } catch {
        return Problem(error).response(now: site.now)
      }
    }
  }

  private func html(_ shown: ShownNotes) -> String {
    let notes = shown.notes.map { note in
      """
      <blockquote class="commonground-note" cite="\(escapedHTML(note.detailsURL))">\
      <p>\(escapedHTML(note.text).replacing("\n", with: "<br>"))</p>\
      <footer><a href="\(escapedHTML(note.detailsURL))">\
      Readers added this context; others found it helpful</a></footer></blockquote>
      """
    }
    return notes.joined()
  }
}

/// Text as it may stand in an HTML page, in an element or in a quoted attribute.
func escapedHTML(_ text: String) -> String {
  var escaped = ""
  escaped.reserveCapacity(text.utf8.count)
  for character in text.unicodeScalars {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.unicodeScalars.append(character)
    }
  }
  return escaped
}
