import GRDB

/// The tables, as a list of steps that is only ever appended to: a step that has been released
/// never changes.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 accounts", migrate: accounts)
    migrator.registerMigration("2 contributors", migrate: contributors)
    migrator.registerMigration("3 posts, notes and ratings", migrate: contributions)
    migrator.registerMigration("4 statuses", migrate: statuses)
    migrator.registerMigration("5 requests, reviews and reports", migrate: attention)
    migrator.registerMigration("6 notices", migrate: notices)
    migrator.registerMigration("7 operations", migrate: operations)
    migrator.registerMigration("8 inputs of scoring runs", migrate: runInputs)
    migrator.registerMigration("9 AI note writers", migrate: writers)
    migrator.registerMigration("10 community-reviewed moderation", migrate: moderation)
    migrator.registerMigration("11 appeals against hidden posts", migrate: appeals)
    migrator.registerMigration("12 direct connections of forums", migrate: direct)
    return migrator
  }
}
