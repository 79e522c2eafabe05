"""When people decide, and what follows (moderation 8, contract 10.4; acceptance A1 to A3, M2 to M4, M8)."""

import time

import pytest

import words
from moderation_site import (
    CONSENSUS_SECONDS, LEAST_VOTES, OPEN_POLICY, UNDECIDED_SECONDS, WEBHOOK_SECONDS, Community,
    eventually, moderator, new_post, new_user)
from plugin_forum import HELPFUL, NOT_HELPFUL, Forum


@pytest.fixture
def forum(community: Community, receiver) -> Forum:
    """A forum that hears of everything, and hides what people agree on."""
    forum = Forum(community.plugin, auto_hide_on_consensus=True, staff_approval_required=False)
    receiver.handler = forum.receive
    return forum


def reached(forum: Forum, post: str, state: str) -> None:
    def check() -> None:
        assert forum.rows[post].state == state

    eventually(check, CONSENSUS_SECONDS + WEBHOOK_SECONDS)


def test_A1_A3_what_people_agree_on_is_hidden(community, receiver, forum):
    post = new_post(words.doubtful())
    answer = forum.save(post)
    assert forum.rows[post.id].status == "under_review"
    community.vote_by_strangers(answer.note, "HELPFUL")
    decided = community.decided(answer.request)
    assert (decided["note_status"], decided["decided_by"]) == (HELPFUL, "consensus")
    assert decided["action_state"] == "applied"
    reached(forum, post.id, "resolved")
    assert post.id in forum.hidden
    assert forum.rows[post.id].status == "helpful"
    eventually(lambda: same(receiver.events(answer.request), [
        "note.status_changed", "moderation_action.applied"]), WEBHOOK_SECONDS)
    [event] = receiver.of(answer.request, "note.status_changed")
    assert (event["status"], event["recommended_action"]) == (HELPFUL, "hide_post")
    assert event["note_id"] == answer.note


def same(one: object, other: object) -> None:
    assert one == other


def test_A2_A3_what_people_reject_stays(community, receiver, forum):
    post = new_post(words.doubtful())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    decided = community.decided(answer.request)
    assert (decided["note_status"], decided["action_state"]) == (NOT_HELPFUL, "dismissed")
    reached(forum, post.id, "resolved")
    assert post.id not in forum.hidden
    assert forum.rows[post.id].status == "not_helpful"
    assert receiver.events(answer.request) == ["note.status_changed"]


def test_M3_A3_a_hidden_post_that_people_want_hidden_stays_hidden(community, receiver, forum):
    post = new_post(words.clearly_harmful())
    answer = forum.save(post)
    assert post.id in forum.hidden
    community.vote_by_strangers(answer.note, "HELPFUL")
    assert community.decided(answer.request)["action_state"] == "confirmed"
    reached(forum, post.id, "resolved")
    assert post.id in forum.hidden
    assert forum.rows[post.id].status == "resolved"
    eventually(lambda: same(receiver.events(answer.request), [
        "moderation_action.applied", "moderation_action.retro_review_started",
        "moderation_action.confirmed", "note.status_changed"]), WEBHOOK_SECONDS)


def test_M4_A3_a_hidden_post_that_people_want_back_is_restored_and_exempt(community, receiver, forum):
    post = new_post(words.clearly_harmful())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    assert community.decided(answer.request)["action_state"] in ("overturned", "scan_exempt")
    reached(forum, post.id, "restored")
    assert post.id not in forum.hidden
    # The site exempts it by itself, so that a rewrite can be judged (moderation 9.4).
    eventually(lambda: same(receiver.events(answer.request), [
        "moderation_action.applied", "moderation_action.retro_review_started",
        "moderation_action.overturned", "note.status_changed", "moderation_action.proposed"]),
        WEBHOOK_SECONDS)
    assert forum.exempt == {}
    [event] = receiver.of(answer.request, "moderation_action.proposed")
    assert event["action_type"] == "clear_scan_exempt"
    [event] = receiver.of(answer.request, "moderation_action.overturned")
    assert event["overturned_reason"] == "community_consensus"
    assert event["action_id"] == answer.action
    assert (event["action_type"], event["canonical_action_type"]) == ("hide_post", "hide")


