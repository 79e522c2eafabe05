import AsyncHTTPClient
import NIOCore

/// Runs a body with an HTTP client of its own, which takes no redirect and keeps nothing: what goes
/// out is rare, and a client made for one purpose can be pinned to one address.
func withHTTPClient<Result>(
  pinning addresses: [String: String] = [:],
  isolation: isolated (any Actor)? = #isolation,
  _ body: (HTTPClient) async throws -> Result
) async throws -> Result {
  var configuration = HTTPClient.Configuration(
    redirectConfiguration: .disallow,
    timeout: .init(connect: .seconds(5), read: .seconds(10)), decompression: .disabled)
  configuration.httpVersion = .http1Only
  configuration.dnsOverride = addresses
  // One attempt: a deadline stands behind every call.
  configuration.connectionPool.retryConnectionEstablishment = false
  let client = HTTPClient(
    eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
  let result: Result
  do {
    result = try await body(client)
  } catch {
    try? await client.shutdown()
    throw error
  }
  try? await client.shutdown()
  return result
}
