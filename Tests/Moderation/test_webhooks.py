"""What a site sends by itself: signatures, members, order, retries (contract 10; acceptance A5, E5, checks
9 to 11)."""

import json
import time
import uuid

import pytest

import words
from moderation_site import (
    CONSENSUS_SECONDS, WEBHOOK_SECONDS, Community, eventually, moderator, new_post, new_user)
from plugin_client import Submission
from webhook_receiver import Delivery, Receiver, member_signature, signature

VECTOR = b'{"event":"moderation_action.applied","event_type":"moderation_action.applied","action_id":"a1"}'
VECTOR_SECRET = "opk_0123456789ab_example-secret"

# The plugin finds a post only after it has read the answer to its submission.
GUARD_SECONDS = 5
FIRST_PAUSE = 10


def hidden(community: Community) -> Submission:
    """The quickest way to two events: what is hidden at once is told of."""
    return community.plugin.submit(new_post(words.clearly_harmful()))


def delivered(receiver: Receiver, request: str, count: int, within: float = WEBHOOK_SECONDS):
    def check() -> list[Delivery]:
        found = [
            each for each in receiver.attempts()
            if each.request == request and each.status == 200]
        assert len(found) >= count, [each.event for each in found]
        return found

    return eventually(check, within)


def test_A5_check9_the_vector_of_the_contract():
    assert signature(VECTOR_SECRET, VECTOR) == (
        "55df87693d79cfa0dbc152719f761eb896481d70a7b59530bc87a47b23c7cbc1")
    assert member_signature(VECTOR_SECRET, json.loads(VECTOR), 1_760_000_000) == (
        "e4a6898c10b0227abcc730e45dcb590962bfbf7ae85e76baa6b6247bbcd2f757")


def test_A5_check9_bodies_are_signed_with_the_plugins_key(community, receiver):
    item = hidden(community)
    for sent in delivered(receiver, item.request, 2):
        expected = f"sha256={signature(community.plugin.key, sent.body)}"
        assert sent.headers["x-webhook-signature"] == expected
        assert sent.headers["x-opennotes-signature"] == expected
        assert abs(int(sent.headers["x-webhook-timestamp"]) - sent.at) < 5


def test_bodies_are_signed_inside_too(community, receiver):
    item = hidden(community)
    for sent in delivered(receiver, item.request, 2):
        body = sent.json
        assert body["_webhook_timestamp"] == int(sent.headers["x-webhook-timestamp"])
        assert body["_webhook_signature"] == member_signature(
            community.plugin.key, body, body["_webhook_timestamp"])


def test_A5_a_forum_with_another_key_refuses_and_is_not_asked_again(community):
    with Receiver("another key") as receiver:
        hook = community.add_webhook(receiver.url).json()["id"]
        hidden(community)

        def refused() -> None:
            assert [each.status for each in receiver.attempts()] == [401, 401]

        # Each of the two events is failed by its first refusal, and makes way for the next.
        eventually(refused, WEBHOOK_SECONDS)
        time.sleep(FIRST_PAUSE + 3)
        refused()
        records = community.plugin.succeed("GET", f"/api/v1/webhooks/{hook}/deliveries").json()
        assert "failed" in json.dumps(records) and "401" in json.dumps(records)


def test_check9_a_body_is_plain_json_with_its_length(community, receiver):
    for sent in delivered(receiver, hidden(community).request, 2):
        assert sent.headers["content-type"].split(";")[0] == "application/json"
        assert int(sent.headers["content-length"]) == len(sent.body)
        assert "transfer-encoding" not in sent.headers
        assert "content-encoding" not in sent.headers
        assert len(sent.body) <= 256 * 1024
        sent.body.decode("utf-8")


def test_check10_an_event_says_what_it_is_about(community, receiver):
    item = hidden(community)
    sent = delivered(receiver, item.request, 2)
    assert [each.event for each in sent] == [
        "moderation_action.applied", "moderation_action.retro_review_started"]
    for each in sent:
        body = each.json
        assert body["event_type"] == body["event"] == each.headers["x-opennotes-event"]
        assert body["event_id"] == each.headers["x-opennotes-delivery"]
        assert uuid.UUID(body["event_id"]).version == 7
        assert body["version"] == "1.0"
        assert body["timestamp"].endswith("Z")
        assert body["community_server_id"] == community.id
        assert body["platform_community_server_id"] == community.plugin.slug
        assert body["request_id"] == item.request
        assert body["action_id"] == item.action
        assert (body["action_type"], body["canonical_action_type"]) == ("hide_post", "hide")
        assert isinstance(body["metadata"], dict)
        # The receiving framework would overlay them.
        assert not {"action", "controller", "format", "id"} & set(body)
    assert len({each.id for each in sent}) == 2


