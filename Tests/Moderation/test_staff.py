"""What staff decide (moderation 10, contract 7.4, 7.5, 7.12 and 7.13; acceptance S1 to S5, checks 6
and 7)."""

import time
import uuid

import pytest

import words
from moderation_site import UNDECIDED_SECONDS, Community, moderator, new_post, new_user
from plugin_client import PUBLIC, Submission

STAFF = {"admin": new_user(admin=True), "moderator": moderator()}


@pytest.fixture(params=["admin", "moderator"])
def staff(request):
    return STAFF[request.param]


def hidden(community: Community) -> Submission:
    answer = community.plugin.submit(new_post(words.clearly_harmful()))
    assert answer.instruction == "auto_hide"
    return answer


def test_S1_check7_agreeing_with_a_hidden_post_confirms_it(community, staff):
    item = hidden(community)
    answer = community.plugin.agree(item.note, staff)
    assert answer.status_code == 200
    told = answer.json()["data"]["attributes"]
    assert told["status"] == "CURRENTLY_RATED_HELPFUL"
    assert told["force_published"] is True and told["force_published_at"]
    assert community.action(item.action)["action_state"] == "confirmed"
    assert community.action(item.action)["confirmed_at"]
    request = community.request(item.request)
    assert (request["status"], request["decided_by"]) == ("COMPLETED", "staff")


def test_S1_agreeing_with_a_proposal_applies_it(community, staff):
    _, request, note = community.flagged()
    assert community.plugin.agree(note, staff).status_code == 200
    told = community.request(request)
    assert told["action_state"] == "applied"
    assert (told["status"], told["decided_by"]) == ("COMPLETED", "staff")
    assert told["note_status"] == "CURRENTLY_RATED_HELPFUL" and told["decided_at"]


def test_S2_S5_disagreeing_with_a_hidden_post_restores_and_exempts_it(community, staff):
    item = hidden(community)
    answer = community.plugin.disagree(item.note, staff)
    assert answer.status_code == 200
    assert answer.json()["data"]["attributes"]["status"] == "CURRENTLY_RATED_NOT_HELPFUL"
    assert answer.json()["data"]["attributes"]["force_published"] is True
    action = community.action(item.action)
    assert action["action_state"] in ("overturned", "scan_exempt")
    assert action["overturned_at"] and action["overturned_reason"] == "staff"
    assert community.request(item.request)["decided_by"] == "staff"


def test_S2_disagreeing_with_a_proposal_dismisses_it(community, staff):
    _, request, note = community.flagged()
    assert community.plugin.disagree(note, staff).status_code == 200
    told = community.request(request)
    assert told["action_state"] == "dismissed"
    assert (told["status"], told["decided_by"]) == ("COMPLETED", "staff")


def test_check7_decisions_take_no_body_too(community):
    for body in (None, {}, {"anything": 1}):
        _, _, note = community.flagged()
        assert community.plugin.call(
            "POST", f"{PUBLIC}/notes/{note}/dismiss", STAFF["admin"], body=body).status_code == 200


def test_check7_a_repeated_decision_changes_nothing(community, staff):
    for decide in (community.plugin.agree, community.plugin.disagree):
        _, request, note = community.flagged()
        first = decide(note, staff)
        before = community.request(request)
        again = decide(note, STAFF["admin"])
        assert again.status_code == 200
        assert again.json()["data"] == first.json()["data"]
        assert community.request(request) == before


def test_check7_staff_may_change_their_mind(community, staff):
    _, request, note = community.flagged()
    assert community.plugin.agree(note, staff).status_code == 200
    assert community.plugin.disagree(note, staff).status_code == 200
    assert community.request(request)["note_status"] == "CURRENTLY_RATED_NOT_HELPFUL"


def test_S3_check6_ignoring_closes_the_item_and_leaves_the_post(community, staff):
    _, request, note = community.flagged()
    action = community.request(request)["action_id"]
    answer = community.plugin.ignore(request, staff)
    assert answer.status_code == 204 and not answer.content
    assert community.plugin.call("GET", f"{PUBLIC}/requests/{request}").status_code == 404
    assert community.find("requests") == []
    for viewer in (new_user(), STAFF["admin"]):
        assert community.plugin.reviews(viewer) == []
    assert community.action(action)["action_state"] == "dismissed"
    assert community.plugin.vote(note, "HELPFUL", new_user()).status_code in (404, 409)


def test_S3_ignoring_again_is_no_error(community, staff):
    _, request, _ = community.flagged()
    for _ in range(3):
        assert community.plugin.ignore(request, staff).status_code == 204
    assert community.plugin.ignore(str(uuid.uuid4()), staff).status_code == 404


def test_S3_an_ignored_post_that_is_edited_is_judged_anew(community):
    post = new_post(words.doubtful())
    first = community.plugin.submit(post)
    community.plugin.ignore(first.request, STAFF["moderator"])
    edited = post.edited(words.CLEAN)
    again = community.plugin.send(community.plugin.post_attributes(edited), post.author)
    assert again.status_code == 201
    assert [row["content"] for row in community.find("requests", platform_message_id=post.id)] == [
        edited.text]


