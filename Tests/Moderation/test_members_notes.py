"""Notes that members of a platform write themselves, and ratings of them, which may change (contract
6.2, 7.6 to 7.17)."""

import uuid

import pytest

from moderation_site import CONSENSUS_SECONDS, eventually, moderator, new_community, new_user
from plugin_client import INTERNAL, PUBLIC
from test_votes import profile


def write(community, author, prefix: str = PUBLIC, **facts):
    attributes = {
        "summary": "The clip is from another event.",
        "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
        "community_server_id": community.id} | facts
    return community.plugin.call(
        "POST", f"{prefix}/notes", author, body={"data": {"type": "notes", "attributes": attributes}})


def written(community, author, **facts) -> dict:
    answer = write(community, author, **facts)
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    return data["attributes"] | {"id": data["id"]}


def change(community, note: str, acting, **facts):
    return community.plugin.call(
        "PATCH", f"{PUBLIC}/notes/{note}", acting,
        body={"data": {"type": "notes", "id": note, "attributes": facts}})


def notes(community, acting=None, **query) -> list[dict]:
    found = community.plugin.succeed("GET", f"{PUBLIC}/notes", acting, query={
        "filter[community_server_id]": community.id} | query)
    return found.json()["data"]


@pytest.mark.parametrize("prefix", [PUBLIC, INTERNAL])
def test_a_note_is_its_authors_own_and_of_the_ordinary_kind(community, prefix):
    author = new_user()
    answer = write(community, author, prefix)
    assert answer.status_code == 201
    note = answer.json()["data"]
    assert note["attributes"]["note_kind"] == "note"
    assert note["attributes"]["author_id"] == profile(community, author)["id"]
    assert note["attributes"]["status"] == "NEEDS_MORE_RATINGS"
    assert note["attributes"]["ratings_count"] == 0 and not note["attributes"]["ai_generated"]
    read = community.plugin.succeed("GET", f"{prefix}/notes/{note['id']}").json()["data"]
    assert read["attributes"] == note["attributes"]


def test_nobody_writes_in_the_name_of_another(community):
    other = profile(community, new_user())["id"]
    assert write(community, new_user(), author_id=other).status_code == 403


def test_a_call_for_nobody_names_the_author(community):
    author = profile(community, new_user())["id"]
    assert write(community, None).status_code == 422
    assert write(community, None, author_id=author).status_code == 201
    assert write(community, None, author_id=str(uuid.uuid4())).status_code == 404


@pytest.mark.parametrize("facts", [
    {"summary": ""}, {"summary": None}, {"classification": "SATIRE"}, {"community_server_id": "x"},
    {"more": 1}])
def test_what_is_no_note_is_refused(community, facts):
    assert write(community, new_user(), **facts).status_code == 422


def test_a_request_has_one_note_of_each_author(community):
    _, request, _ = community.flagged()
    author = new_user()
    assert write(community, author, request_id=request).status_code == 201
    assert write(community, author, request_id=request).status_code == 409
    assert write(community, new_user(), request_id=request).status_code == 201


def test_a_note_on_a_request_of_nobody_or_of_others_is_refused(community):
    _, foreign, _ = new_community().flagged()
    assert write(community, new_user(), request_id=str(uuid.uuid4())).status_code == 404
    assert write(community, new_user(), request_id=foreign).status_code == 404


def test_a_rating_replaces_the_raters_own(community):
    note = written(community, new_user())["id"]
    rater = new_user()
    first = community.plugin.vote(note, "HELPFUL", rater)
    second = community.plugin.vote(note, "NOT_HELPFUL", rater)
    assert first.status_code == second.status_code == 201
    assert first.json()["data"]["id"] == second.json()["data"]["id"]
    rating = second.json()["data"]
    third = community.plugin.call("PUT", f"{PUBLIC}/ratings/{rating['id']}", rater, body={
        "data": {"type": "ratings", "id": rating["id"],
                 "attributes": {"helpfulness_level": "somewhat_helpful"}}})
    assert third.status_code == 200
    ratings = community.plugin.succeed("GET", f"{PUBLIC}/notes/{note}/ratings").json()["data"]
    assert [rating["attributes"]["helpfulness_level"] for rating in ratings] == ["SOMEWHAT_HELPFUL"]
    stats = community.plugin.succeed("GET", f"{PUBLIC}/notes/{note}/ratings/stats").json()["data"]
    assert stats["attributes"]["total"] == stats["attributes"]["somewhat_helpful"] == 1


def test_nobody_changes_the_rating_of_another(community):
    note = written(community, new_user())["id"]
    rating = community.plugin.vote(note, "HELPFUL", new_user()).json()["data"]["id"]
    answer = community.plugin.call("PUT", f"{PUBLIC}/ratings/{rating}", new_user(), body={
        "data": {"type": "ratings", "id": rating,
                 "attributes": {"helpfulness_level": "NOT_HELPFUL"}}})
    assert answer.status_code == 403