def test_check10_resources_say_the_sites_own_word(community):
    item = hidden(community)
    assert community.action(item.action)["action_type"] == "hide"


def test_no_event_comes_before_the_plugin_can_find_the_post(community, receiver):
    for _ in range(3):
        before = time.time()
        item = hidden(community)
        first = delivered(receiver, item.request, 1)[0]
        assert first.at - before >= GUARD_SECONDS


def test_events_say_nothing_of_votes(community, receiver):
    item = hidden(community)
    voters = community.vote_by_strangers(item.note, "NOT_HELPFUL")
    for sent in delivered(receiver, item.request, 4, CONSENSUS_SECONDS + WEBHOOK_SECONDS):
        text = sent.body.decode()
        assert not any(voter.username in text or f'"{voter.id}"' in text for voter in voters)
        for word in ("ratings_count", "helpfulness", "NOT_HELPFUL\"", "\"votes\"", "tally", "rater"):
            assert word not in text.replace("CURRENTLY_RATED_NOT_HELPFUL", "")


def test_check11_events_of_a_request_come_in_their_order(community, receiver):
    # The first try of each event fails.
    tried: set[str] = set()

    def answer(_: int, event: dict) -> int:
        if event["event_id"] in tried:
            return 200
        tried.add(event["event_id"])
        return 500

    receiver.answer = answer
    item = hidden(community)
    sent = delivered(receiver, item.request, 2, 2 * (GUARD_SECONDS + FIRST_PAUSE) + WEBHOOK_SECONDS)
    assert [each.event for each in sent] == [
        "moderation_action.applied", "moderation_action.retro_review_started"]
    attempts = [(each.event, each.status) for each in receiver.attempts()]
    assert attempts == [
        ("moderation_action.applied", 500), ("moderation_action.applied", 200),
        ("moderation_action.retro_review_started", 500),
        ("moderation_action.retro_review_started", 200)]


def test_an_event_that_fails_does_not_hold_up_other_posts(community, receiver):
    stuck = hidden(community)
    receiver.answer = lambda _, event: 500 if event["request_id"] == stuck.request else 200
    for _ in range(2):
        delivered(receiver, hidden(community).request, 2)


@pytest.mark.parametrize("failure", [500, 503, 408, None, 302])
def test_E5_what_failed_is_sent_again_as_the_same_event(community, receiver, failure):
    with Receiver(community.plugin.key) as elsewhere:
        told = failure if failure != 302 else (302, {"Location": elsewhere.url})
        receiver.answer = lambda number, event: told if number == 0 else 200
        item = hidden(community)
        delivered(receiver, item.request, 1, GUARD_SECONDS + FIRST_PAUSE + WEBHOOK_SECONDS)
        first, second = receiver.attempts()[:2]
        assert first.id == second.id and first.event == second.event
        assert FIRST_PAUSE * 0.7 <= second.at - first.at <= FIRST_PAUSE * 2
        # Signed anew, over the time of its own.
        assert first.json["_webhook_timestamp"] < second.json["_webhook_timestamp"]
        assert first.headers["x-webhook-signature"] != second.headers["x-webhook-signature"]
        # A redirect is a failure, and followed by nobody.
        assert elsewhere.attempts() == []


def test_a_forum_may_ask_for_more_time(community, receiver):
    receiver.answer = lambda number, event: (429, {"Retry-After": "16"}) if number == 0 else 200
    item = hidden(community)
    delivered(receiver, item.request, 1, 60)
    first, second = receiver.attempts()[:2]
    assert first.id == second.id
    assert second.at - first.at >= 16


@pytest.mark.parametrize("refusal", [400, 403, 410, 422])
def test_what_is_refused_is_not_sent_again(community, receiver, refusal):
    receiver.answer = lambda number, event: refusal if number == 0 else 200
    item = hidden(community)
    delivered(receiver, item.request, 1)
    assert receiver.events(item.request) == ["moderation_action.retro_review_started"]
    time.sleep(FIRST_PAUSE + 3)
    assert len(receiver.attempts()) == 2


