import Dispatch
import HTTPTypes
import Hummingbird
import Logging
import Service

/// Writes a line and counts for each request: the route, never the address, the query, or who asked.
struct RequestLog: RouterMiddleware {
  let metrics: Metrics

  func handle(
    _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let start = DispatchTime.now().uptimeNanoseconds
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as any HTTPResponseError {
      response = Problem(HTTPError(error.status)).response(now: 0)
    } catch {
      context.logger.error("A request failed", metadata: ["error": "\(String(reflecting: error))"])
      response = Problem(error).response(now: 0)
    }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    // The pattern of the path, so that no name of a person or a token is written down.
    let route = context.endpointPath ?? "none"
    metrics.count(
      route: route, method: request.method.rawValue, status: response.status.code, seconds)
    context.logger.debug(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(route)",
        "status": "\(response.status.code)", "milliseconds": "\(Int(seconds * 1000))",
      ])
    return response
  }
}
