"""OAuth 1.0a as another library signs it: replays, clocks, secrets, and headers that are broken."""

import random
import time
import uuid

import oauthlib.oauth1
import pytest
import requests

from offered_posts import OfferedPosts
from writer_site import ELIGIBLE, MAIN, NOTES, WRITTEN, Writer, new_writer, note

URL = f"{MAIN.address}{WRITTEN}?test_mode=true"


@pytest.fixture(scope="module")
def signer() -> Writer:
    return new_writer()


def signed(
    writer: Writer, url: str = URL, method: str = "GET", realm: str | None = None, **changes
) -> dict[str, str]:
    """The header; `changes` are credentials, nonce or timestamp."""
    own = writer.credentials
    options = {
        "client_key": own.consumer_key, "client_secret": own.consumer_secret,
        "resource_owner_key": own.access_token,
        "resource_owner_secret": own.access_token_secret, "realm": realm} | changes
    _, headers, _ = oauthlib.oauth1.Client(**options).sign(url, http_method=method)
    return headers


def status(headers: dict[str, str], url: str = URL, method: str = "GET", **options) -> int:
    answer = requests.request(method, url, headers=headers, timeout=30, **options)
    if answer.status_code == 401:
        assert answer.json()["title"] == "Unauthorized"
    return answer.status_code


@pytest.mark.parametrize("url", [
    URL, URL + "&note.fields=id%2Cinfo", URL + "&note.fields=id,info",
    URL + "&note.fields=", URL + "&max_results=007",
    f"{MAIN.address}{ELIGIBLE}?test_mode=true&post_selection=feed_size%3A+small%2C+feed_lang%3Aja",
    f"{MAIN.address}{ELIGIBLE}?test_mode=true&post_selection=feed_size:%20small"])
def test_queries_are_verified_decoded(signer, url):
    assert status(signed(signer, url), url) == 200


@pytest.mark.parametrize("query", ["&wrong=%20+%26%3D%2B~%21%27%28%29%2A", "&w=%E2%80%9C%C3%A9"])
def test_reserved_characters_are_verified(signer, query):
    """A parameter that nobody knows is no question of the signature."""
    assert status(signed(signer, URL + query), URL + query) in (200, 400)


def test_a_body_is_no_part_of_the_signature(posts: OfferedPosts):
    writer = new_writer()
    url = MAIN.address + NOTES
    headers = signed(writer, url, "POST") | {"Content-Type": "application/json"}
    answer = requests.post(url, headers=headers, json=note(posts.short), timeout=30)
    assert answer.status_code == 201, answer.text


def test_a_realm_is_ignored(signer):
    assert status(signed(signer, realm="https://example.org/")) == 200


def test_the_scheme_is_read_in_any_case(signer):
    header = signed(signer)["Authorization"]
    for scheme in ("oauth", "OAUTH"):
        other = signed(signer)["Authorization"].replace("OAuth", scheme, 1)
        assert status({"Authorization": other}) == 200
    assert status({"Authorization": header.replace(", ", ",")}) == 200


def test_a_request_cannot_be_sent_again(signer):
    headers = signed(signer)
    assert [status(headers) for _ in range(3)] == [200, 401, 401]


def test_a_nonce_is_spent_by_time_and_token(signer):
    nonce, now = uuid.uuid4().hex, int(time.time())
    first = signed(signer, nonce=nonce, timestamp=str(now))
    later = signed(signer, nonce=nonce, timestamp=str(now - 1))
    others = signed(new_writer(), nonce=nonce, timestamp=str(now))
    assert [status(headers) for headers in (first, later, others, first)] == [200, 200, 200, 401]


def test_a_bad_signature_spends_no_nonce(signer):
    nonce, now = uuid.uuid4().hex, str(int(time.time()))
    bad = signed(signer, nonce=nonce, timestamp=now, client_secret="wrong")
    assert status(bad) == 401
    assert status(signed(signer, nonce=nonce, timestamp=now)) == 200


@pytest.mark.parametrize("skew, expected", [(-299, 200), (299, 200), (-301, 401), (301, 401)])
def test_clocks_may_differ_by_five_minutes(signer, skew, expected):
    for _ in range(10):
        # Within one second, so that the difference is what it is said to be.
        time.sleep(1.02 - time.time() % 1)
        now = int(time.time())
        got = status(signed(signer, timestamp=str(now + skew)))
        if int(time.time()) == now:
            assert got == expected
            return
    raise AssertionError("the site never answered within a second")