def test_a_forum_that_hangs_is_left_after_five_seconds(community, receiver):
    receiver.open.clear()
    item = hidden(community)
    # Long enough for one that would wait for an answer.
    time.sleep(GUARD_SECONDS + 8)
    receiver.open.set()

    def tried_again() -> list[Delivery]:
        # By event: what is held back is noted when it is let go, maybe after the item's next event.
        tries = sorted(
            (each for each in receiver.attempts() if each.event == "moderation_action.applied"),
            key=lambda each: each.at)
        assert len(tries) >= 2
        return tries

    first, second = eventually(tried_again, FIRST_PAUSE + WEBHOOK_SECONDS)[:2]
    assert first.id == second.id and first.request == item.request
    assert FIRST_PAUSE * 0.7 + 5 <= second.at - first.at <= FIRST_PAUSE * 2 + 5


def test_every_webhook_that_asks_for_an_event_gets_it_once(community, receiver):
    with Receiver("of its own") as everything, Receiver("of its own too") as some:
        community.add_webhook(everything.url, everything.secret)
        community.add_webhook(some.url, some.secret, events=["moderation_action.applied"])
        item = hidden(community)
        delivered(receiver, item.request, 2)
        delivered(everything, item.request, 2)
        delivered(some, item.request, 1)
        time.sleep(2)
        assert some.events() == ["moderation_action.applied"]
        assert everything.events() == receiver.events()
        assert set(everything.accepted) == set(receiver.accepted)


def test_check7_what_staff_did_at_the_forum_does_not_come_back_as_the_peoples_will(community, receiver):
    for decide in (community.plugin.agree, community.plugin.disagree):
        item = hidden(community)
        decide(item.note, moderator())
        sent = delivered(receiver, item.request, 3)
        assert [each.event for each in sent][2:] == ["moderation_action.staff_overridden"]
        assert sent[2].json["note_id"] == item.note
        assert sent[2].json["status"].startswith("CURRENTLY_RATED_")
    time.sleep(2)
    assert not {"moderation_action.overturned", "moderation_action.confirmed"} & set(receiver.events())


@pytest.mark.parametrize("quiet", ["ignore", "escalate"])
def test_ignoring_and_escalating_at_the_forum_are_not_told_to_it(community, receiver, quiet):
    _, request, _ = community.flagged()
    getattr(community.plugin, quiet)(request, moderator())
    time.sleep(GUARD_SECONDS + 4)
    assert receiver.events(request) == []


def test_check10_a_proposal_for_people_says_no_word_that_would_hide(community, receiver):
    _, request, note = community.flagged()
    community.vote_by_strangers(note, "NOT_HELPFUL")
    for sent in delivered(receiver, request, 1, CONSENSUS_SECONDS + WEBHOOK_SECONDS):
        assert sent.event == "note.status_changed"
        assert not sent.json.get("recommended_action")


def test_escalation_by_a_rewrite_hides_by_webhook(community, receiver):
    post = new_post(words.doubtful())
    opened = community.plugin.submit(post)
    community.plugin.submit(post.edited(words.clearly_harmful()))
    sent = delivered(receiver, opened.request, 1)[0]
    assert sent.event == "moderation_action.proposed"
    assert sent.json["action_type"] == "hide_post"
    assert sent.json["action_tier"] == "tier_1_immediate"
    assert sent.json["classifier_evidence"]["labels"]
    assert sent.json["review_group"] == "community"
    assert sent.json["action_id"] == community.request(opened.request)["action_id"]


def test_an_inactive_webhook_hears_nothing(community):
    with Receiver(community.plugin.key) as receiver:
        hook = community.add_webhook(receiver.url).json()["id"]
        community.plugin.call("DELETE", f"/api/v1/webhooks/{hook}")
        hidden(community)
        time.sleep(GUARD_SECONDS + 4)
        assert receiver.attempts() == []


def test_decision_events_of_the_documentation_go_to_who_names_them(community, receiver):
    with Receiver("of its own") as named:
        community.add_webhook(named.url, named.secret, events=["moderation.decision"])
        post = new_post(words.doubtful())
        item = community.plugin.submit(post)
        community.plugin.disagree(item.note, new_user(admin=True))

        def told() -> None:
            assert named.events() == ["moderation.decision"]

        eventually(told, WEBHOOK_SECONDS)
        [event] = named.accepted.values()
        assert (event["decision"], event["tier"]) == ("none", 2)
        assert event["request_id"] == f"discourse-post-{post.id}"
        time.sleep(1)
        assert "moderation.decision" not in receiver.events()
