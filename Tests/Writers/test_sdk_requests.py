"""What X's SDK sends, number by number: on the wire to a scripted server, then to a real site."""

import base64
import json
import time
from urllib.parse import parse_qsl

import pytest
import requests
from pydantic import ValidationError
from xdk import Client
from xdk.community_notes.models import CreateRequest, EvaluateRequest
from xdk.oauth1_auth import OAuth1

from scripted_server import ScriptedServer
from writer_site import note, refusal

CREATED = {"data": {"id": "77"}}
SCORE = {"data": {"claim_opinion_score": 0.5}}
ALL_TAGS = [
    "disputed_claim_as_fact", "factual_error", "manipulated_media", "misinterpreted_satire",
    "missing_important_context", "other", "outdated_information"]


def oauth1() -> OAuth1:
    return OAuth1("ck-demo", "cs&demo", "https://example.org/back", "42-at_demo", "ts/demo=")


def client(server: ScriptedServer, **credentials) -> Client:
    return Client(base_url=server.address, **(credentials or {"auth": oauth1()}))


def nonce(header: str) -> str:
    return dict(pair.split("=", 1) for pair in header[6:].split(", "))["oauth_nonce"]


def test_s01_the_base_url_is_put_before_the_path_as_it_stands():
    with ScriptedServer(SCORE) as server:
        client(server).community_notes.evaluate({"note_text": "x", "post_id": "1"})
        Client(base_url=server.address + "/prefix", auth=oauth1()).community_notes.evaluate({})
        assert [asked.path for asked in server.asked] == [
            "/2/notes/evaluate", "/prefix/2/notes/evaluate"]


def test_s02_create_posts_the_body_without_an_unset_media_mark(writer, posts):
    body = CreateRequest(**note(posts.short, text="Größe: https://example.org/ß"))
    with ScriptedServer(CREATED) as server:
        client(server).community_notes.create(body)
    asked = server.asked[0]
    assert (asked.method, asked.target) == ("POST", "/2/notes")
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["user-agent"] == "xdk-python/0.10.6"
    assert asked.json == note(posts.short, text="Größe: https://example.org/ß")
    assert b"Gr\\u00f6\\u00dfe" in asked.body

    writer.sdk().community_notes.create(body)
    listed = next(writer.sdk().community_notes.search_written(True, note_fields=["info"]))
    assert listed.data[0].info.text == "Größe: https://example.org/ß"


def test_s02_a_plain_dictionary_goes_out_with_its_nulls(writer, posts):
    body = note(posts.short)
    body["info"]["is_media_note"] = None
    with ScriptedServer(CREATED) as server:
        client(server).community_notes.create(body)
    assert server.asked[0].json["info"]["is_media_note"] is None
    assert writer.sdk().community_notes.create(body).data.id


def test_s04_delete_sends_an_empty_body(writer, posts):
    with ScriptedServer({"data": {"deleted": True}}) as server:
        client(server).community_notes.delete("1")
    asked = server.asked[0]
    assert (asked.method, asked.target, asked.body) == ("DELETE", "/2/notes/1", b"")
    assert asked.headers["content-length"] == "0" and "content-type" not in asked.headers

    sdk = writer.sdk().community_notes
    assert sdk.delete(sdk.create(note(posts.short)).data.id).data.deleted is True
    assert writer.answers[-1].status_code == 200


def test_s06_search_written_sends_capital_true_and_encoded_commas(writer, posts):
    query = "test_mode=True&max_results=5&note.fields=id%2Cinfo"
    arguments = dict(max_results=5, note_fields=["id", "info"])
    with ScriptedServer({}) as server:
        list(client(server).community_notes.search_written(True, **arguments))
    assert server.asked[0].target == f"/2/notes/search/notes_written?{query}"
    assert server.asked[0].body == b""

    writer.sdk().community_notes.create(note(posts.short))
    pages = list(writer.sdk().community_notes.search_written(True, **arguments))
    assert writer.sent[-1].path_url.endswith(query)
    assert set(writer.answers[-1].json()["data"][0]) == {"id", "info"}
    assert pages[0].meta.result_count == 1


