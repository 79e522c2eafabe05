"""Posts that are submitted, edited and submitted again (contract 7.1, moderation 2; acceptance C1 to C5,
checks 1, 2, 15 and 18)."""

import pytest
import requests

import words
from moderation_site import Community, new_community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, Plugin

SYSTEM = "-1"


def attributes(answer: requests.Response) -> dict:
    return answer.json()["data"]["attributes"]


def found(community: Community, post: str) -> list[dict]:
    return community.find("requests", platform_message_id=post)


def test_C1_a_new_post_is_a_request(community):
    community.plugin.submit(new_post("Another one."))
    post = new_post(words.CLEAN)
    answer = community.plugin.send(community.plugin.post_attributes(post), post.author)
    assert answer.status_code == 201
    sent = community.plugin.post_attributes(post)
    for name in ("request_id", "requested_by", "platform_message_id", "platform_channel_id", "metadata"):
        assert attributes(answer)[name] == sent[name]
    assert attributes(answer)["content"] == post.text
    assert attributes(answer)["community_server_id"] == community.id
    assert [each["id"] for each in found(community, post.id)] == [answer.json()["data"]["id"]]
    assert community.plugin.call("GET", f"{PUBLIC}/requests", query={
        "filter[platform_message_id]": post.id}).json()["meta"]["count"] == 1


def test_C1_a_clean_post_asks_for_nothing(community):
    post = new_post(words.CLEAN)
    answer = community.plugin.submit(post)
    assert (answer.instruction, answer.note, answer.action) == (None, None, None)
    assert community.request(answer.request)["status"] == "PENDING"


def test_C4_check1_a_doubtful_post_is_reviewed_and_stays(community):
    post = new_post(words.doubtful())
    answer = community.plugin.submit(post)
    assert answer.instruction == "community_review"
    assert answer.note
    request = community.request(answer.request)
    assert request["status"] == "IN_PROGRESS"
    assert request["action_tier"] == "tier_2_consensus"
    assert request["action_state"] == "under_review"
    assert request["labels"] == ["spam"]
    shown = community.plugin.reviews(new_user())
    assert [item["note_id"] for item in shown] == [answer.note]


def test_C5_M1_check1_a_clearly_harmful_post_is_hidden_at_once(community):
    post = new_post(words.clearly_harmful())
    answer = community.plugin.submit(post)
    assert answer.instruction == "auto_hide"
    assert answer.note and answer.action
    action = community.action(answer.action)
    assert action["action_tier"] == "tier_1_immediate"
    assert action["action_state"] == "retro_review"
    assert action["action_type"] == "hide"
    assert action["applied_at"] and not action["confirmed_at"] and not action["overturned_at"]
    assert action["note_id"] == answer.note
    assert action["request_id"] == answer.request


def test_the_review_note_says_what_is_asked_and_nothing_else(community):
    answer = community.plugin.submit(new_post(words.clearly_harmful()))
    note = community.note(answer.note)
    assert note["note_kind"] == "moderation_review"
    assert note["status"] == "NEEDS_MORE_RATINGS"
    assert note["ai_generated"] is True and note["force_published"] is False
    assert note["classification"] == "MISINFORMED_OR_POTENTIALLY_MISLEADING"
    assert note["request_id"] == answer.request
    assert "spam" in note["summary"]
    assert not any(letter.isdigit() for letter in note["summary"])


def test_C2_check2_an_edit_is_the_same_request_with_the_new_text(community):
    post = new_post(words.CLEAN)
    first = community.plugin.submit(post)
    edited = post.edited("The library opens at ten on weekdays.")
    again = community.plugin.send(community.plugin.post_attributes(edited), post.author)
    assert again.status_code == 200
    assert again.json()["data"]["id"] == first.request
    assert attributes(again)["content"] == edited.text
    assert [each["content"] for each in found(community, post.id)] == [edited.text]


@pytest.mark.parametrize("text, instruction", [
    (words.doubtful, "community_review"), (words.clearly_harmful, "auto_hide")])
def test_C2_check2_an_edit_is_judged_anew(community, text, instruction):
    post = new_post(words.CLEAN)
    community.plugin.submit(post)
    edited = community.plugin.submit(post.edited(text()))
    assert edited.instruction == instruction
    assert edited.note


@pytest.mark.parametrize("text", [words.doubtful, words.clearly_harmful, lambda: words.CLEAN])
def test_check2_the_same_submission_has_the_same_answer(community, text):
    post = new_post(text())
    first = community.plugin.send(community.plugin.post_attributes(post), post.author)
    assert first.status_code == 201
    for _ in range(2):
        again = community.plugin.send(community.plugin.post_attributes(post), post.author)
        assert again.status_code == 200
        assert again.json()["data"] == first.json()["data"]
    assert len(community.find("moderation-actions")) == (1 if attributes(first)["action_id"] else 0)