@pytest.mark.parametrize("timestamp", ["0", "-1", "x", "", "1e9", "99999999999999999999999", "1.5"])
def test_a_time_that_is_none(signer, timestamp):
    assert status(signed(signer, timestamp=timestamp)) == 401


@pytest.mark.parametrize("changes", [
    {"client_secret": "wrong"}, {"client_secret": ""}, {"resource_owner_secret": "wrong"},
    {"resource_owner_secret": ""}, {"client_key": "wrong"}, {"resource_owner_key": "wrong"},
    {"resource_owner_key": None, "resource_owner_secret": None},
    {"signature_method": "PLAINTEXT"}, {"signature_method": "HMAC-SHA256"}])
def test_wrong_credentials(signer, changes):
    assert status(signed(signer, **changes)) == 401


def test_a_token_belongs_to_its_application(signer):
    other = new_writer().credentials
    assert status(signed(
        signer, client_key=other.consumer_key, client_secret=other.consumer_secret)) == 401


@pytest.mark.parametrize("url, method", [
    (URL, "POST"), (URL + "&max_results=5", "GET"), (URL.replace("true", "True"), "GET"),
    (URL.replace(WRITTEN, ELIGIBLE), "GET"), (URL.partition("?")[0], "GET"),
    (URL.replace("http://", "https://"), "GET"), (URL.replace("127.0.0.1", "example.org"), "GET")])
def test_a_signature_is_of_one_request(signer, url, method):
    assert status(signed(signer, url, method)) == 401


def test_what_must_be_there_once(signer):
    header = signed(signer)["Authorization"]
    pairs = header.removeprefix("OAuth ").split(", ")
    for pair in pairs:
        name = pair.partition("=")[0]
        fewer = "OAuth " + ", ".join(each for each in pairs if each != pair)
        if name != "oauth_version":
            assert status({"Authorization": fewer}) == 401, name
        assert status({"Authorization": f"{header}, {pair}"}) == 401, name
    assert status({"Authorization": header}) == 200


def test_a_version_may_be_missing_but_not_another(signer):
    def versioned(version: str | None) -> dict[str, str]:
        client = oauthlib.oauth1.Client(
            signer.credentials.consumer_key, signer.credentials.consumer_secret,
            signer.credentials.access_token, signer.credentials.access_token_secret)
        plain = client.get_oauth_params

        def parameters(request):
            kept = [pair for pair in plain(request) if pair[0] != "oauth_version"]
            return kept + ([("oauth_version", version)] if version else [])

        client.get_oauth_params = parameters
        return client.sign(URL)[1]

    assert [status(versioned(version)) for version in (None, "1.0", "2.0")] == [200, 200, 401]


def broken(header: str, chance: random.Random) -> bytes:
    """The header with a few of its bytes changed, taken out, doubled or moved."""
    text = bytearray(header.encode())
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(text))
        match chance.randrange(6):
            case 0:
                text[place] = chance.choice(b'",=% \t&+\\\x7f\xff\xc3')
            case 1:
                del text[place:place + chance.randint(1, 20)]
            case 2:
                text[place:place] = text[place:place + chance.randint(1, 40)]
            case 3:
                text[place] = chance.randrange(0x20, 0x100)
            case 4:
                text[place:place] = b"%" + bytes([chance.choice(b"0123456789aFgZ")])
            case 5:
                text[place:place] = chance.choice([b",", b"=", b'"', b"oauth_token="]) \
                    * chance.randint(1, 300)
        if not text:
            break
    # What no client of HTTP could send at all.
    return bytes(byte for byte in text if byte >= 0x20 and byte != 0x7f).strip()


def test_broken_headers_are_refused_and_never_break_the_site(signer):
    chance = random.Random(20_261_121)
    session = requests.Session()
    for round in range(600):
        header = broken(signed(signer)["Authorization"], chance)
        answer = session.get(URL, headers={"Authorization": header}, timeout=30)
        # Some changes mean nothing, as that of a space.
        assert answer.status_code in (200, 400, 401, 431), (round, header, answer.text)
        assert answer.status_code == 431 or answer.json()
    assert status(signed(signer)) == 200
