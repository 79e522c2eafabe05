import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Service
import Storage

/// Plots for operators. They are pictures of their own like the public ones, and nobody else's.
extension PageRoutes {
  func addModerationPlots(to router: Router<WebContext>) {
    operatorPicture(router, "decisions") { ColumnPicture.decisions($0) }
    operatorPicture(router, "waits") { ColumnPicture.waits($0) }
    operatorPicture(router, "overturns") { SharePicture.overturns($0) }
    operatorPicture(router, "reliability") { ReliabilityPicture.plot($0) }
  }

  /// Who asks for something that is no page.
  func asker(_ request: Request) async throws -> Asker {
    guard let session = request.cookies[cookies.session]?.value else { return .nobody }
    return try await site.asker(sessionToken: session)
  }

  private func operatorPicture(
    _ router: Router<WebContext>, _ name: String,
    _ make: @escaping @Sendable (ModerationTrends) -> (any Picture)?
  ) {
    router.get(RouterPath("/operator/moderation/communities/{id}/\(name).svg")) {
      request, context in
      do {
        let trends = try await site.trends(
          try await asker(request), community: context.parameters.get("id") ?? "")
        guard let picture = make(trends) else { throw Problem(.notFound, "No picture.") }
        return Response(
          status: .ok,
          headers: [
            .contentType: "image/svg+xml", .cacheControl: "no-store",
            .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'",
          ], body: ResponseBody(byteBuffer: ByteBuffer(string: picture.svg)))
      } catch {
        return Problem(error).response(now: site.now)
      }
    }
  }
}
