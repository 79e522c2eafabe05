import CommunityRules
import Foundation
import HTTPTypes
import Hummingbird
import Outbound
import Service

extension PageRoutes {
  func addAccounts(to router: Router<WebContext>) {
    get(router, "/sign-in") { visit in
      visit.asker.isSignedIn ? .redirect("/") : signInForm(visit, to: visit.query["to"], [])
    }
    post(router, "/sign-in", signIn)
    post(router, "/sign-out") { visit in
      if visit.isSession { try await site.signOut(sessionToken: visit.browserToken) }
      return PageAnswer.redirect("/", done: "You are signed out.").signingOut()
    }
    get(router, "/sign-up") { visit in signUpForm(visit, []) }
    post(router, "/sign-up", signUp)
    get(router, "/verify") { visit in
      .page(
        "confirm", title: "Confirm your address",
        ConfirmValues(
          "Confirm your address?", ["This tells the site that you read mail at this address."],
          action: "/verify", button: "Confirm", back: "/",
          hidden: [("token", visit.query["token"] ?? "")]))
    }
    post(router, "/verify") { visit in
      try await site.verifyAddress(token: visit.form["token"])
      return .redirect(
        visit.asker.isSignedIn ? "/join" : "/sign-in", done: "Your address is confirmed.")
    }
    get(router, "/forgot") { _ in forgotForm(email: "", []) }
    post(router, "/forgot", forgot)
    get(router, "/reset") { visit in resetForm(token: visit.query["token"] ?? "", []) }
    post(router, "/reset", reset)
    addHostSignIn(to: router)
    if site.configuration.isDemo {
      post(router, "/demo/sign-in") { visit in
        guard let role = DemoRole(rawValue: visit.form["role"]) else {
          throw Problem(.badRequest, "Choose whose eyes to look through.")
        }
        return PageAnswer.redirect(role == .author ? "/my-posts" : "/")
          .signingIn(try await site.demoSignIn(role))
      }
    }
  }

  // MARK: Signing in

  private struct SignInValues: Sendable {
    var reasonText: String?
    var hasHost: Bool
    var hostName: String
    var hasPasswords = true
    var returnPath: String?
    var hasDemo: Bool
    var demoRoles: [DemoChoice]
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private struct DemoChoice: Sendable {
    var role: String
    var roleLabel: String
    var roleText: String
  }

  private static let demoRoles = [
    DemoChoice(
      role: "reader", roleLabel: "A reader",
      roleText: "Has an account, gives feedback, requests notes."),
    DemoChoice(
      role: "rater", roleLabel: "A new contributor",
      roleText: "Rates; writing is not unlocked yet."),
    DemoChoice(role: "writer", roleLabel: "A writer", roleText: "Rates and writes."),
    DemoChoice(
      role: "author", roleLabel: "The author of a post",
      roleText: "A note is shown on a post of theirs."),
    DemoChoice(
      role: "operator", roleLabel: "The operator", roleText: "Runs the site; decides no note."),
  ]

