import HTTPTypes
import Hummingbird

/// Answers what no route answers with a page, unless a program asked.
///
/// No route that takes every path: one would be passed over wherever the beginning of a path fits
/// another route.
struct MissingPages: RouterMiddleware {
  let pages: PageRoutes

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError
      where error.status == .notFound && request.method == .get
      && !request.uri.path.hasPrefix("/api/")
    {
      return await pages.answer(request, context) { _ in
        throw Problem(.notFound, "There is no such page.")
      }
    }
  }
}
