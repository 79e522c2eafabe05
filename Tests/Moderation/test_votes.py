"""One vote each, for good (moderation 5 and 6, contract 7.14; acceptance R2 to R4, I1 to I5, check 3)."""

import concurrent.futures
import time
import uuid

import pytest

from moderation_site import new_community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC

SAFE_RETRY_SECONDS = 15


def profile(community, user) -> dict:
    answer = community.plugin.succeed("GET", f"{PUBLIC}/user-profiles/lookup", query={
        "platform": "discourse", "platform_user_id": user.id,
        "provider_scope": community.plugin.slug}).json()["data"]
    return answer["attributes"] | {"id": answer["id"]}


@pytest.mark.parametrize("level", ["HELPFUL", "SOMEWHAT_HELPFUL", "NOT_HELPFUL"])
def test_R2_R3_check3_a_vote_is_stored_with_the_voters_own_profile(community, level):
    _, _, note = community.flagged()
    voter = new_user()
    answer = community.plugin.vote(note, level, voter)
    assert answer.status_code == 201
    stored = answer.json()["data"]
    assert stored["type"] == "ratings"
    assert stored["attributes"]["note_id"] == note
    assert stored["attributes"]["helpfulness_level"] == level
    assert stored["attributes"]["rater_id"] == profile(community, voter)["id"]
    assert community.ratings(note, voter) == [stored["attributes"]]


def test_I1_I2_people_have_one_profile_each(community):
    _, _, first = community.flagged()
    _, _, second = community.flagged()
    one, other = new_user(), new_user()
    raters = {
        user: [
            community.plugin.vote(note, "HELPFUL", user).json()["data"]["attributes"]["rater_id"]
            for note in (first, second)]
        for user in (one, other)}
    assert len(set(raters[one])) == len(set(raters[other])) == 1
    assert raters[one] != raters[other]


def test_I3_the_same_number_at_another_forum_is_another_person():
    user = new_user()
    raters = set()
    for community in (new_community(), new_community()):
        _, _, note = community.flagged()
        answer = community.plugin.vote(note, "HELPFUL", user)
        raters.add(answer.json()["data"]["attributes"]["rater_id"])
    assert len(raters) == 2


@pytest.mark.parametrize("facts", [
    {"trust_level": 2}, {"trust_level": 4}, {"trust_level": 3, "moderator": True},
    {"trust_level": 1, "admin": True}])
def test_I4_I5_trust_level_and_staff_are_known_of_a_voter(community, facts):
    _, _, note = community.flagged()
    voter = new_user(**facts)
    assert community.plugin.vote(note, "HELPFUL", voter).status_code == 201
    known = profile(community, voter)
    assert known["display_name"] == voter.username
    assert known["trust_level"] == voter.trust_level
    assert (known["admin"], known["moderator"]) == (voter.admin, voter.moderator)


def test_I4_a_new_level_is_known_from_the_next_call(community):
    voter = new_user(trust_level=2)
    community.plugin.reviews(voter)
    community.plugin.reviews(voter.but(trust_level=3, username="renamed"))
    assert profile(community, voter)["trust_level"] == 3
    assert profile(community, voter)["display_name"] == "renamed"


def test_R4_check3_a_second_vote_is_refused_and_the_first_stays(community):
    _, _, note = community.flagged()
    voter = new_user()
    assert community.plugin.vote(note, "HELPFUL", voter).status_code == 201
    for level in ("NOT_HELPFUL", "SOMEWHAT_HELPFUL"):
        assert community.plugin.vote(note, level, voter).status_code == 409
    assert [each["helpfulness_level"] for each in community.ratings(note)] == ["HELPFUL"]


def test_R4_a_vote_that_is_repeated_at_once_is_the_stored_one_and_refused_later(community):
    _, _, note = community.flagged()
    voter = new_user()
    first = community.plugin.vote(note, "HELPFUL", voter)
    again = community.plugin.vote(note, "HELPFUL", voter)
    assert again.status_code == 201
    assert again.json()["data"] == first.json()["data"]
    time.sleep(SAFE_RETRY_SECONDS + 1)
    assert community.plugin.vote(note, "HELPFUL", voter).status_code == 409
    assert len(community.ratings(note)) == 1


def test_R4_votes_of_one_person_at_once_are_one_vote(community):
    _, _, note = community.flagged()
    voter = new_user()
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(
            lambda level: community.plugin.vote(note, level, voter).status_code,
            ["HELPFUL", "NOT_HELPFUL", "SOMEWHAT_HELPFUL"] * 2))
    assert set(answers) <= {201, 409}
    assert len(community.ratings(note)) == 1


