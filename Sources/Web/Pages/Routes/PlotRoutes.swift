import CommunityRules
import HTTPTypes
import Hummingbird
import NIOCore
import Plots
import Service

/// Plots as pictures of their own, so that pages need no inline style.
extension PageRoutes {
  func addPlots(to router: Router<WebContext>) {
    picture(router, "/notes/{id}/ratings.svg") { context in
      let id: NoteID = try Self.id(context)
      return try await site.noteDetails(.nobody, id).plot?.svg
    }
    picture(router, "/people/{id}/impact.svg") { context in
      let id = ParticipantID(rawValue: context.parameters.get("id") ?? "")
      return LinePlot(try await site.profile(id))?.svg
    }
    picture(router, "/status/shown.svg") { _ in
      LinePlot(try await site.communityHealth())?.svg
    }
  }

  private func picture(
    _ router: Router<WebContext>, _ path: String,
    _ make: @escaping @Sendable (WebContext) async throws -> String?
  ) {
    router.get(RouterPath(path)) { _, context in
      do {
        guard let svg = try await make(context) else { throw Problem(.notFound, "No picture.") }
        return Response(
          status: .ok,
          headers: [
            .contentType: "image/svg+xml", .cacheControl: "public, max-age=60",
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'",
          ], body: ResponseBody(byteBuffer: ByteBuffer(string: svg)))
      } catch {
        return Problem(error).response(now: site.now)
      }
    }
  }

  private static func id<ID: LosslessStringConvertible>(_ context: WebContext) throws -> ID {
    guard let id = context.parameters.get("id").flatMap({ ID($0) }) else {
      throw Problem(.notFound, "No picture.")
    }
    return id
  }

  /// How a page shows one.
  static func image(_ path: String, _ description: String) -> String {
    """
    <img src="\(escapedHTML(path))" alt="\(escapedHTML(description))" loading="lazy">
    """
  }
}

extension LinePlot {
  /// A contributor's impacts; nil where there is no history to draw.
  init?(_ profile: ProfileView) {
    guard let first = profile.history.first, let last = profile.history.last,
      profile.history.count > 1
    else { return nil }
    func line(_ name: String, _ value: (ProfileView.ImpactView) -> Int) -> Line {
      Line(
        name: name, points: profile.history.map { (at: Double($0.day), value: Double(value($0))) })
    }
    self.init(
      title: "Impact over time",
      summary:
        "Writing Impact went from \(first.writing) to \(last.writing), "
        + "Rating Impact from \(first.rating) to \(last.rating).",
      lines: [line("Writing Impact", \.writing), line("Rating Impact", \.rating)],
      start: PageTime(first.day).day, end: PageTime(last.day).day)
  }

  /// Notes that became helpful, day by day; nil where there is nothing to draw.
  init?(_ health: CommunityHealth) {
    guard let first = health.helpfulByDay.first, let last = health.helpfulByDay.last,
      health.helpfulByDay.count > 1
    else { return nil }
    self.init(
      title: "Notes that became helpful or not helpful, by day",
      summary:
        "\(health.helpfulByDay.map(\.helpful).reduce(0, +)) notes became helpful and "
        + "\(health.helpfulByDay.map(\.notHelpful).reduce(0, +)) not helpful since \(PageTime(first.day).day).",
      lines: [
        Line(
          name: "Helpful",
          points: health.helpfulByDay.map { (at: Double($0.day), value: Double($0.helpful)) }),
        Line(
          name: "Not helpful",
          points: health.helpfulByDay.map { (at: Double($0.day), value: Double($0.notHelpful)) }),
      ], start: PageTime(first.day).day, end: PageTime(last.day).day)
  }
}
