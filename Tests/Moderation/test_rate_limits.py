"""How often may be asked (contract 4.8; acceptance E6)."""

import concurrent.futures

from moderation_site import new_user
from plugin_client import PUBLIC

OF_A_PERSON, VOTES_OF_A_PERSON = 120, 30


def refused(answer) -> None:
    assert int(answer.headers["Retry-After"]) >= 1
    body = answer.json()
    assert body["detail"] == "Rate limit exceeded"
    assert body["error"] == "rate_limit_exceeded"


def test_E6_a_person_who_asks_without_end_is_slowed_down_and_others_are_not(community):
    person, other = new_user(), new_user()

    def ask(_: int):
        return community.plugin.call("GET", f"{PUBLIC}/moderation-actions", person, retry=False)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(OF_A_PERSON + 40)))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {200, 429}
    # A bucket refills while it is emptied.
    assert OF_A_PERSON - 5 <= statuses.count(200) <= OF_A_PERSON + 35
    refused(next(answer for answer in answers if answer.status_code == 429))
    assert community.plugin.call(
        "GET", f"{PUBLIC}/moderation-actions", other, retry=False).status_code == 200


def test_E6_votes_are_limited_more_than_reading(community):
    notes = [community.flagged()[2] for _ in range(VOTES_OF_A_PERSON + 12)]
    voter = new_user()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(
            lambda note: community.plugin.vote(note, "HELPFUL", voter, retry=False), notes))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {201, 429}
    assert statuses.count(201) >= VOTES_OF_A_PERSON
    refused(next(answer for answer in answers if answer.status_code == 429))
    assert len(community.plugin.reviews(voter)) == statuses.count(429)


def test_E6_a_forum_as_a_whole_is_not_held_to_the_pace_of_one_person(community):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(
            lambda _: community.plugin.call(
                "GET", f"{PUBLIC}/requests", new_user(), retry=False).status_code, range(180)))
    assert set(statuses) == {200}
