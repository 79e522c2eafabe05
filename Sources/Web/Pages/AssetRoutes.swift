import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Style, script and icon, under names that change with their content, so that they can be kept for
/// good; `embed.js` under a name of its own, because other sites' pages name it.
struct AssetRoutes: Sendable {
  private struct Asset: Sendable {
    var bytes: [UInt8]
    var type: String
    var digest: String
  }

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
  ]

  private let assets: [String: Asset]

  init() throws {
    guard let folder = Bundle.module.url(forResource: "Assets", withExtension: nil) else {
      throw PageError.noTemplates
    }
    var assets: [String: Asset] = [:]
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      guard let type = Self.types[file.pathExtension] else { continue }
      let bytes = Array(try Data(contentsOf: file))
      let digest = SHA256.hash(data: bytes).prefix(6).map { String($0, radix: 16) }.joined()
      assets[file.lastPathComponent] = Asset(bytes: bytes, type: type, digest: digest)
    }
    self.assets = assets
  }

  /// Where a page finds an asset.
  func path(_ name: String) -> String { "/assets/\(name)?v=\(assets[name]?.digest ?? "")" }

  func add(to router: Router<WebContext>) {
    router.get("/assets/{name}") { request, context in
      guard let asset = context.parameters.get("name").flatMap({ assets[$0] }) else {
        throw HTTPError(.notFound)
      }
      let isNamed = request.uri.queryParameters["v"].map { $0 == asset.digest } ?? false
      return Self.response(
        asset, keeping: isNamed ? "public, max-age=31536000, immutable" : "public, max-age=300")
    }
    router.get("/embed.js") { _, _ in
      guard let asset = assets["embed.js"] else { throw HTTPError(.notFound) }
      var response = Self.response(asset, keeping: "public, max-age=3600")
      response.headers[.accessControlAllowOrigin] = "*"
      response.headers[.crossOriginResourcePolicy] = "cross-origin"
      return response
    }
  }

  private static func response(_ asset: Asset, keeping: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: asset.type, .cacheControl: keeping],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }
}

extension HTTPField.Name {
  static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .location
}
