/// Community-reviewed moderation: whose posts, what was decided about them, and whom to tell.
public protocol ModerationRepository: AdapterRepository, ModeratedPostRepository,
  ReviewItemRepository, AppealRepository, PlatformNoteRepository, ModerationRecordRepository,
  WebhookRepository, DirectRepository
{}
