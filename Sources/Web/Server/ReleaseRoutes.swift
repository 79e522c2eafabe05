import HTTPTypes
import Hummingbird
import Service

/// Hands out the public files, piece by piece from the disk. The address says which file; only names
/// that a release's manifest has lead to one.
struct ReleaseRoutes: Sendable {
  let site: Site
  let folder: String

  func add(to router: Router<WebContext>) {
    router.get("/data/{day}/{name}") { request, context in
      try await file(request, context, name: context.parameters.get("name") ?? "")
    }
    // A folder goes by the same name as a file: routes at one place must not differ in names alone.
    router.get("/data/{day}/{name}/{file}") { request, context in
      try await file(
        request, context,
        name: "\(context.parameters.get("name") ?? "")/\(context.parameters.get("file") ?? "")")
    }
  }

  private func file(
    _ request: Request, _ context: WebContext, name: String
  ) async throws -> Response {
    let day = context.parameters.get("day") ?? ""
    guard let path = try await site.releaseFile(day: day, name: name) else {
      return Problem(.notFound, "There is no such file in a release.").response(now: site.now)
    }
    let body = try await FileIO().loadFile(path: "\(folder)/\(path)", context: context)
    return Response(
      status: .ok,
      headers: [
        .contentType: name.hasSuffix(".json")
          ? "application/json" : "text/tab-separated-values; charset=utf-8",
        .cacheControl: "public, max-age=3600", .accessControlAllowOrigin: "*",
      ], body: body)
  }
}
