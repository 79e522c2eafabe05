"""The shapes of answers, as values that answers are held against.

A dictionary is closed; a name that ends in `?` may be missing. A list has one element that all are
held against. A pattern is what a text must match as a whole. None is never taken.
"""

import re
from dataclasses import dataclass

ID = re.compile(r"[0-9]{1,19}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
MEDIA_KEY = re.compile(r"\d+_\d+")
TOKEN = re.compile(r".+")


@dataclass(frozen=True)
class OneOf:
    values: tuple


def one_of(*values) -> OneOf:
    return OneOf(values)


def hold(shape, value, path: str = "answer") -> None:
    """Fails with the path of the first value that is not as its shape says."""
    match shape:
        case dict():
            assert isinstance(value, dict), f"{path} is no object: {value!r}"
            known = {name.rstrip("?"): name for name in shape}
            for name in value:
                assert name in known, f"{path}.{name} is unknown"
            for name, marked in known.items():
                if name in value:
                    hold(shape[marked], value[name], f"{path}.{name}")
                else:
                    assert marked.endswith("?"), f"{path}.{name} is missing"
        case list():
            assert isinstance(value, list), f"{path} is no array: {value!r}"
            for position, each in enumerate(value):
                hold(shape[0], each, f"{path}[{position}]")
        case re.Pattern():
            assert isinstance(value, str) and shape.fullmatch(value), f"{path} is {value!r}"
        case OneOf():
            assert value in shape.values, f"{path} is {value!r}"
        case _ if shape is float:
            assert type(value) in (int, float), f"{path} is {value!r}"
        case _:
            assert type(value) is shape, f"{path} is {value!r}, not {shape.__name__}"


TAGS = one_of(
    "disputed_claim_as_fact", "factual_error", "manipulated_media", "misinterpreted_satire",
    "missing_important_context", "other", "outdated_information")
META = {"result_count": int, "next_token?": TOKEN, "newest_id?": ID, "oldest_id?": ID}

# Notes.

INFO = {
    "text": str,
    "classification": one_of("misinformed_or_potentially_misleading", "not_misleading"),
    "misleading_tags": [TAGS], "post_id": ID, "trustworthy_sources": bool,
    "is_media_note?": one_of(True), "rating_status?": str,
}
STATUS = one_of(
    "", "currently_rated_helpful", "currently_rated_not_helpful", "needs_more_ratings",
    "firm_reject", "insufficient_consensus", "minimum_ratings_not_met", "needs_your_help")
TAG_COUNTS = [{"tag_name": re.compile("(helpful|notHelpful)[A-Z][A-Za-z]+"), "tag_count": int}]
BUCKET = {
    "helpful_count": int, "somewhat_helpful_count": int, "not_helpful_count": int,
    "helpful_tag_counts": TAG_COUNTS, "not_helpful_tag_counts": TAG_COUNTS,
}
NOTE = {
    "id": ID, "post_id?": ID, "info?": INFO, "status?": STATUS,
    "test_result?": {"evaluation_outcome": [{
        "evaluator_type": one_of("UrlValidity", "ClaimOpinion", "HarassmentAbuse"),
        "evaluator_score_bucket": one_of("High", "Medium", "Low")}]},
    "scoring_status?": {"has_access": bool, "rating_counts_per_model?": [{
        "model_name": re.compile(r"Core|Expansion|ExpansionPlus|Group\d+"),
        "value": {
            "positive_factor_bucket_counts": BUCKET, "neutral_factor_bucket_counts": BUCKET,
            "negative_factor_bucket_counts": BUCKET}}]},
}
NOTES_PAGE = {"data?": [NOTE], "meta": META}

# Posts.

URL_ENTITY = {
    "start": int, "end": int, "url?": str, "expanded_url?": str, "display_url?": str,
    "unwound_url?": str, "title?": str, "description?": str, "status?": int, "media_key?": str,
    "images?": [{"url": str, "width": int, "height": int}]}
TAG_ENTITY = {"start": int, "end": int, "tag": str}
ENTITIES = {
    "urls?": [URL_ENTITY], "mentions?": [{"start": int, "end": int, "id?": ID, "username?": str}],
    "hashtags?": [TAG_ENTITY], "cashtags?": [TAG_ENTITY]}
LONG = {"text": str, "entities?": ENTITIES}
REFERENCES = [{"type": one_of("quoted", "replied_to"), "id": ID}]
POST = {
    "id": ID, "text": str,
    "edit_history_post_ids?": [ID], "edit_history_tweet_ids?": [ID],
    "note_post?": LONG, "note_tweet?": LONG,
    "referenced_posts?": REFERENCES, "referenced_tweets?": REFERENCES,
    "author_id?": ID, "conversation_id?": ID, "in_reply_to_user_id?": ID, "community_id?": ID,
    "created_at?": TIME, "lang?": str, "username?": str, "reply_settings?": str, "source?": str,
    "card_uri?": str, "possibly_sensitive?": bool, "paid_partnership?": bool,
    "attachments?": {
        "media_keys?": [MEDIA_KEY], "poll_ids?": [ID], "media_source_tweet_id?": [ID]},
    "media_metadata?": [{
        "media_key": MEDIA_KEY, "alt_text?": str, "title?": str, "description?": str}],
    "suggested_source_links?": [str],
    "suggested_source_links_with_counts?": [{"url": str, "count": int}],
    "note_request_suggestions?": [
        {"suggestion_id": ID, "suggestion": str, "source_link?": str}],
    "matched_media_notes?": [{
        "note_id": ID,
        "match_status": one_of("matched_but_not_shown", "matched_and_shown")}],
    "public_metrics?": {
        "bookmark_count": int, "impression_count": int, "like_count": int, "quote_count": int,
        "reply_count": int, "repost_count": int, "retweet_count?": int},
    "entities?": ENTITIES, "display_text_range?": [int],
    "edit_controls?": {
        "editable_until": TIME, "edits_remaining": int, "is_edit_eligible": bool},
    "context_annotations?": [{"domain": dict, "entity": dict}],
    "geo?": dict, "scopes?": {"followers": bool},
    "withheld?": {
        "copyright": bool, "country_codes": [str], "scope?": one_of("post", "tweet", "user")},
    "article?": dict, "article_title?": dict,
}
MEDIA = {
    "media_key": MEDIA_KEY, "type": one_of("photo", "video", "animated_gif"), "url?": str,
    "alt_text?": str, "width?": int, "height?": int, "duration_ms?": int,
    "preview_image_url?": str, "public_metrics?": {"view_count": int},
    "variants?": [{"bit_rate?": int, "content_type": str, "url": str}],
}
USER = {
    "id": ID, "name": str, "username": str, "created_at?": TIME, "description?": str,
    "location?": str, "url?": str, "profile_image_url?": str, "profile_banner_url?": str,
    "protected?": bool, "verified?": bool, "verified_type?": str, "entities?": dict,
    "public_metrics?": {
        "followers_count": int, "following_count": int, "listed_count": int, "post_count": int,
        "tweet_count?": int, "like_count?": int, "media_count?": int},
    "pinned_post_id?": ID, "pinned_tweet_id?": ID,
}
PLACE = {"id": str, "full_name": str, "name?": str, "country?": str, "country_code?": str,
         "place_type?": str, "contained_within?": [str], "geo?": dict}
POLL = {"id": ID, "options": [{"label": str, "position": int, "votes": int}],
        "duration_minutes?": int, "end_datetime?": TIME, "voting_status?": str}
FEED_PAGE = {
    "data?": [POST], "meta": META,
    "includes?": {
        "media?": [MEDIA], "posts?": [POST], "tweets?": [POST], "users?": [USER],
        "polls?": [POLL], "places?": [PLACE]},
    "errors?": [{
        "type": re.compile(
            "https://api.x.com/2/problems/(resource-not-found|invalid-request|"
            "not-authorized-for-resource|not-authorized-for-field|field-unauthorized|"
            "field-hydration-failure|resource-unavailable|disallowed-resource|internal-error)"),
        "title": str, "detail": str, "resource_type?": str, "resource_id?": str,
        "parameter?": str, "value?": str, "section?": str, "field?": str, "status?": int}],
}

# The rest.

CREATED = {"data": {"id": ID, "note_id?": ID}}
DELETED = {"data": {"deleted": bool}}
EVALUATED = {"data": {"claim_opinion_score": float}}
PLAIN_PROBLEM = {"title": str, "type": one_of("about:blank"), "status": int, "detail": str}
INVALID = {
    "type": one_of("https://api.x.com/2/problems/invalid-request"), "title": str, "status": int,
    "detail": str, "parameter": str, "value": str,
    "errors": [{"message": str, "parameters": dict}]}