def test_M8_the_evidence_stays_with_the_decision(community):
    answer = community.plugin.submit(new_post(words.clearly_harmful()))
    before = community.action(answer.action)["classifier_evidence"]
    assert before["labels"] and before["scores"]
    assert before["metadata"]["policy_version"]
    assert before["metadata"]["model_version"]
    assert before["metadata"]["thresholds"]
    assert "confidence" in before["metadata"]
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    community.decided(answer.request)
    assert community.action(answer.action)["classifier_evidence"] == before


@pytest.mark.parametrize("levels", [
    ["HELPFUL"] * (LEAST_VOTES - 1), ["NOT_HELPFUL"] * (LEAST_VOTES - 1),
    ["HELPFUL", "NOT_HELPFUL"] * 3, ["SOMEWHAT_HELPFUL"] * LEAST_VOTES, []])
def test_few_votes_or_divided_ones_decide_nothing(community, levels):
    answer = community.plugin.submit(new_post(words.doubtful()))
    for level in levels:
        assert community.plugin.vote(answer.note, level, new_user()).status_code == 201
    time.sleep(UNDECIDED_SECONDS)
    assert community.request(answer.request)["status"] == "IN_PROGRESS"
    assert community.note(answer.note)["status"] == "NEEDS_MORE_RATINGS"


def test_a_decision_is_final(community):
    _, request, note = community.flagged()
    community.vote_by_strangers(note, "NOT_HELPFUL")
    decided = community.decided(request)
    assert community.plugin.vote(note, "HELPFUL", new_user()).status_code == 409
    # Votes elsewhere may change what the site thinks of voters, and nothing that is decided.
    for _ in range(2):
        _, other, review = community.flagged()
        community.vote_by_strangers(review, "HELPFUL")
        community.decided(other)
    assert community.request(request) == decided


def test_votes_of_staff_count_like_those_of_others(community):
    _, request, note = community.flagged()
    community.vote_by_strangers(note, "HELPFUL", LEAST_VOTES - 1)
    assert community.plugin.vote(note, "HELPFUL", moderator()).status_code == 201
    assert community.decided(request)["decided_by"] == "consensus"


def test_a_consensus_can_wait_for_staff(community, receiver):
    community.set_policy(**OPEN_POLICY | {"staff_approval_required": True})
    forum = Forum(community.plugin, auto_hide_on_consensus=True)
    receiver.handler = forum.receive
    post = new_post(words.doubtful())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "HELPFUL")
    eventually(lambda: same(receiver.events(answer.request), ["note.status_changed"]),
               CONSENSUS_SECONDS + WEBHOOK_SECONDS)
    [event] = receiver.of(answer.request, "note.status_changed")
    assert event["status"] == HELPFUL and not event.get("recommended_action")
    assert post.id not in forum.hidden
    action = community.request(answer.request)["action_id"]
    waiting = community.action(action, new_user(admin=True))
    assert (waiting["action_state"], waiting["awaiting_staff"]) == ("under_review", True)
    assert community.plugin.vote(answer.note, "NOT_HELPFUL", new_user()).status_code == 409
    assert community.plugin.agree(answer.note, new_user(admin=True)).status_code == 200
    assert community.action(action)["action_state"] == "applied"


def test_a_category_may_keep_people_from_hiding(community, receiver, forum):
    community.set_policy("12", auto_hide_on_consensus=False)
    post = new_post(words.doubtful(), category="12")
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "HELPFUL")
    eventually(lambda: same(receiver.events(answer.request)[:1], ["note.status_changed"]),
               CONSENSUS_SECONDS + WEBHOOK_SECONDS)
    [event] = receiver.of(answer.request, "note.status_changed")
    assert event["status"] == HELPFUL and not event.get("recommended_action")
    assert post.id not in forum.hidden


def test_decisions_of_many_votes_at_once_are_made_once(community, receiver):
    items = [community.flagged() for _ in range(3)]
    for _, _, note in items:
        community.vote_by_strangers(note, "NOT_HELPFUL", LEAST_VOTES)
    for _, request, _ in items:
        community.decided(request)
    eventually(lambda: same(len(receiver.events()), 3), WEBHOOK_SECONDS)
    time.sleep(2)
    assert receiver.events() == ["note.status_changed"] * 3
