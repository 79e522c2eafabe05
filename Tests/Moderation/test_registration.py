"""How a forum makes itself known (contract 9; acceptance B1 to B4, checks 12, 13 and 17)."""

import uuid

import pytest

from moderation_site import SITE, create_adapter, new_community, new_post, new_user
from plugin_client import INTERNAL, PUBLIC, Plugin
from webhook_receiver import PATH


def unregistered(**facts) -> Plugin:
    host = f"new-{uuid.uuid4().hex[:8]}.example.org"
    return Plugin(SITE.address, create_adapter().key, f"{host}-1a2b3c4d", **facts)


def test_B1_check17_a_forum_registers_once_and_keeps_its_id():
    plugin = unregistered()
    assert plugin.look_up() is None
    first = plugin.register()
    assert uuid.UUID(first)
    assert plugin.register() == first == plugin.look_up()


def test_B1_a_second_creation_is_a_conflict():
    plugin = unregistered()
    assert plugin.create_community("Example Forum").status_code == 201
    again = plugin.create_community("Example Forum")
    assert again.status_code == 409
    assert again.json()["detail"] == f"Community server already exists: discourse:{plugin.slug}"


def test_a_created_community_is_told_whole():
    plugin = unregistered()
    made = plugin.create_community("Example Forum").json()
    assert made["platform"] == "discourse"
    assert made["platform_community_server_id"] == plugin.slug
    assert made["name"] == "Example Forum"
    assert made["is_active"] is True and made["is_public"] is True
    for member in ("description", "settings", "flashpoint_detection_enabled", "created_at", "updated_at"):
        assert member in made
    assert made["created_at"].endswith("Z")


def test_check17_an_empty_site_name_keeps_the_name():
    plugin = unregistered()
    plugin.create_community("Example Forum")
    answer = plugin.rename("")
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] in ("Example Forum", plugin.slug)


def test_check17_a_name_can_be_given_again_and_again():
    plugin = unregistered()
    plugin.register("First")
    for _ in range(2):
        answer = plugin.rename("Second")
        assert answer.status_code == 200
        assert answer.json()["name"] == "Second"
        assert answer.json()["server_stats"]["hostname"] == "forum.example.org"


def test_the_name_of_an_unknown_forum_is_not_found():
    assert unregistered().rename("Nobody").status_code == 404


@pytest.mark.parametrize("path", [
    f"{PUBLIC}/community-servers/lookup", f"{INTERNAL}/community-servers/lookup"])
@pytest.mark.parametrize("parameter", ["platform_community_server_id", "platform_id"])
def test_a_forum_is_looked_up_by_either_name_of_the_parameter(community, path, parameter):
    answer = community.plugin.call("GET", path, query={
        "platform": "discourse", parameter: community.plugin.slug})
    assert answer.status_code == 200
    data = answer.json()["data"]
    assert (data["type"], data["id"]) == ("community-servers", community.id)
    assert data["attributes"]["platform_community_server_id"] == community.plugin.slug


def test_the_older_look_up_answers_plainly(community):
    answer = community.plugin.call("GET", "/api/v1/community-servers/lookup", query={
        "platform": "discourse", "platform_community_server_id": community.plugin.slug})
    assert answer.status_code == 200 and answer.json()["id"] == community.id


@pytest.mark.parametrize("prefix", [PUBLIC, INTERNAL])
def test_a_community_is_read_by_its_id(community, prefix):
    answer = community.plugin.call("GET", f"{prefix}/community-servers/{community.id}")
    assert answer.json()["data"]["attributes"]["platform"] == "discourse"
    assert community.plugin.call(
        "GET", f"{prefix}/community-servers/{uuid.uuid4()}").status_code == 404
    assert community.plugin.call("GET", f"{prefix}/community-servers/no-id").status_code == 422


def test_a_forum_that_asks_is_never_made_by_asking():
    plugin = unregistered()
    assert plugin.look_up() is None and plugin.look_up() is None
    assert plugin.create_community("Example Forum").status_code == 201


def test_B2_check9_registration_sets_up_the_webhook_of_the_plugin():
    host = f"own-{uuid.uuid4().hex[:8]}.example.org"
    plugin = Plugin(SITE.address, create_adapter().key, f"{host}-1a2b3c4d")
    plugin.register(host=host)
    known = plugin.call("GET", f"/api/v1/webhooks/by-community/{plugin.slug}").json()
    assert [hook["url"] for hook in known] == [f"https://{host}{PATH}"]
    assert "secret" not in known[0]
    assert known[0]["active"] is True


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "[::1]", "10.0.0.1", "another.example.org"])
def test_no_webhook_is_set_up_for_a_host_that_is_not_the_forum(host):
    plugin = unregistered()
    plugin.create_community("Example Forum")
    assert plugin.rename("Example Forum", host).status_code == 200
    known = plugin.call("GET", f"/api/v1/webhooks/by-community/{plugin.slug}").json()
    assert not any(hook["active"] for hook in known)


