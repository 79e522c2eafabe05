"""Flags that the forum forwards (moderation 16; acceptance R9 and B7)."""

import pytest

import words
from moderation_site import new_community, new_post, new_user
from plugin_client import PUBLIC


def test_R9_B7_a_flag_opens_one_review(community):
    post, flagger = new_post("Hello"), new_user()
    answer = community.plugin.flag(post, flagger)
    assert answer.note
    request = community.request(answer.request)
    assert request["status"] == "IN_PROGRESS"
    assert request["action_tier"] == "tier_2_consensus"
    assert "user_flag" in request["labels"]
    assert [each["id"] for each in community.find(
        "requests", platform_message_id=post.id)] == [answer.request]


def test_R9_B7_a_repeated_flag_is_the_same_request(community):
    post, flagger = new_post("Hello"), new_user()
    first = community.plugin.send(
        community.plugin.flag_attributes(post, flagger, at=1_772_442_000), flagger)
    again = community.plugin.send(
        community.plugin.flag_attributes(post, flagger, at=1_772_442_007), flagger)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["data"]["id"] == again.json()["data"]["id"]
    request = community.request(first.json()["data"]["id"])
    assert request["flag_count"] == 1


def test_a_flag_on_a_post_under_review_joins_the_open_item(community):
    post = new_post(words.doubtful())
    opened = community.plugin.submit(post)
    for count in (1, 2):
        answer = community.plugin.flag(post, new_user())
        assert (answer.request, answer.note) == (opened.request, opened.note)
        assert community.request(opened.request, new_user(admin=True))["flag_count"] == count
    assert len(community.find("moderation-actions")) == 1


def test_a_flag_on_a_post_that_was_found_clean_opens_a_review(community):
    post = new_post(words.CLEAN)
    assert community.plugin.submit(post).note is None
    answer = community.plugin.flag(post, new_user())
    assert answer.note
    assert community.action(community.request(answer.request)["action_id"])["action_tier"] == (
        "tier_2_consensus")


def test_a_flag_alone_hides_nothing(community):
    post = new_post("Hello")
    answer = community.plugin.flag(post, new_user(trust_level=4), kind=8)
    assert answer.instruction in (None, "community_review")


def test_a_flag_makes_the_post_judged_too(community):
    answer = community.plugin.flag(new_post(words.clearly_harmful()), new_user())
    request = community.request(answer.request)
    assert request["action_tier"] == "tier_1_immediate"
    assert {"spam", "user_flag"} <= set(request["labels"])


def test_a_flag_on_a_decided_post_opens_nothing_new(community):
    post, request, note = community.flagged()
    assert community.plugin.disagree(note, new_user(admin=True)).status_code == 200
    again = community.plugin.flag(post, new_user())
    assert (again.request, again.note) == (request, note)
    assert again.instruction is None
    assert community.request(request)["status"] == "COMPLETED"
    assert community.plugin.reviews(new_user()) == []


def test_flags_can_be_left_to_the_forum():
    community = new_community()
    community.set_policy(route_flags=False, default_review_group="community")
    post = new_post("Hello")
    answer = community.plugin.flag(post, new_user())
    assert (answer.note, answer.instruction) == (None, None)
    assert len(community.find("requests", platform_message_id=post.id)) == 1
    assert community.plugin.reviews(new_user()) == []


def test_flags_can_be_routed_like_a_label():
    community = new_community()
    community.set_policy(
        default_review_group="community", label_routing={"trusted": ["user_flag"]})
    answer = community.plugin.flag(new_post("Hello"), new_user())
    assert community.request(answer.request)["review_group"] == "trusted"


@pytest.mark.parametrize("kind", [3, 4, 7, 8, 10, 99, "custom"])
def test_every_kind_of_flag_is_taken(community, kind):
    assert community.plugin.flag(new_post("Hello"), new_user(), kind=kind).note


def test_who_flagged_is_for_staff(community):
    post, flagger = new_post("Hello"), new_user(username="a_flagger_of_posts")
    answer = community.plugin.flag(post, flagger)
    action = community.request(answer.request)["action_id"]
    for path in (
        "requests", f"requests/{answer.request}", "notes", f"notes/{answer.note}",
        "moderation-actions", f"moderation-actions/{action}",
    ):
        for viewer in (new_user(), post.author, new_user(trust_level=4)):
            shown = community.plugin.call("GET", f"{PUBLIC}/{path}", viewer).text
            assert flagger.username not in shown, path
            assert "flag_count" not in shown and "flag_type" not in shown, path
            assert f'"{flagger.id}"' not in shown, path
    shown = community.request(answer.request, new_user(moderator=True))
    assert shown["metadata"]["flagged_by_username"] == flagger.username


def test_a_flagger_may_vote_on_what_they_flagged(community):
    flagger = new_user()
    answer = community.plugin.flag(new_post("Hello"), flagger)
    assert community.plugin.vote(answer.note, "HELPFUL", flagger).status_code == 201
