"""The administrators' numbers (moderation 12, contract 8.4; acceptance D4, D5, check 14)."""

import words
from moderation_site import (
    CONSENSUS_SECONDS, eventually, moderator, new_community, new_post, new_user)

SECTIONS = ["activity", "classification", "consensus", "top_reviewers"]


def numbers(community) -> dict:
    answer = community.plugin.dashboard()
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_D4_check14_a_new_forum_has_all_four_sections(community):
    told = numbers(community)
    for section in SECTIONS:
        assert section in told
    for section in SECTIONS[:3]:
        assert isinstance(told[section], dict)
        # The plugin prints values as they are.
        assert all(isinstance(value, int | float | str | None) for value in told[section].values())
    assert told["top_reviewers"] == []
    assert {
        "posts_scanned", "auto_hidden", "sent_to_review", "flags_routed", "votes_cast",
        "active_reviewers", "open_items", "staff_overrides"} <= set(told["activity"])
    assert {
        "decided", "helpful", "not_helpful", "confirmed", "overturned", "overturn_rate",
        "median_hours_to_consensus", "open_over_72h"} <= set(told["consensus"])


def test_D4_numbers_count_what_happened(community):
    plugin = community.plugin
    plugin.submit(new_post(words.CLEAN))
    plugin.submit(new_post(words.CLEAN))
    shown = plugin.submit(new_post(words.doubtful()))
    hidden = plugin.submit(new_post(words.clearly_harmful()))
    plugin.submit(new_post(words.rude()))
    community.flagged()
    people = community.vote_by_strangers(shown.note, "HELPFUL")
    community.decided(shown.request)
    plugin.disagree(hidden.note, moderator())

    def counted() -> None:
        told = numbers(community)
        activity, consensus = told["activity"], told["consensus"]
        assert activity["auto_hidden"] == 1
        assert activity["flags_routed"] == 1
        assert activity["votes_cast"] == len(people)
        assert activity["active_reviewers"] == len(people)
        assert activity["open_items"] == 2
        assert activity["staff_overrides"] == 1
        assert activity["posts_scanned"] >= 5
        assert told["classification"]["spam"] == 2
        assert told["classification"]["harassment"] == 1
        assert consensus["helpful"] == 1
        assert consensus["open_over_72h"] == 0

    eventually(counted, 10)


def test_D5_reviewers_are_listed_by_their_votes(community):
    busy, idle = new_user(), new_user()
    items = [community.flagged() for _ in range(3)]
    for _, _, note in items:
        assert community.plugin.vote(note, "HELPFUL", busy).status_code == 201
    assert community.plugin.vote(items[0][2], "HELPFUL", idle).status_code == 201

    def listed() -> None:
        rows = numbers(community)["top_reviewers"]
        assert [(row["username"], row["review_count"]) for row in rows] == [
            (busy.username, 3), (idle.username, 1)]
        # Too few of what they voted on is decided.
        assert [row["accuracy"] for row in rows] == [None, None]

    eventually(listed, 10)


def test_D5_how_often_a_reviewer_was_right(community):
    reviewer = new_user()
    for number in range(6):
        _, request, note = community.flagged()
        level = "HELPFUL" if number < 3 else "NOT_HELPFUL"
        assert community.plugin.vote(note, level, reviewer).status_code == 201
        community.plugin.agree(note, new_user(admin=True))

    def right() -> None:
        [row] = numbers(community)["top_reviewers"]
        assert (row["username"], row["review_count"]) == (reviewer.username, 6)
        assert row["accuracy"] == 0.5

    eventually(right, CONSENSUS_SECONDS)


def test_numbers_are_of_one_forum(community):
    other = new_community()
    other.flagged()
    assert numbers(community)["activity"]["open_items"] == 0
