import Testing

@testable import OAuth

@Suite("An Authorization header")
struct AuthorizationSchemeTests {
  @Test(
    "names its scheme in either case",
    arguments: [
      ("OAuth a=\"b\"", .oauth1), ("oauth x", .oauth1), ("OAUTH x", .oauth1),
      ("Bearer x", .bearer), ("bearer  x", .bearer), ("Basic eA==", .basic), ("  BASIC x", .basic),
      ("", nil), ("OAuth", nil), ("Bearerx", nil), ("Bearer,x", nil), ("Digest x", nil),
      ("OAuth2 x", nil), ("/Auth x", nil), ("ＯAuth x", nil),
    ] as [(String, AuthorizationScheme?)])
  func scheme(header: String, scheme: AuthorizationScheme?) {
    #expect(AuthorizationScheme(header: header) == scheme)
  }

  @Test(
    "with a bearer token holds its characters and nothing else",
    arguments: [
      ("Bearer abc", "abc"), ("bearer   a-._~+/1==  ", "a-._~+/1=="), ("Bearer ", nil),
      ("Bearer a b", nil), ("Bearer a=b", nil), ("Bearer =", nil), ("Bearer é", nil),
      ("Bearer \"a\"", nil), ("Basic abc", nil), ("Bearer a\n", nil),
    ] as [(String, String?)])
  func bearer(header: String, token: String?) {
    #expect(BearerToken(header: header)?.secret == token.map(Secret.init))
  }

  @Test("with a bearer token is read up to 512 characters")
  func longBearer() {
    #expect(BearerToken(header: "Bearer " + String(repeating: "a", count: 512)) != nil)
    #expect(BearerToken(header: "Bearer " + String(repeating: "a", count: 513)) == nil)
  }

  @Test(
    "of a program's own name and secret is base 64 of both with a colon between them",
    arguments: [
      ("Basic Y2xpZW50OnNlY3JldA==", "client", "secret"), ("basic YTpiOmM=", "a", "b:c"),
      ("Basic YTo=", "a", ""),
      // client%2B:a+b, as it stands.
      ("Basic Y2xpZW50JTJCOmErYg==", "client%2B", "a+b"),
    ])
  func basic(header: String, id: String, secret: String) {
    let credentials = BasicCredentials(header: header)
    #expect(credentials?.clientID == id)
    #expect(credentials?.secret == Secret(secret))
  }

  @Test(
    "of a program without a name, a colon, base 64 or printable characters is refused",
    arguments: [
      "Basic OnNlY3JldA==", "Basic Y2xpZW50", "Basic !!!!", "Basic Y2xpZW50OnNlY3JldA=",
      "Basic YToKYg==", "Basic w6k6Yg==", "Bearer YTpi", "Basic ", "Basic YTpi YTpi",
      "Basic " + String(repeating: "YTpi", count: 200),
    ])
  func badBasic(header: String) {
    #expect(BasicCredentials(header: header) == nil)
  }
}
