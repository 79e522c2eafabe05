import AsyncHTTPClient
import NIOCore
import NIOSSL

/// Runs a body with an HTTP client of its own, which takes no redirect and keeps nothing: what goes
/// out is rare, and a client made for one purpose can be pinned to one address.
///
/// - Parameters:
///   - addresses: where to connect to, by host; certificates still are the host's.
///   - certificates: a file in PEM format of what to trust instead of the system's.
func withHTTPClient<Result>(
  pinning addresses: [String: String] = [:], trusting certificates: String? = nil,
  isolation: isolated (any Actor)? = #isolation,
  _ body: (HTTPClient) async throws -> Result
) async throws -> Result {
  var configuration = HTTPClient.Configuration(
    redirectConfiguration: .disallow,
    timeout: .init(connect: .seconds(5), read: .seconds(10)), decompression: .disabled)
  configuration.httpVersion = .http1Only
  configuration.dnsOverride = addresses
  if let certificates {
    var encryption = TLSConfiguration.makeClientConfiguration()
    encryption.trustRoots = .file(certificates)
    configuration.tlsConfiguration = encryption
  }
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
