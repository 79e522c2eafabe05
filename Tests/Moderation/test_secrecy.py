"""No sequence of calls by a member who is not staff reveals anything from which a hidden tally could be
computed: not by what is told, nor how many, in which order, or by which error.

How long an answer takes is not looked at.
"""

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as draw

from moderation_site import LEAST_VOTES, new_user
from plugin_client import User
from twin_communities import Item, Twins

LEVELS = ["HELPFUL", "SOMEWHAT_HELPFUL", "NOT_HELPFUL"]
PREFIX = draw.sampled_from(["{public}", "{internal}"])

# A member's own vote is one more, and nothing may be decided by it.
votes = draw.lists(
    draw.sampled_from([*LEVELS, None]), min_size=LEAST_VOTES - 2, max_size=LEAST_VOTES - 2)


def read(path: str, **query: str) -> tuple[str, str, dict, object]:
    return "GET", path, query, None


def resource(kind: str, **attributes: object) -> dict:
    return {"data": {"type": kind, "attributes": attributes}}


IN_COMMUNITY = {"filter[community_server_id]": "{community}"}

READS = [
    read("{prefix}/requests", **IN_COMMUNITY),
    *[read("{prefix}/requests", **IN_COMMUNITY | more) for more in (
        {"filter[status]": "COMPLETED"}, {"filter[status]": "IN_PROGRESS"}, {"filter[status]": "PENDING"},
        {"status": "decided", "since": "2020-01-01T00:00:00Z"}, {"filter[escalated]": "true"},
        {"filter[decided_at__gte]": "2020-01-01T00:00:00Z"}, {"page[size]": "1", "page[number]": "2"},
        {"filter[status]": "COMPLETED", "filter[requested_at__gte]": "2020-01-01T00:00:00Z"},
        {"filter[platform_message_id]": "{post}"}, {"sort": "-note_status"}, {"sort": "ratings_count"})],
    read("{prefix}/requests/{request}"),
    read("{prefix}/notes", **IN_COMMUNITY),
    *[read("{prefix}/notes", **IN_COMMUNITY | more) for more in (
        {"filter[request_id]": "{request}"}, {"filter[rater_id]": "{voter}"},
        {"filter[rater_id__not_in]": "{voter}"}, {"filter[status]": "NEEDS_MORE_RATINGS"},
        {"filter[status__neq]": "NEEDS_MORE_RATINGS"}, {"filter[status]": "CURRENTLY_RATED_HELPFUL"},
        {"filter[created_at__gte]": "2020-01-01T00:00:00Z"}, {"page[size]": "1"},
        {"sort": "-helpfulness_score"}, {"sort": "-updated_at"}, {"order": "ratings_count"})],
    read("{prefix}/notes/{note}"),
    read("{prefix}/notes/{note}/ratings"),
    read("{prefix}/notes/{note}/ratings", **{"page[size]": "1"}),
    read("{prefix}/notes/{note}/ratings", **{"page[size]": "1", "page[number]": "2"}),
    read("{prefix}/notes/{note}/ratings/stats"),
    read("{prefix}/moderation-actions", community_server_id="{community}", action_state="under_review"),
    *[read("{prefix}/moderation-actions", **IN_COMMUNITY | more) for more in (
        {"exclude_voted": "false"}, {"filter[action_state]": "under_review"},
        {"filter[action_state]": "dismissed"}, {"filter[request_id]": "{request}"},
        {"limit": "1"}, {"limit": "1", "offset": "1"}, {"sort": "score"}, {"include": "ratings"})],
    read("{prefix}/moderation-actions/{action}"),
    read("{prefix}/user-profiles/lookup", platform="discourse", platform_user_id="{voter_number}",
         provider_scope="{slug}"),
    read("{prefix}/community-servers/{community}"),
    read("{internal}/community-servers/{community}/scoring-analysis"),
    read("{internal}/community-servers/{community}/moderation-policy"),
    read("{internal}/monitored-channels", **{"filter[community_server_id]": "{slug}"}),
    read("{internal}/scoring/status"),
    read("{internal}/scoring/notes/{note}/score"),
    read("{internal}/scoring/notes/top", community_server_id="{community}"),
    read("/api/v1/webhooks/by-community/{slug}"),
    read("/api/v1/webhooks/stats/{slug}"),
]

