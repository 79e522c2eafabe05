"""What a forum learns that no webhook reached (contract 6.3 and 11; acceptance A4, A6, E4, E7, E8,
check 8)."""

import time
from datetime import datetime, timedelta, timezone

import pytest

import words
from moderation_site import (
    LEAST_VOTES, Community, eventually, moderator, new_post, new_user)
from plugin_client import INTERNAL, PUBLIC
from plugin_forum import HELPFUL, NOT_HELPFUL, Forum

FULL_PAGE = 100


def now() -> str:
    return datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")


@pytest.fixture
def forum(community: Community) -> Forum:
    """Hears of nothing but what it asks for."""
    return Forum(community.plugin, auto_hide_on_consensus=True, staff_approval_required=False)


@pytest.mark.parametrize("text, level, state, status, hidden", [
    (words.doubtful, "HELPFUL", "resolved", "helpful", True),
    (words.doubtful, "NOT_HELPFUL", "resolved", "not_helpful", False),
    (words.clearly_harmful, "HELPFUL", "resolved", "resolved", True),
    (words.clearly_harmful, "NOT_HELPFUL", "restored", "restored", False)])
def test_A4_E4_check8_a_poll_applies_what_was_missed(community, forum, text, level, state, status, hidden):
    post = new_post(text())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, level)
    decided = community.decided(answer.request)
    [told] = forum.poll()
    assert told["id"] == answer.request
    assert told["note_status"] == (HELPFUL if level == "HELPFUL" else NOT_HELPFUL)
    assert told["platform_message_id"] == post.id
    assert told["decided_at"] == decided["decided_at"]
    assert (forum.rows[post.id].state, forum.rows[post.id].status) == (state, status)
    assert (post.id in forum.hidden) == hidden


def test_A4_E7_check8_posts_submitted_long_before_the_window_are_found(community, forum):
    post = new_post(words.doubtful())
    answer = forum.save(post)
    assert forum.poll() == []
    # The window begins after the submission, as it does on each poll but the first.
    assert forum.polled_at > datetime.now(timezone.utc) - timedelta(seconds=5)
    time.sleep(1)
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    community.decided(answer.request)
    forum.poll()
    assert forum.rows[post.id].status == "not_helpful"


def test_E8_A6_polls_that_tell_the_same_change_nothing(community, forum):
    post = new_post(words.clearly_harmful())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    community.decided(answer.request)
    forum.poll()
    notices = len(forum.annotations)
    for _ in range(3):
        forum.poll()
    assert len(forum.annotations) == notices
    assert forum.rows[post.id].state == "restored"


def test_A6_E5_webhook_and_poll_together_apply_a_decision_once(community, receiver, forum):
    receiver.handler = forum.receive
    post = new_post(words.doubtful())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    community.decided(answer.request)

    def heard() -> None:
        assert receiver.events(answer.request) == ["note.status_changed"]

    eventually(heard, 20)
    forum.poll()
    assert forum.rows[post.id].status == "not_helpful"


def test_nothing_undecided_is_polled(community, forum):
    forum.save(new_post(words.doubtful()))
    forum.save(new_post(words.CLEAN))
    forum.save(new_post(words.clearly_harmful()))
    assert forum.poll() == []


def test_check8_decisions_of_staff_are_polled_so_that_stuck_rows_go_on(community, forum):
    post = new_post(words.doubtful())
    answer = forum.save(post)
    forum.escalate(post.id, moderator())
    assert forum.rows[post.id].state == "staff_overridden"
    community.plugin.disagree(answer.note, new_user(admin=True))
    [told] = forum.poll()
    assert (told["id"], told["note_status"]) == (answer.request, NOT_HELPFUL)
    assert forum.rows[post.id].state == "resolved"


def test_an_ignored_item_is_not_polled(community, forum):
    post = new_post(words.doubtful())
    forum.save(post)
    forum.ignore(post.id, moderator())
    assert forum.poll() == []


@pytest.mark.parametrize("query", [
    {"status": "decided", "since": "2020-01-01T00:00:00Z"},
    {"filter[status]": "COMPLETED"},
    {"filter[decided_at__gte]": "2020-01-01T00:00:00Z"},
    {"filter[status]": "COMPLETED", "filter[requested_at__gte]": "2020-01-01T00:00:00+00:00"},
    {"filter[status]": "COMPLETED", "filter[requested_at__gte]": "2020-01-01T00:00:00 00:00"},
    {"filter[status]": "COMPLETED", "filter[requested_at__gte]": "2020-01-01T02:00:00"}])
def test_decisions_are_asked_for_in_each_dialect(community, query):
    _, request, note = community.flagged()
    community.flagged()
    community.plugin.agree(note, moderator())
    for prefix in (PUBLIC, INTERNAL):
        answer = community.plugin.succeed(
            "GET", f"{prefix}/requests", query=query | {"filter[community_server_id]": community.id})
        assert [row["id"] for row in answer.json()["data"]] == [request]


def test_decisions_that_do_not_fit_on_a_page_come_with_the_next_poll(community):
    staff = [moderator() for _ in range(3)]
    requests = []
    for number in range(FULL_PAGE + 8):
        _, request, note = community.flagged()
        assert community.plugin.agree(note, staff[number % 3]).status_code == 200
        requests.append(request)
    since = "2020-01-01T00:00:00Z"
    first = [row["id"] for row in community.plugin.poll(since)]
    # The oldest first, where there are more than one answer holds.
    assert first == requests[:FULL_PAGE]
    # The next window is later than all of it.
    time.sleep(1)
    later = (datetime.now(timezone.utc) + timedelta(minutes=5)).isoformat().replace("+00:00", "Z")
    second = [row["id"] for row in community.plugin.poll(later)]
    assert set(first) | set(second) == set(requests)


def test_a_poll_is_of_one_community(community, forum):
    _, _, note = community.flagged()
    community.plugin.agree(note, moderator())
    answer = community.plugin.call("GET", f"{PUBLIC}/requests", query={
        "filter[status]": "COMPLETED", "filter[requested_at__gte]": now(),
        "filter[community_server_id]": "019a1b2c-00c0-7000-8000-000000000001"})
    assert answer.status_code in (403, 404) or answer.json()["data"] == []


def test_a_decision_that_a_poll_told_is_not_sent_any_more(community, receiver, forum):
    receiver.answer = lambda number, event: 503
    post = new_post(words.doubtful())
    answer = forum.save(post)
    community.vote_by_strangers(answer.note, "NOT_HELPFUL")
    community.decided(answer.request)

    def tried() -> None:
        assert receiver.attempts()

    eventually(tried, 20)
    forum.poll()
    assert forum.rows[post.id].status == "not_helpful"
    tries = len(receiver.attempts())
    # The next try would come ten seconds after the first.
    time.sleep(14)
    assert len(receiver.attempts()) == tries


def test_the_least_number_of_votes_is_told(plugin):
    answer = plugin.call("GET", "/api/v1/config/rating-thresholds")
    assert answer.json() == {"min_ratings_needed": LEAST_VOTES, "min_raters_per_note": LEAST_VOTES}