def test_nobody_rates_their_own_note(community):
    author = new_user()
    assert community.plugin.vote(written(community, author)["id"], "HELPFUL", author).status_code == 403


def test_agreement_of_people_without_a_history_gives_a_status_and_dissent_takes_it_back(community):
    note = written(community, new_user())["id"]
    raters = [new_user() for _ in range(6)]

    def becomes(status: str) -> None:
        def is_so() -> None:
            found = community.plugin.succeed("GET", f"{PUBLIC}/notes/{note}").json()["data"]
            assert found["attributes"]["status"] == status

        eventually(is_so, CONSENSUS_SECONDS)

    for rater in raters:
        assert community.plugin.vote(note, "HELPFUL", rater).status_code == 201
    becomes("CURRENTLY_RATED_HELPFUL")
    for rater in raters[:3]:
        assert community.plugin.vote(note, "NOT_HELPFUL", rater).status_code == 201
    becomes("NEEDS_MORE_RATINGS")


def test_staff_decide_and_ratings_change_nothing_then(community):
    note = written(community, new_user())["id"]
    assert community.plugin.call(
        "POST", f"{PUBLIC}/notes/{note}/dismiss", new_user(), body={}).status_code == 403
    decided = community.plugin.call("POST", f"{PUBLIC}/notes/{note}/dismiss", moderator(), body={})
    assert decided.status_code == 200
    attributes = decided.json()["data"]["attributes"]
    assert attributes["status"] == "CURRENTLY_RATED_NOT_HELPFUL" and attributes["force_published"]


def test_the_author_and_staff_change_and_delete_it(community):
    author = new_user()
    note = written(community, author)["id"]
    assert change(community, note, new_user(), summary="Else").status_code == 403
    changed = change(community, note, author, summary="The clip is of 2019.")
    assert changed.status_code == 200
    assert changed.json()["data"]["attributes"]["summary"] == "The clip is of 2019."
    assert change(community, note, moderator(), classification="NOT_MISLEADING").status_code == 200
    path = f"{PUBLIC}/notes/{note}"
    assert community.plugin.call("DELETE", path, new_user()).status_code == 403
    assert community.plugin.call("DELETE", path, author).status_code == 204
    assert community.plugin.call("GET", path).status_code == 404
    assert note not in [found["id"] for found in notes(community)]


def test_notes_of_a_review_are_neither_changed_nor_deleted(community):
    _, _, note = community.flagged()
    assert change(community, note, moderator(), summary="Else").status_code == 403
    assert community.plugin.call("DELETE", f"{PUBLIC}/notes/{note}", moderator()).status_code == 403


def test_lists_hold_both_kinds_and_find_by_author_and_by_rater(community):
    _, _, review = community.flagged()
    author, rater = new_user(), new_user()
    mine, others = written(community, author)["id"], written(community, new_user())["id"]
    community.plugin.vote(mine, "HELPFUL", rater)
    community.plugin.vote(review, "HELPFUL", rater)
    own = profile(community, rater)["id"]

    def found(acting=None, **query) -> set[str]:
        return {note["id"] for note in notes(community, acting, **query)}

    assert found() == {review, mine, others}
    assert found(**{"filter[author_id]": profile(community, author)["id"]}) == {mine}
    assert found(**{"filter[rater_id]": own}) == {mine, review}
    assert found(rater, **{"filter[rater_id]": own}) == {mine, review}
    assert found(**{"filter[rater_id__not_in]": own}) == {others}
    assert found(**{"filter[classification]": "NOT_MISLEADING"}) == set()


def test_a_member_finds_out_by_no_filter_who_voted(community):
    _, _, review = community.flagged()
    voter, curious = new_user(), new_user()
    community.plugin.vote(review, "HELPFUL", voter)
    other = profile(community, voter)["id"]
    assert notes(community, curious, **{"filter[rater_id]": other}) == []
    assert [note["id"] for note in notes(
        community, curious, **{"filter[rater_id__not_in]": other})] == [review]


def test_raters_that_are_no_ids_are_refused(community):
    answer = community.plugin.call(
        "GET", f"{PUBLIC}/notes", query={"filter[rater_id__not_in]": "somebody"})
    assert answer.status_code == 400


def test_health_is_told_as_programs_read_it(community):
    answer = community.plugin.call("GET", "/health")
    told = answer.json()
    assert answer.status_code == 200 and told["status"] == "healthy"
    assert {"timestamp", "version", "environment", "components", "uptime_seconds"} <= told.keys()
    assert told["components"]["database"]["status"] == "healthy"