WRITES = [
    *[("POST", "{prefix}/ratings", {}, resource("ratings", note_id="{note}", helpfulness_level=level))
      for level in LEVELS],
    ("POST", "{prefix}/ratings", {}, resource(
        "ratings", note_id="{note}", helpfulness_level="HELPFUL", rater_id="{voter}")),
    ("POST", "{prefix}/notes/{note}/force-publish", {}, {}),
    ("POST", "{prefix}/notes/{note}/dismiss", {}, {}),
    ("DELETE", "{prefix}/requests/{request}", {}, None),
    ("PATCH", "{prefix}/requests/{request}", {}, {"data": {"attributes": {"escalated": True}}}),
    ("DELETE", "{prefix}/notes/{note}", {}, None),
    ("PATCH", "{prefix}/notes/{note}", {}, {
        "data": {"type": "notes", "id": "{note}", "attributes": {"summary": "Another."}}}),
    ("PATCH", "{public}/moderation-actions/{action}", {}, {"action_state": "scan_exempt"}),
    ("POST", "{internal}/scoring/notes/batch-scores", {}, {"note_ids": ["{note}"]}),
]

decisions = draw.sampled_from([None, None, None, None, "agree", "disagree", "escalate", "ignore"])
calls = draw.tuples(PREFIX, draw.one_of(draw.sampled_from(READS), draw.sampled_from(WRITES)))
roles = draw.sampled_from([
    "newcomer", "member", "regular", "leader", "author", "flagger", "voter"])


@pytest.fixture(scope="module")
def twins() -> Twins:
    return Twins()


def viewer(role: str, item: Item) -> User:
    level = {"newcomer": 0, "member": 2, "regular": 3, "leader": 4}.get(role)
    if level is not None:
        return new_user(trust_level=level)
    # Somebody who voted knows their own vote: they are asked only where it is the same in both.
    return {"author": item.post.author, "flagger": item.flagger, "voter": item.voters[0]}[role]


@given(
    first=draw.tuples(votes, votes), second=draw.tuples(votes, votes),
    decisions=draw.tuples(decisions, decisions),
    role=roles, calls=draw.lists(draw.tuples(calls, draw.booleans()), min_size=1, max_size=8))
@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_R7_nothing_that_a_member_is_told_depends_on_a_hidden_vote(
    twins, first, second, decisions, role, calls
):
    if role == "voter":
        for one, other in (first, second):
            other[0] = one[0]
    items = [
        twins.open(votes, decision)
        for votes, decision in zip((first, second), decisions, strict=True)]
    person = viewer(role, items[0])
    for (prefix, (method, path, query, body)), of_second in calls:
        one, other = twins.look(
            method, path.replace("{prefix}", prefix), person, items[of_second], query, body)
        note(f"{role}: {method} {path} {query}")
        assert one == other, "a member can tell the two communities apart"


def test_every_read_is_compared_for_every_role(twins):
    """All calls once, so that none depends on being drawn."""
    nobody, everybody = [None] * 3, ["HELPFUL", "HELPFUL", "NOT_HELPFUL"]
    # What has more votes here has fewer there, so that an order by votes is another.
    items = [
        twins.open((nobody, everybody), None), twins.open((everybody, nobody), None),
        twins.open((everybody, nobody), "disagree")]
    told_apart = []
    for item in items[1:]:
        for role in ("newcomer", "member", "author", "flagger"):
            person = viewer(role, item)
            for prefix in ("{public}", "{internal}"):
                for method, path, query, _ in READS:
                    one, other = twins.look(method, path.replace("{prefix}", prefix), person, item, query)
                    if one != other:
                        told_apart.append((role, path, query, one, other))
    assert told_apart == []


@pytest.mark.parametrize("role", ["member", "author"])
def test_every_write_is_compared(twins, role):
    """Whether something is refused may not depend on how many others voted, nor how."""
    told_apart = []
    for method, path, query, body in WRITES:
        item = twins.open((["HELPFUL", "HELPFUL", "NOT_HELPFUL"], [None] * 3), None)
        person = viewer(role, item)
        for _ in range(2):
            one, other = twins.look(
                method, path.replace("{prefix}", "{public}"), person, item, query, body)
            if one != other:
                told_apart.append((path, body, one, other))
    assert told_apart == []


def test_the_comparison_sees_what_staff_may_see(twins):
    """A comparison that finds nothing anywhere would prove nothing."""
    item = twins.open((["HELPFUL"] * 3, ["NOT_HELPFUL", None, None]), None)
    staff = new_user(moderator=True)
    for path in (
        "{public}/notes/{note}", "{public}/notes/{note}/ratings", "{public}/notes/{note}/ratings/stats",
    ):
        one, other = twins.look("GET", path, staff, item)
        assert one.status == other.status == 200
        assert one != other, path
