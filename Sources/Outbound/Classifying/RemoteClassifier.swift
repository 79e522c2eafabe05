import ContentClassification
import Synchronization

/// Asks a service elsewhere what a post may be, over HTTP with the interface of OpenAI.
///
/// It gives up rather than keep a post waiting: each question, and all questions about one post
/// together, have a time; a service that keeps failing is left alone; so many questions a minute and
/// tokens a day are asked for and no more. Redirects are not followed, answers read up to a bound.
public final class RemoteClassifier: RemoteClassifying {
  private struct State {
    var gate: CallGuard
    var questions: [String: Int] = [:]
    var refusals: [String: Int] = [:]
  }

  private let endpoint: any RemoteEndpoint
  private let budget: RetryBudget
  private let conversation: RemoteConversation
  private let clock: @Sendable () -> Int64
  private let report: @Sendable (RemoteChange) -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - now: milliseconds since 1970.
  ///   - report: is told when the service begins to rest and when it answers again.
  public convenience init(
    _ endpoint: any RemoteEndpoint, settings: RemoteSettings,
    now: @escaping @Sendable () -> Int64, report: @escaping @Sendable (RemoteChange) -> Void
  ) {
    self.init(
      endpoint, settings: settings, resolve: NameResolution.address, now: now, report: report)
  }

  init(
    _ endpoint: any RemoteEndpoint, settings: RemoteSettings,
    resolve: @escaping @Sendable (String) async throws -> NetworkAddress,
    now: @escaping @Sendable () -> Int64, report: @escaping @Sendable (RemoteChange) -> Void
  ) {
    self.endpoint = endpoint
    budget = settings.budget
    conversation = RemoteConversation(settings: settings, clock: now, resolve: resolve)
    clock = now
    self.report = report
    state = Mutex(State(gate: settings.callGuard(at: now())))
  }

  public var identity: ClassifierIdentity { endpoint.identity }

  public var condition: RemoteCondition {
    let now = clock()
    return state.withLock {
      RemoteCondition(
        isResting: $0.gate.breaker.isOpen, questions: $0.questions, refusals: $0.refusals,
        tokensToday: $0.gate.cost.spent(at: now))
    }
  }

  public func classify(_ post: PostText) async -> PostClassification {
    let question = endpoint.request(for: post)
    let startedAt = clock()
    var failures: [ClassifierFailure] = []
    var step = budget.first(startedAt: startedAt)
    while case .ask(let at, let patience) = step {
      guard (try? await Task.sleep(for: .milliseconds(max(at - clock(), 0)))) != nil else { break }
      let permit: CallGuard.Permit
      do throws(CallGuard.Refusal) {
        permit = try admit(question)
      } catch {
        failures.append(failures.last ?? error.failure)
        break
      }
      let attempt = await conversation.ask(question, patience: patience)
      do throws(ClassifierFailure) {
        let judgement = try endpoint.judgement(from: try attempt.outcome.get())
        finish(permit, attempt, failure: nil)
        return .judged(judgement, by: identity)
      } catch {
        finish(permit, attempt, failure: error)
        failures.append(error)
        step = budget.next(
          after: failures.map(\.kind), startedAt: startedAt, at: clock(),
          retryAfter: attempt.retryAfter, jitter: .random(in: 0...1))
      }
    }
    let failure = failures.last ?? ClassifierFailure(.timeout, detail: "cancelled")
    return PostClassification(classifier: identity, outcome: .unavailable(failure))
  }

  private func admit(_ question: RemoteRequest) throws(CallGuard.Refusal) -> CallGuard.Permit {
    let now = clock()
    let answer = state.withLock { state in
      Result { () throws(CallGuard.Refusal) in
        do throws(CallGuard.Refusal) {
          return try state.gate.admit(estimate: question.estimatedTokens, at: now)
        } catch {
          state.refusals[error.reason.rawValue, default: 0] += 1
          throw error
        }
      }
    }
    return try answer.get()
  }

  private func finish(
    _ permit: CallGuard.Permit, _ attempt: RemoteConversation.Attempt, failure: ClassifierFailure?
  ) {
    let now = clock()
    let change = state.withLock { state -> RemoteChange? in
      let wasOpen = state.gate.breaker.isOpen
      state.gate.finished(
        permit, failure: failure?.kind, price: attempt.price(estimate: permit.estimate), at: now)
      if let wish = attempt.retryAfter { state.gate.leaveAlone(for: wish, at: now) }
      state.questions[failure?.kind.rawValue ?? "judged", default: 0] += 1
      switch (wasOpen, state.gate.breaker.isOpen, failure) {
      case (false, true, let failure?): return .rests(failure)
      case (true, false, _): return .answersAgain
      default: return nil
      }
    }
    if let change { report(change) }
  }
}

extension RemoteConversation.Attempt {
  /// What the question used up: what the service says, nothing where it refused or was not reached,
  /// and the estimate where nobody knows.
  fileprivate func price(estimate: Int64) -> Int64 {
    guard wasSent else { return 0 }
    guard case .success(let response) = outcome else { return estimate }
    return (200..<300).contains(response.status) ? response.usedTokens ?? estimate : 0
  }
}