@pytest.mark.parametrize("path", [
    "/api/v1/webhooks/register", f"{PUBLIC}/webhooks", "/webhooks/register"])
def test_check9_a_webhook_is_registered_under_each_of_its_names(community, path):
    plugin = community.plugin
    url = "https://hooks.example.org/receive"
    answer = plugin.call("POST", path, body={
        "url": url, "secret": "a secret", "platform_community_server_id": plugin.slug,
        "events": ["note.status_changed", "a.name.of.tomorrow"]})
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert made["url"] == url and made["active"] is True
    assert made["community_server_id"] == community.id


def test_registering_an_address_again_changes_its_webhook(community):
    url = "https://hooks.example.org/receive"
    first = community.add_webhook(url, "first").json()
    second = community.add_webhook(url, "second").json()
    assert first["id"] == second["id"]
    known = community.plugin.call(
        "GET", f"/api/v1/webhooks/by-community/{community.plugin.slug}").json()
    assert [hook["url"] for hook in known].count(url) == 1


def test_a_webhook_that_is_deleted_is_inactive(community):
    plugin = community.plugin
    made = community.add_webhook("https://hooks.example.org/receive").json()
    assert plugin.call("DELETE", f"/api/v1/webhooks/{made['id']}").status_code == 200
    known = plugin.call("GET", f"/api/v1/webhooks/by-community/{plugin.slug}").json()
    assert not [hook for hook in known if hook["id"] == made["id"] and hook["active"]]


@pytest.mark.parametrize("url", [
    "ftp://hooks.example.org/", "http://hooks.example.org/", "not an address", "",
    "https://hooks.example.org/" + "a" * 500])
def test_a_webhook_goes_to_public_web_addresses_alone(community, url):
    assert community.add_webhook(url).status_code == 422


def test_webhooks_of_an_unknown_forum_are_an_empty_list(community):
    answer = community.plugin.call("GET", "/api/v1/webhooks/by-community/unknown.example.org-0")
    assert answer.status_code == 200 and answer.json() == []


def test_B3_B4_categories_are_known_from_what_was_submitted(community):
    community.plugin.submit(new_post("First", category="6", category_name="Trading"))
    community.plugin.submit(new_post("Second", category="9", category_name="Lounge"))
    community.plugin.submit(new_post("Third", category="6", category_name="Trading"))
    answer = community.plugin.succeed("GET", f"{INTERNAL}/monitored-channels", query={
        "filter[community_server_id]": community.plugin.slug})
    channels = [item["attributes"] for item in answer.json()["data"]]
    assert sorted(channel["channel_id"] for channel in channels) == ["6", "9"]
    assert {channel["platform_channel_id"]: channel["name"] for channel in channels} == {
        "6": "Trading", "9": "Lounge"}


def test_check4_communities_of_other_keys_do_not_exist(community):
    other = new_community()
    post, request, note = other.flagged()
    action = other.request(request)["action_id"]
    staff = new_user(admin=True)
    stranger = community.plugin
    for path in (
        f"community-servers/{other.id}", f"requests/{request}", f"notes/{note}",
        f"notes/{note}/ratings", f"notes/{note}/ratings/stats", f"moderation-actions/{action}",
    ):
        for acting in (None, staff):
            answer = stranger.call("GET", f"{PUBLIC}/{path}", acting)
            assert answer.status_code == 404, path
    assert stranger.vote(note, "HELPFUL", new_user()).status_code == 404
    assert stranger.agree(note, staff).status_code in (403, 404)
    assert stranger.ignore(request, staff).status_code in (403, 404)
    assert stranger.call(
        "GET", f"{INTERNAL}/community-servers/{other.id}/scoring-analysis").status_code in (403, 404)
    assert stranger.call("GET", other.policy()).status_code in (403, 404)
    assert stranger.call("PUT", other.policy(), body={}).status_code in (403, 404)
    assert stranger.call("GET", f"{PUBLIC}/requests", query={
        "filter[platform_message_id]": post.id}).json()["data"] == []
    assert other.request(request)["status"] == "IN_PROGRESS"


def test_check4_a_submission_to_a_community_of_another_key_is_refused(community):
    other = new_community()
    attributes = community.plugin.post_attributes(new_post("Hello")) | {
        "community_server_id": other.plugin.slug}
    assert community.plugin.send(attributes, None).status_code in (400, 403)
    assert other.find("requests") == []