@pytest.mark.parametrize("first, second", [
    (words.doubtful, lambda: words.CLEAN), (words.doubtful, words.rude),
    (words.clearly_harmful, lambda: words.CLEAN), (words.clearly_harmful, words.doubtful)])
def test_check2_a_post_gets_one_row_whatever_its_author_does(community, first, second):
    post = new_post(first())
    opened = community.plugin.submit(post)
    edited = community.plugin.submit(post.edited(second()))
    assert edited.instruction is None
    assert edited.request == opened.request
    item = community.request(opened.request)
    assert item["status"] == "IN_PROGRESS" and item["note_id"] == opened.note


def test_an_item_under_review_that_becomes_clearly_harmful_keeps_its_note_and_loses_its_votes(community):
    post = new_post(words.doubtful())
    opened = community.plugin.submit(post)
    voter = new_user()
    assert community.plugin.vote(opened.note, "NOT_HELPFUL", voter).status_code == 201
    edited = community.plugin.submit(post.edited(words.clearly_harmful()))
    assert edited.instruction is None
    request = community.request(opened.request)
    assert request["note_id"] == opened.note
    assert request["action_tier"] == "tier_1_immediate"
    assert request["action_state"] == "retro_review"
    assert community.ratings(opened.note) == []
    assert community.plugin.vote(opened.note, "HELPFUL", voter).status_code == 201


@pytest.mark.parametrize("author", ["-1", "-5"])
def test_check15_notices_of_the_system_are_never_judged(community, author):
    post = new_post(words.clearly_harmful(), author=new_user(id=author, username="system"))
    answer = community.plugin.submit(post)
    assert (answer.instruction, answer.note, answer.action) == (None, None, None)
    assert len(found(community, post.id)) == 1


@pytest.mark.parametrize("text", [lambda: words.CLEAN, words.doubtful, words.clearly_harmful])
def test_an_answer_never_says_an_instruction_where_the_plugin_looks_second(community, text):
    answer = community.plugin.submit(new_post(text()))
    assert community.request(answer.request)["recommended_action"] in (None, "hide_post")


@pytest.mark.parametrize("text", [words.doubtful, words.clearly_harmful])
def test_an_instruction_is_in_answers_to_submissions_alone(community, text):
    answer = community.plugin.submit(new_post(text()))
    assert community.request(answer.request)["moderation_action"] is None
    assert [each["moderation_action"] for each in community.find("requests")] == [None]


def test_the_id_of_the_community_serves_in_place_of_its_slug(community):
    post = new_post(words.CLEAN)
    sent = community.plugin.post_attributes(post) | {"community_server_id": community.id}
    assert community.plugin.send(sent, post.author).status_code == 201


def test_without_headers_the_platform_is_that_of_the_community(community):
    post = new_post(words.CLEAN)
    answer = community.plugin.send(community.plugin.post_attributes(post), None)
    assert answer.status_code == 201
    assert attributes(answer)["community_server_id"] == community.id


def test_an_unknown_community_is_refused_and_not_made(community):
    unknown = "nobody.example.org-00000000"
    sent = community.plugin.post_attributes(new_post("Hello")) | {"community_server_id": unknown}
    answer = community.plugin.send(sent, None)
    assert answer.status_code == 400
    assert answer.json()["detail"] == f"Failed to resolve community server for ID: {unknown}"
    assert Plugin(community.plugin.address, community.plugin.key, unknown).look_up() is None


@pytest.mark.parametrize("text", [None, "", "   "])
def test_a_post_without_content_is_refused(community, text):
    sent = community.plugin.post_attributes(new_post("Hello")) | {"original_message_content": text}
    assert community.plugin.send(sent, None).status_code == 400


def test_content_may_be_left_out_for_a_post_that_is_stored(community):
    post = new_post("Hello there")
    community.plugin.submit(post)
    sent = community.plugin.flag_attributes(post, new_user())
    del sent["original_message_content"]
    assert community.plugin.send(sent, None).status_code in (200, 201)


def test_a_key_of_another_post_is_a_clash(community):
    first, second = new_post("One"), new_post("Two")
    community.plugin.submit(first)
    sent = community.plugin.post_attributes(second) | {"request_id": f"discourse-post-{first.id}"}
    assert community.plugin.send(sent, None).status_code == 409


def test_the_same_key_in_two_communities_is_two_requests():
    one, other = new_community(), new_community()
    post = new_post("Hello")
    assert one.plugin.submit(post).request != other.plugin.submit(post).request


@pytest.mark.parametrize("changes", [
    {"request_id": None}, {"request_id": "x" * 256}, {"request_id": ""}, {"requested_by": None},
    {"community_server_id": None}, {"platform_message_id": "1" * 65},
    {"platform_channel_id": "1" * 65}, {"platform_author_id": "1" * 65},
    {"similarity_score": 1.5}, {"similarity_score": "high"}, {"platform_timestamp": "yesterday"},
    {"metadata": "text"}, {"dataset_name": "d" * 101}, {"dataset_item_id": "d" * 37},
    {"unknown_member": 1}, {"original_message_content": 7}])
