"""A restored post is left alone until it is another post (moderation 9; acceptance M5 to M7)."""

import pytest

import words
from moderation_site import WEBHOOK_SECONDS, Community, eventually, new_post, new_user
from plugin_client import Post, Submission
from plugin_forum import Forum

LONG = (
    "I sold my old bicycle last week and the buyer paid at once and was very friendly about it all. "
    "If somebody wants the trailer too then write to me before the weekend please.")


def restored(community: Community, post: Post) -> Submission:
    """Hidden at once, and given back by staff."""
    answer = community.plugin.submit(post)
    assert answer.instruction == "auto_hide"
    assert community.plugin.disagree(answer.note, new_user(admin=True)).status_code == 200
    return answer


def test_the_same_text_is_not_judged_again(community):
    post = new_post(words.clearly_harmful(LONG))
    item = restored(community, post)
    again = community.plugin.submit(post)
    assert again.request == item.request
    assert community.action(item.action)["action_state"] == "scan_exempt"
    assert community.request(item.request)["status"] == "COMPLETED"


@pytest.mark.parametrize("edit", [
    lambda text: f"{text} Thank you.", lambda text: text.upper(), lambda text: text.replace(" ", "  "),
    lambda text: f"**{text}**", lambda text: text.replace("last week", "two weeks ago"),
    lambda text: f"> somebody said something else\n\n{text}"])
def test_M5_a_minor_edit_is_not_judged(community, edit):
    post = new_post(words.clearly_harmful(LONG))
    item = restored(community, post)
    edited = post.edited(edit(post.text))
    again = community.plugin.submit(edited)
    assert again.instruction is None
    assert community.action(item.action)["action_state"] == "scan_exempt"
    assert community.request(item.request)["content"] == edited.text


def test_M5_many_minor_edits_add_up_to_a_rewrite(community, receiver):
    forum = Forum(community.plugin)
    receiver.handler = forum.receive
    post = new_post(words.clearly_harmful("one two three four five six seven eight nine ten"))
    forum.save(post)
    forum.disagree(post.id, new_user(admin=True))
    parts = post.text.split()
    # From behind the listed word on. That one weighs less since staff disagreed.
    for place in range(5, len(parts)):
        parts[place] = f"{parts[place]}ish"
        forum.save(post.edited(" ".join(parts)))
    forum.save(post.edited(" ".join([*parts, words.listed(words.CLEAR)])))
    hidden_again(forum, post.id)


@pytest.mark.parametrize("rewrite", [
    lambda: words.clearly_harmful("Something else altogether is written here now, all of it new."),
    lambda: f"{LONG} {words.clearly_harmful()} See https://new-host.example.org/offer"])
def test_M6_a_rewrite_is_judged(community, receiver, rewrite):
    forum = Forum(community.plugin)
    receiver.handler = forum.receive
    post = new_post(words.clearly_harmful(LONG))
    first = forum.save(post)
    forum.disagree(post.id, new_user(admin=True))
    assert post.id not in forum.hidden
    again = forum.save(post.edited(rewrite()))
    # The plugin has a row for the post already, so that the instruction comes by webhook.
    assert again.instruction is None and again.request == first.request
    hidden_again(forum, post.id)
    [event] = receiver.of(first.request, "moderation_action.proposed")
    assert event["action_type"] == "hide_post"


def hidden_again(forum: Forum, post: str) -> None:
    def check() -> None:
        assert post in forum.hidden

    eventually(check, WEBHOOK_SECONDS)


def test_M6_a_rewrite_that_is_clean_is_left_alone(community):
    post = new_post(words.clearly_harmful(LONG))
    item = restored(community, post)
    again = community.plugin.submit(post.edited(words.CLEAN))
    assert again.instruction is None
    assert community.request(item.request)["status"] == "COMPLETED"


def test_a_flag_on_a_restored_post_opens_nothing(community):
    post = new_post(words.clearly_harmful(LONG))
    item = restored(community, post)
    again = community.plugin.flag(post, new_user())
    assert (again.request, again.instruction) == (item.request, None)
    assert community.plugin.reviews(new_user()) == []


def test_how_much_is_a_rewrite_can_be_set(community):
    community.set_policy(**{
        "default_review_group": "community", "scan_exempt_rewrite_ratio": 0.05,
        "labels": {"spam": {"tier2": 0.5, "tier1": 0.9, "action": "hide"}}})
    post = new_post(words.clearly_harmful(LONG))
    item = restored(community, post)
    community.plugin.submit(post.edited(f"{post.text} Or come by and look at it any day you like."))
    assert community.action(item.action)["action_state"] != "scan_exempt" or (
        community.request(item.request)["action_id"] != item.action)