  private func signInForm(
    _ visit: Visit, to path: String?, _ problems: [FieldProblem]
  ) -> PageAnswer {
    let errors = FormErrors(problems)
    return .page(
      "sign-in", title: "Sign in",
      SignInValues(
        hasHost: host != nil, hostName: host?.name ?? "", returnPath: path,
        hasDemo: site.configuration.isDemo, demoRoles: Self.demoRoles,
        form: ["email": visit.form["email"]], hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func signIn(_ visit: Visit) async throws -> PageAnswer {
    do {
      let session = try await site.signIn(
        email: visit.form["email"], password: visit.form["password"], client: visit.connection)
      return PageAnswer.redirect(SafePath.checked(visit.form.text("next"))).signingIn(session)
    } catch SiteError.invalid(let problems) {
      return signInForm(visit, to: visit.form.text("next"), problems)
    } catch SiteError.limited(let reason, _) {
      return signInForm(
        visit, to: visit.form.text("next"), [FieldProblem(field: "password", message: reason)])
    }
  }

  // MARK: Signing up

  private struct SignUpValues: Sendable {
    var emailHint: String
    var passwordHint = "At least 10 characters; several words are easier to remember."
    var agreeText = "I follow the rules of this site, and I have read how notes work."
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func signUpForm(_ visit: Visit, _ problems: [FieldProblem]) -> PageAnswer {
    let errors = FormErrors(problems)
    var form = visit.form.texts(["name", "email"])
    if visit.form.has("agree") { form["agree"] = "yes" }
    return .page(
      "sign-up", title: "Sign up",
      SignUpValues(
        emailHint: site.configuration.sendsMail
          ? "We send one message to confirm it." : "You sign in with it. Nobody else sees it.",
        form: form, hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func signUp(_ visit: Visit) async throws -> PageAnswer {
    let form = visit.form
    do {
      let session = try await site.signUp(
        SignUpForm(
          name: form["name"], email: form["email"], password: form["password"],
          agrees: form.has("agree")), client: visit.connection)
      guard let session else {
        return .page(
          "message", title: "Look into your mail",
          MessageValues(
            "Look into your mail",
            ["A message is on its way to the address you gave. It holds a link that confirms it."],
            link: ("/sign-in", "Sign in")))
      }
      return PageAnswer.redirect("/join", done: "Welcome. Your account is ready.")
        .signingIn(session)
    } catch SiteError.invalid(let problems) {
      return signUpForm(visit, problems)
    }
  }

  // MARK: Passwords

  private struct MailFormValues: Sendable {
    var form: [String: String]
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func forgotForm(email: String, _ problems: [FieldProblem]) -> PageAnswer {
    let errors = FormErrors(problems)
    return .page(
      "forgot", title: "Forgot the password?",
      MailFormValues(
        form: ["email": email], hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor))
  }

  private func forgot(_ visit: Visit) async throws -> PageAnswer {
    try await site.forgotPassword(email: visit.form["email"], client: visit.connection)
    return .page(
      "message", title: "Look into your mail",
      MessageValues(
        "Look into your mail",
        ["If the address belongs to an account, a link to choose a new password is on its way."],
        link: ("/sign-in", "Back to sign in")))
  }

  private struct ResetValues: Sendable {
    var token: String
    var passwordHint = "At least 10 characters."
    var hasErrors: Bool
    var errors: [FormErrors.Entry]
    var errorFor: [String: String]
  }

  private func resetForm(token: String, _ problems: [FieldProblem]) -> PageAnswer {
    let errors = FormErrors(problems)
    return .page(
      "reset", title: "Choose a new password",
      ResetValues(
        token: token, hasErrors: errors.hasErrors, errors: errors.errors,
        errorFor: errors.errorFor),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  private func reset(_ visit: Visit) async throws -> PageAnswer {
    do {
      try await site.resetPassword(token: visit.form["token"], password: visit.form["password"])
      return .redirect("/sign-in", done: "Your password is changed. Sign in with it.")
    } catch SiteError.invalid(let problems) {
      return resetForm(token: visit.form["token"], problems)
    }
  }

  // MARK: The host

  private func addHostSignIn(to router: Router<WebContext>) {
    guard let host else { return }
    let redirectURI = site.configuration.baseURL + "/sign-in/host/callback"
    get(router, "/sign-in/host") { _ in
      let attempt = HostSignInAttempt()
      let url = try await host.client.authorizationURL(
        state: attempt.state, nonce: attempt.nonce, codeVerifier: attempt.codeVerifier,
        redirectURI: redirectURI)
      var answer = PageAnswer.redirect(url)
      answer.cookies = [
        cookies.cookie(cookies.hostSignIn, try site.seal(attempt), seconds: 600)
      ]
      return answer
    }
    router.get("/sign-in/host/callback") { request, context in
      let sealed = request.cookies[cookies.hostSignIn]?.value ?? ""
      return await self.answer(request, context) { visit in
        guard let code = visit.query["code"], let state = visit.query["state"],
          let attempt = site.attempt(sealed: sealed, state: state)
        else {
          throw Problem(.badRequest, "This sign-in is too old or was begun elsewhere. Try again.")
        }
        let identity: OIDCIdentity
        do {
          identity = try await host.client.signIn(
            code: code, codeVerifier: attempt.codeVerifier, nonce: attempt.nonce,
            redirectURI: redirectURI)
        } catch {
          throw Problem(.badGateway, "\(host.name) did not confirm who you are. Try again later.")
        }
        var answer = PageAnswer.redirect("/").signingIn(
          try await site.signIn(HostIdentity(identity)))
        answer.cookies = [cookies.removal(cookies.hostSignIn)]
        return answer
      }
    }
  }
}

extension HostIdentity {
  fileprivate init(_ identity: OIDCIdentity) {
    self.init(
      issuer: identity.issuer, subject: identity.subject, email: identity.email,
      emailVerified: identity.emailVerified, name: identity.name,
      createdAt: identity.createdAt.map { Int64($0.timeIntervalSince1970 * 1_000) },
      authorKey: identity.authorKey)
  }
}

/// A page that says one thing.
struct MessageValues: Sendable {
  var heading: String
  var paragraphs: [ConfirmValues.Paragraph]
  var link: Link?

  struct Link: Sendable {
    var linkPath: String
    var linkLabel: String
  }

  init(_ heading: String, _ paragraphs: [String], link: (String, String)? = nil) {
    self.heading = heading
    self.paragraphs = paragraphs.map { ConfirmValues.Paragraph(paragraph: $0) }
    self.link = link.map { Link(linkPath: $0.0, linkLabel: $0.1) }
  }
}
