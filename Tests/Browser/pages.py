"""The pages of a demonstration, by whose eyes they are looked at through."""

from served_site import ServedSite


def pages_of(demo: ServedSite) -> dict[str, list[tuple[str, str]]]:
    """Names and paths by role; nobody's are under the empty name."""
    shown = demo.value(
        "SELECT note FROM status WHERE helpfulSince IS NOT NULL AND decidedBy LIKE 'CoreModel%'"
        " ORDER BY helpfulSince DESC"
    )
    shown_post = demo.value("SELECT post FROM note WHERE id = ?", shown)
    proposed = demo.value(
        "SELECT note.id FROM note JOIN status ON status.note = note.id"
        " WHERE status IS NOT 2 AND helpfulSince IS NULL AND deletedAt IS NULL"
        " AND lockedStatus IS NULL ORDER BY note.createdAt DESC"
    )
    proposed_post = demo.value("SELECT post FROM note WHERE id = ?", proposed)
    busy_post = demo.value("SELECT post FROM note GROUP BY post ORDER BY count(*) DESC")
    empty_post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    star = demo.value("SELECT participant FROM contributor ORDER BY writingImpact DESC")
    careless = demo.value("SELECT participant FROM contributor ORDER BY writingImpact")
    own = demo.value(
        "SELECT note.id FROM note JOIN membership ON membership.contributor = note.author"
        " JOIN account ON account.id = membership.account WHERE account.email = 'writer@demo.invalid'"
        " AND note.deletedAt IS NULL ORDER BY note.createdAt DESC"
    )
    judged = {
        state: demo.value("SELECT id FROM review WHERE state = ? ORDER BY createdAt DESC", state)
        for state in ["under_review", "retro_review", "dismissed", "scan_exempt"]
    }
    confirmed = demo.value("SELECT id FROM review WHERE state = 'confirmed' ORDER BY createdAt DESC")
    return {
        "": [
            ("new", "/new"),
            ("helpful", "/helpful"),
            ("search", "/search?q=bridge"),
            ("search-nothing", "/search?q=zebra"),
            ("search-unknown-link", "/search?q=https://forum.example/t/unknown/1"),
            ("post-shown", f"/posts/{shown_post}"),
            ("post-busy", f"/posts/{busy_post}"),
            ("post-empty", f"/posts/{empty_post}"),
            ("note-details-shown", f"/notes/{shown}"),
            ("note-details-proposed", f"/notes/{proposed}"),
            ("report", f"/notes/{shown}/report"),
            ("profile-star", f"/people/{star}"),
            ("profile-careless", f"/people/{careless}"),
            ("about", "/about"),
            ("status", "/status"),
            ("data", "/data"),
            ("report-a-problem", "/report"),
            ("review", "/review"),
            ("sign-in", "/sign-in"),
            ("sign-up", "/sign-up"),
            ("forgot", "/forgot"),
            ("not-found", "/posts/1"),
            ("reviews-signed-out", "/community-reviews"),
        ],
        "A reader": [
            ("reader-post", f"/posts/{shown_post}"),
            ("request", f"/posts/{proposed_post}/request"),
            ("join", "/join"),
            ("post-add", "/posts/add"),
            ("my-posts-empty", "/my-posts"),
            ("notices-empty", "/notices"),
            ("forbidden", f"/posts/{empty_post}/write"),
            ("developers", "/developers"),
            ("writer-join", "/developers/writer"),
            ("reviews-unknown", "/community-reviews"),
        ],
        "A new contributor": [
            ("needs-help", "/"),
            ("rate", f"/notes/{proposed}/rate"),
            ("rate-shown", f"/notes/{shown}/rate"),
            ("rater-post", f"/posts/{proposed_post}"),
            ("me-rater", "/me"),
            ("notices-rater", "/notices"),
            ("settings", "/me/settings"),
            ("leave", "/me/leave"),
        ],
        "A writer": [
            ("write", f"/posts/{empty_post}/write"),
            ("me-writer", "/me"),
            ("notices-writer", "/notices"),
            ("own-note-delete", f"/notes/{own}/delete"),
            ("own-note", f"/notes/{own}"),
            ("reviews", "/community-reviews"),
            ("review-open", f"/community-reviews/{judged['under_review']}"),
            ("review-hidden", f"/community-reviews/{judged['retro_review']}"),
            (
                "review-confirm",
                f"/community-reviews/{judged['under_review']}/vote?value=NOT_HELPFUL",
            ),
            ("review-no-action", f"/community-reviews/{judged['dismissed']}"),
            ("review-restored", f"/community-reviews/{judged['scan_exempt']}"),
            ("reviews-mine-empty", "/community-reviews/mine"),
        ],
        "The author of a post": [
            ("my-posts", "/my-posts"),
            ("author-post", f"/posts/{shown_post}"),
            ("author-review", f"/notes/{shown}/review"),
            ("reviews-mine", "/community-reviews/mine"),
            ("own-post-hidden", f"/community-reviews/mine/{confirmed}"),
            ("own-post-restored", f"/community-reviews/mine/{judged['scan_exempt']}"),
            ("notices-author", "/notices"),
        ],
        "The operator": [
            ("operator", "/operator"),
            ("operator-reports", "/operator/reports"),
            ("operator-members", "/operator/members?q=a"),
            ("operator-settings", "/operator/settings"),
            ("operator-audit", "/operator/audit"),
            ("operator-moderation", "/operator/moderation"),
            ("operator-moderation-reviews", "/operator/moderation/reviews"),
            ("operator-moderation-rules", "/operator/moderation/policy"),
            ("operator-moderation-words", "/operator/moderation/words"),
            ("operator-moderation-programs", "/operator/moderation/programs"),
            ("operator-moderation-deliveries", "/operator/moderation/deliveries"),
            ("operator-moderation-log", "/operator/moderation/log"),
            ("operator-moderation-appeals", "/operator/moderation/appeals"),
            ("requests", "/requests"),
        ],
    }
