import Service

/// A refusal as a page.
struct ErrorValues: Sendable {
  var statusNumber: Int
  var heading: String
  var detail: String
  var hasNextSteps = true
  var nextSteps: [Step]

  struct Step: Sendable {
    var stepText: String
    var stepPath: String?
  }

  init(_ problem: Problem) {
    statusNumber = problem.status
    detail = problem.detail
    let nextText: String?
    var next = Step(stepText: "Back to the notes", stepPath: "/")
    switch problem.status {
    case 401:
      heading = "Sign in first"
      nextText = nil
      detail = "This page is for people who are signed in."
      next = Step(stepText: "Sign in", stepPath: "/sign-in")
    case 403:
      heading = "You may not do this"
      nextText = "If you think that you should, ask the people who run this site."
    case 404:
      heading = "Nothing here"
      nextText = nil
      detail += " It may have been deleted, or the address may be wrong."
    case 409:
      heading = "This can’t be done now"
      nextText = "Go back and look at how things stand."
    case 429:
      heading = "Wait a moment"
      nextText =
        problem.retryAt.map { "Try again after \(PageTime($0).text)." } ?? "Try again later."
    case 500...:
      heading = "Something went wrong"
      nextText =
        "It is not your fault. Try again in a moment; the status page tells of known problems."
      next = Step(stepText: "See the status page", stepPath: "/status")
    default:
      heading = "This could not be done"
      nextText = "Go back, look at what you entered, and try again."
    }
    nextSteps = [nextText.map { Step(stepText: $0) }, next].compactMap(\.self)
  }
}
