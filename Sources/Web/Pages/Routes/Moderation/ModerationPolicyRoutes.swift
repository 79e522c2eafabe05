import Foundation
import Hummingbird
import Moderation
import Service
import Storage

extension PageRoutes {
  func addModerationPolicy(to router: Router<WebContext>) {
    get(router, "/operator/moderation/policy") { visit in try await policyPage(visit) }
    post(router, "/operator/moderation/policy", savePolicy)
  }

  /// What goes wrong with a form that was sent.
  private struct Refused {
    var form: PolicyForm
    var problems: [FieldProblem] = []
    var conflict: String?
  }

  private func policyPage(_ visit: Visit, _ refused: Refused? = nil) async throws -> PageAnswer {
    let console = try await console(visit)
    guard let community = console.chosen else { return try await noCommunityYet(visit, .policy) }
    let channel = visit.query["category"] ?? visit.form.text("category")
    let categories = try await site.categories(visit.asker, community: community.id)
    guard channel == nil || categories.contains(where: { $0.channel == channel }) else {
      throw SiteError.notFound(what: "There is no such category.")
    }
    let view = try await site.policy(visit.asker, community: community.id, channel: channel)
    let values = PolicyValues(
      operatorNav: try await nav(visit, \.isModeration),
      moderationNav: ModerationNav(.policy, console, path: "/operator/moderation/policy"),
      community: community, channel: channel, categories: categories,
      withRules: try await site.channelsWithPolicy(visit.asker, community: community.id),
      view: view, form: refused?.form ?? PolicyForm(view.own),
      problems: refused?.problems ?? [], conflict: refused?.conflict,
      basedOn: refused != nil && refused?.conflict == nil ? visit.form.text("version") : nil,
      history: try await site.policyHistory(visit.asker, community: community.id))
    return .page(
      "moderation-policy", title: "Rules of \(community.name)", values,
      status: refused == nil ? .ok : refused?.conflict == nil ? .unprocessableContent : .conflict)
  }

  private func savePolicy(_ visit: Visit) async throws -> PageAnswer {
    let console = try await console(visit)
    guard let community = console.chosen else {
      throw SiteError.notFound(what: "There is no such community.")
    }
    let channel = visit.form.text("category")
    if let channel {
      let known = try await site.categories(visit.asker, community: community.id)
      guard known.contains(where: { $0.channel == channel }) else {
        throw SiteError.notFound(what: "There is no such category.")
      }
    }
    let own = try await site.policy(visit.asker, community: community.id, channel: channel).own
    let form = PolicyForm(visit.form)
    let isRemoval = channel != nil && visit.form["what"] == "inherit"
    let (level, problems) = form.level(isCategory: channel != nil, own: own)
    guard problems.isEmpty || isRemoval else {
      return try await policyPage(visit, Refused(form: form, problems: form.located(problems)))
    }
    guard let version = Int(visit.form["version"]) else {
      throw Problem(.badRequest, "The form does not say which rules it was made from.")
    }
    do {
      let made = try await site.changePolicy(
        visit.asker, community: community.id, channel: channel, to: isRemoval ? nil : level,
        ifVersion: version)
      let place = channel.map { "&category=\(SafePath.encoded($0))" } ?? ""
      return .redirect(
        "/operator/moderation/policy?community=\(community.id)\(place)",
        done: "Saved as version \(made.version). It holds for posts from now on.")
    } catch SiteError.invalid(let problems) {
      return try await policyPage(
        visit, Refused(form: form, problems: form.located(problems)))
    } catch AdapterRefusal.versionMismatch(let current) {
      return try await policyPage(
        visit,
        Refused(
          form: form,
          conflict: "Somebody changed the rules meanwhile; they are at version \(current) now, and "
            + "yours were made from version \(version). Nothing was saved. What you entered is "
            + "below: compare it with the last change in the history, and save it again to put it "
            + "in place of that."))
    }
  }
}