def test_s07_a_selection_may_hold_spaces(writer, admitted):
    query = "test_mode=False&post_selection=feed_size%3A+large%2C+feed_lang%3Aja"
    with ScriptedServer({}) as server:
        list(client(server).community_notes.search_eligible_posts(
            False, post_selection="feed_size: large, feed_lang:ja"))
    assert server.asked[0].query == query

    # A writer without a hundred notes is refused for that, not for its signature.
    with pytest.raises(requests.HTTPError) as raised:
        next(admitted.sdk().community_notes.search_eligible_posts(
            False, post_selection="feed_size: large, feed_lang:ja"))
    assert refusal(raised)[0] == 403
    next(admitted.sdk().community_notes.search_eligible_posts(
        False, post_selection="feed_size: small, feed_lang:ja"))


def test_s08_every_selection_is_one_parameter_in_the_new_vocabulary(writer):
    selections = dict(
        post_fields=["created_at", "note_post"], expansions=["author_id", "referenced_posts"],
        user_fields=["id", "username"], media_fields=["type", "url"],
        poll_fields=["id", "options"], place_fields=["id", "full_name"])
    with ScriptedServer({}) as server:
        list(client(server).community_notes.search_eligible_posts(True, **selections))
    sent = dict(parse_qsl(server.asked[0].query))
    assert sent.pop("test_mode") == "True"
    assert sent == {
        name.replace("_", ".") if name.endswith("fields") else name: ",".join(items)
        for name, items in selections.items()}
    assert "tweet.fields" not in sent

    next(writer.sdk().community_notes.search_eligible_posts(True, **selections))
    assert writer.answers[-1].status_code == 200


def test_s09_evaluate_posts_text_and_post(writer, posts):
    body = EvaluateRequest(note_text="It is a tenth. https://example.org/r", post_id=posts.short)
    with ScriptedServer({"data": {"claim_opinion_score": -0.4375}}) as server:
        answer = client(server).community_notes.evaluate(body)
    assert (server.asked[0].method, server.asked[0].target) == ("POST", "/2/notes/evaluate")
    assert server.asked[0].json == body.model_dump()
    assert answer.data.claim_opinion_score == -0.4375

    score = writer.sdk().community_notes.evaluate(body).data.claim_opinion_score
    assert isinstance(score, (int, float))


def test_s10_the_next_page_repeats_everything_with_a_fresh_signature(writer, posts):
    with ScriptedServer({"meta": {"next_token": "a/b="}}, {}) as server:
        list(client(server).community_notes.search_written(
            True, max_results=1, note_fields=["id"]))
    first, second = server.asked
    assert second.query == first.query + "&pagination_token=a%2Fb%3D"
    assert first.headers["authorization"] != second.headers["authorization"]

    for post in posts.all:
        writer.sdk().community_notes.create(note(post))
    writer.sent.clear()
    pages = list(writer.sdk().community_notes.search_written(True, max_results=1))
    assert [page.meta.result_count for page in pages] == [1, 1, 1]
    assert len({nonce(sent.headers["Authorization"]) for sent in writer.sent}) == 3
    assert all("test_mode=True&max_results=1" in sent.path_url for sent in writer.sent)


def test_s12_oauth_1_signs_all_five_calls(writer, posts):
    sdk = writer.sdk().community_notes
    made = sdk.create(note(posts.short)).data.id
    # With spaces, reserved characters, and a blank parameter.
    next(sdk.search_eligible_posts(True, post_selection="feed_size: small, feed_lang: all"))
    next(sdk.search_written(True, note_fields=[]))
    sdk.evaluate({"note_text": "a & b = c; ~ 100 % “”", "post_id": posts.short})
    sdk.delete(made)
    assert len(writer.sent) == 5
    for sent, answer in zip(writer.sent, writer.answers):
        assert sent.headers["Authorization"].startswith("OAuth "), sent.url
        assert answer.status_code in (200, 201)