def test_a_vote_can_not_be_changed_by_its_id(community):
    _, _, note = community.flagged()
    voter = new_user()
    rating = community.plugin.vote(note, "HELPFUL", voter).json()["data"]["id"]
    for acting in (voter, new_user(admin=True), None):
        answer = community.plugin.call("PUT", f"{PUBLIC}/ratings/{rating}", acting, body={
            "data": {"type": "ratings", "id": rating,
                     "attributes": {"helpfulness_level": "NOT_HELPFUL"}}})
        assert answer.status_code == 409
    assert [each["helpfulness_level"] for each in community.ratings(note)] == ["HELPFUL"]


def test_check3_a_vote_needs_somebody_who_votes(community):
    _, _, note = community.flagged()
    assert community.plugin.vote(note, "HELPFUL", None).status_code == 422
    assert community.ratings(note) == []


def test_a_vote_for_somebody_else_is_refused(community):
    _, _, note = community.flagged()
    voter, other = new_user(), new_user()
    community.plugin.reviews(other)
    body = {"data": {"type": "ratings", "attributes": {
        "note_id": note, "helpfulness_level": "HELPFUL",
        "rater_id": profile(community, other)["id"]}}}
    assert community.plugin.call(
        "POST", f"{PUBLIC}/ratings", voter, body=body).status_code == 403
    own = body["data"]["attributes"] | {"rater_id": profile(community, voter)["id"]}
    assert community.plugin.call("POST", f"{PUBLIC}/ratings", voter, body={
        "data": {"type": "ratings", "attributes": own}}).status_code == 201


@pytest.mark.parametrize("level", ["helpful", "Not_Helpful", "SOMEWHAT_helpful"])
def test_a_level_is_taken_in_any_case(community, level):
    _, _, note = community.flagged()
    answer = community.plugin.vote(note, level, new_user())
    assert answer.status_code == 201
    assert answer.json()["data"]["attributes"]["helpfulness_level"] == level.upper()


@pytest.mark.parametrize("attributes", [
    {"helpfulness_level": "VERY"}, {"helpfulness_level": None}, {"note_id": "no id"},
    {"note_id": None}, {"note_id": 7}, {"more": 1}])
def test_what_is_no_vote_is_refused(community, attributes):
    _, _, note = community.flagged()
    full = {"note_id": note, "helpfulness_level": "HELPFUL"} | attributes
    answer = community.plugin.call("POST", f"{PUBLIC}/ratings", new_user(), body={
        "data": {"type": "ratings", "attributes": full}})
    assert answer.status_code == 422
    assert community.ratings(note) == []


def test_an_unknown_note_is_not_found(community):
    assert community.plugin.vote(str(uuid.uuid4()), "HELPFUL", new_user()).status_code == 404


@pytest.mark.parametrize("close", ["agree", "disagree"])
def test_a_closed_item_takes_no_votes(community, close):
    _, _, note = community.flagged()
    getattr(community.plugin, close)(note, new_user(admin=True))
    assert community.plugin.vote(note, "HELPFUL", new_user()).status_code == 409
    assert community.ratings(note) == []


def test_staff_may_vote_and_decide(community):
    _, _, note = community.flagged()
    staff = new_user(moderator=True)
    assert community.plugin.vote(note, "NOT_HELPFUL", staff).status_code == 201
    assert community.plugin.agree(note, staff).status_code == 200
    assert [each["helpfulness_level"] for each in community.ratings(note)] == ["NOT_HELPFUL"]


def test_the_answer_to_a_vote_tells_of_nothing_but_the_vote(community):
    _, _, note = community.flagged()
    community.vote_by_strangers(note, "HELPFUL", 3)
    told = community.plugin.vote(note, "NOT_HELPFUL", new_user()).json()["data"]["attributes"]
    assert set(told) == {"note_id", "rater_id", "helpfulness_level", "created_at", "updated_at"}


def test_a_note_of_a_member_stays_changeable(community):
    """Ordinary notes go by other rules than reviews (moderation 6)."""
    writer, rater = new_user(), new_user()
    post = new_post("Hello")
    request = community.plugin.submit(post).request
    made = community.plugin.call("POST", f"{INTERNAL}/notes", writer, body={
        "data": {"type": "notes", "attributes": {
            "summary": "The clip is from another event.", "request_id": request,
            "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
            "community_server_id": community.id}}})
    assert made.status_code == 201, made.text
    assert made.json()["data"]["attributes"]["note_kind"] == "note"
    note = made.json()["data"]["id"]
    for level in ("HELPFUL", "NOT_HELPFUL"):
        assert community.plugin.vote(note, level, rater).status_code == 201
    assert [each["helpfulness_level"] for each in community.ratings(note)] == ["NOT_HELPFUL"]