def test_what_does_not_fit_is_refused_by_name(community, changes):
    sent = community.plugin.post_attributes(new_post("Hello")) | changes
    sent = {name: value for name, value in sent.items() if value is not None}
    answer = community.plugin.send(sent, None)
    assert answer.status_code == 422, answer.text
    problems = answer.json()["detail"]
    named = {str(place) for problem in problems for place in problem["loc"]}
    assert named & set(changes), problems
    assert len(answer.json()["errors"]) == len(problems)
    assert found(community, sent.get("platform_message_id", "none")[:64]) == []


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b'"text"', b"null", b'{"data": []}', b'{"data": {"type": "notes"}}', b"\xff\xfe"])
def test_what_is_no_submission_is_refused(plugin, body):
    answer = requests.post(
        f"{plugin.address}{PUBLIC}/requests", data=body, timeout=30,
        headers={"X-API-Key": plugin.key, "Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_a_body_beyond_its_limit_is_refused(plugin):
    sent = plugin.post_attributes(new_post("a" * (1 << 20)))
    answer = plugin.send(sent, None, retry=False)
    assert answer.status_code == 413
    assert answer.json()["detail"] == "Request payload too large"


@pytest.mark.parametrize("kind", [
    "application/json", "application/vnd.api+json", "application/json; charset=utf-8"])
def test_check18_either_media_type_is_taken(community, kind):
    post = new_post(words.CLEAN)
    answer = community.plugin.send(
        community.plugin.post_attributes(post), post.author, headers={"Content-Type": kind})
    assert answer.status_code == 201


def test_check18_answers_are_of_kinds_that_the_plugin_parses(community):
    plugin = community.plugin
    _, request, note = community.flagged()
    staff = new_user(admin=True)
    for answer in (
        plugin.call("GET", f"{PUBLIC}/requests"), plugin.call("GET", f"{PUBLIC}/requests/unknown"),
        plugin.call("GET", f"{PUBLIC}/notes/{note}"), plugin.vote(note, "HELPFUL", new_user()),
        plugin.agree(note, staff), plugin.dashboard(),
    ):
        assert answer.headers["Content-Type"].split(";")[0].endswith("json"), answer.url
    gone = plugin.ignore(request, staff)
    assert gone.status_code == 204 and gone.content == b""


def test_an_error_has_every_form_that_clients_read(community):
    answer = community.plugin.call("GET", f"{PUBLIC}/requests/019a1b2c-00a1-7000-8000-000000000002")
    assert answer.status_code == 404
    body = answer.json()
    assert isinstance(body["detail"], str) and body["detail"]
    assert body["errors"][0]["status"] == "404"
    assert body["errors"][0]["title"] == "Not Found"
    assert body["errors"][0]["detail"] == body["detail"]
    assert body["jsonapi"] == {"version": "1.1"}


def test_text_is_kept_without_the_space_around_it_and_without_control_characters(community):
    post = new_post("  Hello\u0007 there \n")
    answer = community.plugin.submit(post)
    assert community.request(answer.request)["content"] == "Hello there"


def test_a_request_is_found_by_its_own_key_too(community):
    post = new_post(words.CLEAN)
    answer = community.plugin.submit(post)
    by_key = community.plugin.call("GET", f"{PUBLIC}/requests/discourse-post-{post.id}")
    assert by_key.status_code == 200
    assert by_key.json()["data"]["id"] == answer.request


def test_times_say_their_zone(community):
    answer = community.plugin.submit(new_post(words.clearly_harmful()))
    for resource in (
        community.request(answer.request), community.note(answer.note), community.action(answer.action),
    ):
        for name, value in resource.items():
            if name.endswith("_at") and value is not None:
                assert value.endswith("Z"), name


@pytest.mark.parametrize("prefix", [PUBLIC, INTERNAL])
def test_no_path_is_redirected(plugin, prefix):
    for path in ("requests/", "notes/", "moderation-actions/", "ratings/"):
        answer = plugin.call("GET", f"{prefix}/{path}")
        assert not 300 <= answer.status_code < 400, path


def test_an_idempotency_key_makes_a_repeated_write_happen_once(community):
    _, request, _ = community.flagged()
    writer = new_user()
    body = {"data": {"type": "notes", "attributes": {
        "summary": "The clip is from another event.", "request_id": request,
        "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
        "community_server_id": community.id}}}

    def write(key: str):
        return community.plugin.call(
            "POST", f"{PUBLIC}/notes", writer, body=body, headers={"Idempotency-Key": key})

    first, again = write("one"), write("one")
    assert first.status_code == again.status_code == 201
    assert first.json()["data"]["id"] == again.json()["data"]["id"]
    assert write("another").status_code == 409
