/// Everything a community remembers, behind transactions.
///
/// A body runs inside one transaction: reads see one state of the whole store, writes happen
/// together or not at all. Bodies run on the store's threads; they must neither wait nor keep the
/// transaction.
public protocol Store: Sendable {
  /// Reads one consistent state; never waits for writers.
  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result

  /// Reads one consistent state on the thread that asks, for long work that has one of its own.
  func readHere<Result>(_ body: (any StoreTransaction) throws -> Result) throws -> Result

  /// Reads and writes; returns once the writes are durable. Throwing undoes them.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
  ) async throws -> Result

  /// Copies the whole store, as of one moment, to a new file, while it is being used.
  func backUp(to path: String) async throws

  /// What is wrong with the store; empty: nothing.
  func findings() async throws -> [String]
}

/// What can be read and written inside a transaction: every repository.
public protocol StoreTransaction: AccountRepository, MembershipRepository, ContributorRepository,
  PostRepository, NoteRepository, RatingRepository, StatusRepository, RunInputRepository,
  RequestRepository, ReviewRepository, NoticeRepository, OperationsRepository, WriterRepository,
  DeveloperRepository, FeedRepository, ModerationRepository
{}