def test_S4_check6_escalating_takes_an_item_from_members(community, staff):
    _, request, note = community.flagged()
    voter = new_user()
    community.plugin.vote(note, "HELPFUL", voter)
    answer = community.plugin.escalate(request, staff)
    assert answer.status_code == 200, answer.text
    told = answer.json()["data"]["attributes"]
    assert told["escalated"] is True and told["review_group"] == "staff"
    assert community.plugin.reviews(new_user(trust_level=4)) == []
    assert [item["note_id"] for item in community.plugin.reviews(staff)] == [note]
    assert community.plugin.vote(note, "HELPFUL", new_user(trust_level=4)).status_code in (403, 404)
    assert [each["helpfulness_level"] for each in community.ratings(note, staff)] == ["HELPFUL"]
    assert [row["id"] for row in community.find("requests", escalated="true")] == [request]


def test_S4_escalating_again_is_no_error_and_can_be_taken_back(community, staff):
    _, request, note = community.flagged()
    for _ in range(2):
        assert community.plugin.escalate(request, staff).status_code == 200
    assert community.plugin.escalate(request, staff, escalated=False).status_code == 200
    assert community.request(request)["escalated"] is False
    assert [item["note_id"] for item in community.plugin.reviews(new_user())] == [note]


def test_S4_an_escalated_item_is_decided_by_staff_alone(community, staff):
    _, request, note = community.flagged()
    community.vote_by_strangers(note, "HELPFUL", 4)
    community.plugin.escalate(request, staff)
    assert community.plugin.vote(note, "HELPFUL", new_user(moderator=True)).status_code == 201
    # Five would decide it otherwise.
    time.sleep(UNDECIDED_SECONDS)
    assert community.request(request)["status"] == "IN_PROGRESS"
    assert community.plugin.disagree(note, staff).status_code == 200
    told = community.request(request)
    assert (told["status"], told["note_status"]) == ("COMPLETED", "CURRENTLY_RATED_NOT_HELPFUL")


def test_check6_the_reference_form_of_an_update_is_taken(community, staff):
    _, request, _ = community.flagged()
    body = {"data": {"type": "requests", "id": request, "attributes": {"escalated": True}}}
    path = f"{PUBLIC}/requests/{request}"
    assert community.plugin.call("PATCH", path, staff, body=body).status_code == 200
    body["data"]["id"] = str(uuid.uuid4())
    assert community.plugin.call("PATCH", path, staff, body=body).status_code == 409


@pytest.mark.parametrize("facts", [{"trust_level": 2}, {"trust_level": 4}])
def test_members_decide_nothing(community, facts):
    post, request, note = community.flagged()
    for person in (new_user(**facts), post.author):
        assert community.plugin.agree(note, person).status_code in (403, 404)
        assert community.plugin.disagree(note, person).status_code in (403, 404)
        assert community.plugin.ignore(request, person).status_code in (403, 404)
        assert community.plugin.escalate(request, person).status_code in (403, 404)
    assert community.request(request)["status"] == "IN_PROGRESS"
    assert community.request(request)["escalated"] is False


def test_what_staff_decided_is_not_voted_away(community):
    _, request, note = community.flagged()
    community.vote_by_strangers(note, "HELPFUL", 4)
    community.plugin.disagree(note, STAFF["moderator"])
    assert community.plugin.vote(note, "HELPFUL", new_user()).status_code == 409
    assert community.request(request)["note_status"] == "CURRENTLY_RATED_NOT_HELPFUL"


def test_a_review_note_is_neither_edited_nor_deleted(community):
    _, _, note = community.flagged()
    path = f"{PUBLIC}/notes/{note}"
    for person in (None, new_user(), STAFF["admin"]):
        assert community.plugin.call("DELETE", path, person).status_code == 403
        assert community.plugin.call("PATCH", path, person, body={"data": {
            "type": "notes", "id": note, "attributes": {"summary": "Another."}}}).status_code == 403


@pytest.mark.parametrize("state", ["confirmed", "overturned", "dismissed", "under_review"])
def test_an_adapter_decides_nothing(community, state):
    item = hidden(community)
    answer = community.plugin.call(
        "PATCH", f"{PUBLIC}/moderation-actions/{item.action}", body={"action_state": state})
    assert answer.status_code == 403
    assert community.action(item.action)["action_state"] == "retro_review"


def test_an_adapter_acknowledges_what_it_did(community):
    item = hidden(community)
    answer = community.plugin.call(
        "PATCH", f"{PUBLIC}/moderation-actions/{item.action}",
        body={"action_state": "applied", "platform_action_id": "hide-1"})
    assert answer.status_code == 200, answer.text
    action = community.action(item.action)
    assert (action["action_state"], action["platform_action_id"]) == ("retro_review", "hide-1")


@pytest.mark.parametrize("by", ["id", "key"])
def test_an_acknowledgement_is_kept_with_the_action(community, by):
    post = new_post(words.clearly_harmful())
    item = community.plugin.submit(post)
    answer = community.plugin.call("POST", f"{PUBLIC}/moderation-actions", body={
        "request_id": item.request if by == "id" else f"discourse-post-{post.id}", "action": "hide",
        "applied_at": "2026-03-02T09:15:07Z"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["id"] == item.action