def test_s12_the_signer_gives_the_published_vectors(monkeypatch):
    signer = oauth1()
    monkeypatch.setattr(signer, "_generate_nonce", lambda: "0123456789abcdef" * 2)
    monkeypatch.setattr(signer, "_generate_timestamp", lambda: "1764000000")
    base = "https://notes.example.org/2/notes"
    assert 'oauth_signature="V4zvQUsbTTMXa9PrIwtTF5xNkhI%3D"' in signer.build_request_header(
        "post", base)
    assert 'oauth_signature="8vYtnFFTPsV%2FxREgtjdbeGjO43U%3D"' in signer.build_request_header(
        "get", base + "/search/posts_eligible_for_notes?test_mode=True&max_results=5"
        "&post_selection=feed_size%3A+large%2C+feed_lang%3Aja"
        "&post.fields=created_at%2Cnote_post")


@pytest.mark.parametrize("credentials, scheme", [
    ({"access_token": "at", "auth": oauth1()}, "Bearer at"),
    ({"bearer_token": "app", "access_token": "at"}, "Bearer at"),
    ({"bearer_token": "app", "auth": oauth1()}, "OAuth "),
])
def test_s13_an_access_token_goes_before_oauth_1(credentials, scheme):
    with ScriptedServer({}) as server:
        sdk = client(server, **credentials).community_notes
        sdk.evaluate({})
        list(sdk.search_written(True))
    assert all(asked.headers["authorization"].startswith(scheme) for asked in server.asked)


def test_s13_a_site_takes_the_access_token(writer):
    sdk = writer.sdk(
        access_token=writer.credentials.oauth2_access_token, auth=writer.oauth1())
    next(sdk.community_notes.search_written(True))
    assert writer.sent[-1].headers["Authorization"].startswith("Bearer ")


@pytest.mark.parametrize("credentials", [{"bearer_token": "app"}, {"access_token": None}])
def test_s14_without_a_user_nothing_is_sent(credentials):
    with ScriptedServer() as server:
        sdk = client(server, **credentials).community_notes
        for call in [
            lambda: sdk.create(note("1")), lambda: sdk.delete("1"), lambda: sdk.evaluate({}),
            lambda: next(sdk.search_written(True)), lambda: next(sdk.search_eligible_posts(True)),
        ]:
            with pytest.raises(ValueError):
                call()
    assert server.asked == []


def test_s22_a_token_that_is_valid_is_sent_as_it_is():
    token = {"access_token": "now", "expires_at": time.time() + 3600}
    with ScriptedServer(SCORE) as server:
        client(server, token=token, client_id="id").community_notes.evaluate({})
    assert [asked.path for asked in server.asked] == ["/2/notes/evaluate"]
    assert server.asked[0].headers["authorization"] == "Bearer now"


def test_s22_an_expired_token_is_refreshed_once_before(monkeypatch):
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    expired = {"access_token": "old", "refresh_token": "again", "expires_at": time.time() - 1}
    renewed = {"token_type": "bearer", "access_token": "new", "expires_in": 7200}
    with ScriptedServer(renewed, SCORE) as server:
        client(
            server, token=expired, client_id="id", client_secret="secret"
        ).community_notes.evaluate({})
    refresh, call = server.asked
    assert (refresh.method, refresh.path) == ("POST", "/2/oauth2/token")
    form = dict(parse_qsl(refresh.body.decode()))
    assert (form["grant_type"], form["refresh_token"]) == ("refresh_token", "again")
    basic = refresh.headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(basic) == b"id:secret"
    assert call.headers["authorization"] == "Bearer new"


def test_s23_models_refuse_before_anything_is_sent():
    CreateRequest(**note("1", misleading_tags=ALL_TAGS))
    for wrong in [
        note("1", misleading_tags=["wrong"]), note("1", misleading_tags=None), note(1),
    ]:
        with pytest.raises(ValidationError):
            CreateRequest(**wrong)


@pytest.mark.parametrize("change, parameter", [
    ({"misleading_tags": ["wrong"]}, "info.misleading_tags"),
    ({"misleading_tags": None}, "info.misleading_tags"),
    ({"text": 7}, "info.text"),
])
def test_s23_dictionaries_are_not_checked_so_the_site_does(writer, posts, change, parameter):
    with ScriptedServer(CREATED) as server:
        client(server).community_notes.create(note(posts.short, **change))
    assert json.loads(server.asked[0].body) == note(posts.short, **change)
    with pytest.raises(requests.HTTPError) as raised:
        writer.sdk().community_notes.create(note(posts.short, **change))
    assert refusal(raised) == (400, parameter)
