"""Who sees what of votes and scores (moderation 7, contract 5.6; acceptance R7, R10, C6, check 16).

Whether anything else gives them away is for test_secrecy.py to find out.
"""

import pytest
import requests

import words
from moderation_site import SITE, Community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, User

TRIO = {"score", "scoring_status", "current_rating"}


@pytest.fixture
def voted(community: Community) -> tuple[str, str, str, list[User]]:
    """An open item with three votes: request, note, action, voters."""
    answer = community.plugin.submit(new_post(words.clearly_harmful()))
    voters = [new_user() for _ in range(3)]
    for voter, level in zip(voters, ["HELPFUL", "HELPFUL", "NOT_HELPFUL"], strict=True):
        assert community.plugin.vote(answer.note, level, voter).status_code == 201
    return answer.request, answer.note, answer.action, voters


@pytest.mark.parametrize("decided", [False, True])
def test_R7_check16_members_see_no_tally(community, voted, decided):
    request, note, action, voters = voted
    if decided:
        community.plugin.disagree(note, new_user(admin=True))
    for viewer in (new_user(), voters[0], new_user(trust_level=4)):
        told = community.note(note, viewer)
        assert (told["helpfulness_score"], told["ratings_count"]) == (0, 0)
        assert told["status"] == ("CURRENTLY_RATED_NOT_HELPFUL" if decided else "NEEDS_MORE_RATINGS")
        assert not TRIO & {name for name, value in told.items() if value is not None}
        item = community.action(action, viewer)
        assert item["classifier_evidence"]["scores"] == {}
        assert not item["classifier_evidence"].get("metadata")
        assert item["classifier_evidence"]["labels"]
        assert not TRIO & {name for name, value in item.items() if value is not None}
        assert set(community.statistics(note, viewer).values()) == {0}
        own = [rating["helpfulness_level"] for rating in community.ratings(note, viewer)]
        assert own == (["HELPFUL"] if viewer == voters[0] else [])
        if not decided:
            assert community.request(request, viewer)["note_status"] == "NEEDS_MORE_RATINGS"


def test_R7_members_see_no_tally_in_lists(community, voted):
    viewer = new_user()
    [note] = community.find("notes", viewer)
    assert (note["helpfulness_score"], note["ratings_count"]) == (0, 0)
    [item] = community.find("moderation-actions", viewer)
    assert item["classifier_evidence"]["scores"] == {}
    assert "note_status" not in item or item["note_status"] in (None, "NEEDS_MORE_RATINGS")
    [page] = community.plugin.reviews(viewer)
    assert not TRIO & {name for name, value in page.items() if value is not None}


@pytest.mark.parametrize("facts", [{"moderator": True}, {"admin": True}])
@pytest.mark.parametrize("decided", [False, True])
def test_R10_C6_staff_see_votes_labels_and_scores(community, voted, facts, decided):
    _, note, action, voters = voted
    if decided:
        community.plugin.disagree(note, new_user(admin=True))
    staff = new_user(trust_level=0, **facts)
    told = community.note(note, staff)
    assert told["ratings_count"] == 3
    assert told["scoring_status"] in ("provisional", "standard")
    assert 0 <= told["score"] <= 1
    assert told["current_rating"] == told["status"]
    item = community.action(action, staff)
    assert item["classifier_evidence"]["labels"] == {"spam": True}
    assert item["classifier_evidence"]["scores"]["spam"] >= 0.9
    assert item["classifier_evidence"]["metadata"]["explanation"]
    statistics = community.statistics(note, staff)
    assert statistics == {
        "total": 3, "helpful": 2, "somewhat_helpful": 0, "not_helpful": 1,
        "average_score": pytest.approx(7 / 3, abs=0.01)}
    assert sorted(each["helpfulness_level"] for each in community.ratings(note, staff)) == [
        "HELPFUL", "HELPFUL", "NOT_HELPFUL"]


def test_staff_see_an_item_without_votes_as_one(community):
    answer = community.plugin.submit(new_post(words.doubtful()))
    told = community.note(answer.note, new_user(moderator=True))
    assert (told["ratings_count"], told["scoring_status"]) == (0, "no_data")
    assert community.statistics(answer.note, new_user(moderator=True))["average_score"] == 0


def test_a_program_of_the_forum_itself_sees_everything(community, voted):
    _, note, action, _ = voted
    assert community.note(note)["ratings_count"] == 3
    assert community.action(action)["classifier_evidence"]["scores"]
    assert community.statistics(note)["total"] == 3


@pytest.mark.parametrize("member", ["scoring-analysis", "moderation-policy"])
def test_what_administrators_read_is_not_for_members(community, voted, member):
    path = f"{INTERNAL}/community-servers/{community.id}/{member}"
    assert community.plugin.call("GET", path, new_user(trust_level=4)).status_code == 403


def test_deliveries_of_webhooks_are_not_for_members(community, voted):
    hook = community.add_webhook("https://hooks.example.org/receive").json()["id"]
    path = f"/api/v1/webhooks/{hook}/deliveries"
    assert community.plugin.call("GET", path, new_user(trust_level=4)).status_code == 403
    assert community.plugin.call("GET", path).status_code == 200


@pytest.mark.parametrize("path", [
    "/", "/data", "/api/v1/posts", "/api/v1/notes", "/api/v1/openapi.json", "/health", "/community-reviews"])
def test_nothing_public_knows_of_a_vote(community, voted, path):
    request, note, action, voters = voted
    text = requests.get(f"{SITE.address}{path}", timeout=30).text
    for secret in (note, action, request, *(voter.username for voter in voters)):
        assert secret not in text


@pytest.mark.parametrize("prefix", [PUBLIC, INTERNAL])
@pytest.mark.parametrize("path", ["notes/{note}/ratings", "notes/{note}/ratings/stats"])
def test_nobody_without_a_key_reads_votes(community, voted, prefix, path):
    address = f"{SITE.address}{prefix}/{path.format(note=voted[1])}"
    assert requests.get(address, timeout=30).status_code == 401
