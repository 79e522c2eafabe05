"""The names that may be selected, in both vocabularies (sections 5.3, 6.1 and 6.2)."""

COMMON_FIELDS = [
    "article", "attachments", "card_uri", "community_id", "context_annotations",
    "conversation_id", "created_at", "display_text_range", "edit_controls", "entities", "geo",
    "id", "lang", "matched_media_notes", "media_metadata", "non_public_metrics",
    "note_request_suggestions", "organic_metrics", "paid_partnership", "possibly_sensitive",
    "promoted_metrics", "public_metrics", "reply_settings", "scopes", "source",
    "suggested_source_links", "suggested_source_links_with_counts", "text", "withheld",
]
POST_FIELDS = [*COMMON_FIELDS, "article_title", "note_post"]
TWEET_FIELDS = [
    *COMMON_FIELDS, "author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet",
    "referenced_tweets",
]
COMMON_EXPANSIONS = [
    "article.cover_media", "article.media_entities", "attachments.media_keys",
    "attachments.media_source_tweet", "attachments.poll_ids", "author_id",
    "entities.mentions.username", "entities.note.mentions.username", "geo.place_id",
    "in_reply_to_user_id", "username",
]
NEW_EXPANSIONS = ["referenced_posts", "edit_history_post_ids"]
OLD_EXPANSIONS = [
    "referenced_tweets.id", "referenced_tweets.id.author_id",
    "referenced_tweets.id.attachments.media_keys", "edit_history_tweet_ids",
]
MEDIA_FIELDS = [
    "alt_text", "duration_ms", "height", "media_key", "non_public_metrics", "organic_metrics",
    "preview_image_url", "promoted_metrics", "public_metrics", "type", "url", "variants", "width",
]
USER_FIELDS = [
    "confirmed_email", "connection_status", "created_at", "description", "entities", "id",
    "is_identity_verified", "location", "name", "parody", "profile_banner_url",
    "profile_image_url", "protected", "public_metrics", "receives_your_dm", "subscribes_to_you",
    "subscription", "subscription_type", "url", "username", "verified",
    "verified_followers_count", "verified_type", "withheld",
]
POLL_FIELDS = ["duration_minutes", "end_datetime", "id", "options", "voting_status"]
PLACE_FIELDS = [
    "contained_within", "country", "country_code", "full_name", "geo", "id", "name", "place_type"]
NOTE_FIELDS = ["id", "info", "scoring_status", "status", "test_result"]
SELECTORS = {
    "post.fields": POST_FIELDS, "tweet.fields": TWEET_FIELDS,
    "expansions": COMMON_EXPANSIONS + NEW_EXPANSIONS + OLD_EXPANSIONS,
    "media.fields": MEDIA_FIELDS, "user.fields": USER_FIELDS, "poll.fields": POLL_FIELDS,
    "place.fields": PLACE_FIELDS,
}
