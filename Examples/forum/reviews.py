"""What the site's answers, events and decisions do to posts."""

from posts import HIDDEN, HIDDEN_UNDER_REVIEW, NO_ACTION, RESTORED, UNDER_REVIEW, Post, Posts

HELPFUL, NOT_HELPFUL = "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL"


def apply_answer(posts: Posts, post: int, answer: dict) -> None:
    """The answer to a submission says at once whether to hide, or to ask people."""
    posts.submitted(post, answer["id"], answer.get("note_id"))
    if answer.get("moderation_action") == "auto_hide":
        posts.hide(post, HIDDEN_UNDER_REVIEW)
    elif answer.get("moderation_action") == "community_review":
        posts.show(post, UNDER_REVIEW)
    elif answer["status"] == "IN_PROGRESS" and not posts.get(post).review:
        # A flag opened a review.
        posts.show(post, UNDER_REVIEW)


def apply_event(posts: Posts, event: dict) -> bool:
    """Once for each event, however often it comes: whether it was new.

    The mark that it was applied and what it does are kept together. A crash between them would lose the
    event, or apply it twice.
    """
    with posts.change():
        if not posts.is_new(event["event_id"]):
            return False
        post = posts.of_request(event["request_id"])
        if post:
            _apply(posts, post, event)
        return True


def _apply(posts: Posts, post: Post, event: dict) -> None:
    name, word = event["event"], event.get("canonical_action_type") or event.get("action_type")
    if name == "moderation_action.proposed":
        # Found after the submission was answered. Without a word people are asked first.
        if word == "hide":
            posts.hide(post.id, HIDDEN_UNDER_REVIEW)
        elif not word:
            posts.show(post.id, UNDER_REVIEW)
    elif name == "moderation_action.applied" and word == "hide" and not post.hidden:
        posts.hide(post.id, HIDDEN)
    elif name == "moderation_action.confirmed":
        posts.hide(post.id, HIDDEN)
    elif name == "moderation_action.overturned":
        posts.show(post.id, RESTORED)
    elif name == "moderation_action.dismissed":
        posts.show(post.id, "")
    elif name == "note.status_changed" and event["status"] == NOT_HELPFUL and not post.hidden:
        if post.review == UNDER_REVIEW:
            posts.show(post.id, NO_ACTION)


def apply_decision(posts: Posts, decision: dict) -> None:
    """The same from a poll, which tells where things stand and not what happened."""
    post = posts.of_request(decision["id"])
    if post is None:
        return
    was_hidden = post.review == HIDDEN_UNDER_REVIEW
    if decision["note_status"] == HELPFUL and decision["action_state"] in ("applied", "confirmed"):
        posts.hide(post.id, HIDDEN)
    elif decision["note_status"] == NOT_HELPFUL and post.review in (UNDER_REVIEW, HIDDEN_UNDER_REVIEW):
        posts.show(post.id, RESTORED if was_hidden else NO_ACTION)
