"""Going through a thousand notes page by page meets each once, newest first."""

import concurrent.futures

import pytest
from xdk import Cursor

from seeding import deliver
from writer_site import ELIGIBLE, WRITTEN, Writer, new_writer, note, sound_problem

COUNT = 1_000


@pytest.fixture(scope="module")
def busy(host) -> tuple[Writer, list[str]]:
    """A writer and the ids of its notes, newest first."""
    writer = new_writer()
    bearer = writer.bearer()
    headers = {"Authorization": f"Bearer {bearer.access_token}"}

    def push(number: int) -> str:
        return host.push(url=f"https://example.org/thousand/{number}", text=f"Claim {number}.")

    def write(post: str) -> str:
        answer = bearer.session.post(
            f"{bearer.base_url}/2/notes", json=note(post), headers=headers, timeout=60)
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]["id"]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        posts = list(pool.map(push, range(COUNT)))
        deliver(writer, posts)
        made = list(pool.map(write, posts))
    return writer, sorted(made, key=int, reverse=True)


@pytest.mark.parametrize("size", [100, 37, None])
def test_a_cursor_meets_every_note_once(busy, size):
    writer, made = busy
    sizes = {} if size is None else {"max_results": size}
    notes = writer.sdk().community_notes
    listed = Cursor(notes.search_written, True, note_fields=["id"], **sizes).items()
    assert [each.id for each in listed] == made


def test_pages_say_how_many_they_hold(busy):
    writer, _ = busy
    pages = list(writer.bearer().community_notes.search_written(True, max_results=99))
    assert [page.meta.result_count for page in pages] == [99] * 10 + [10]
    assert [len(page.data) for page in pages] == [99] * 10 + [10]


def test_notes_that_come_meanwhile_shift_nothing(busy, posts):
    writer, made = busy
    notes = writer.sdk().community_notes
    pages = notes.search_written(True, max_results=50)
    listed = [each.id for each in next(pages).data]
    new = notes.create(note(posts.short)).data.id
    listed += [each.id for each in next(pages).data]
    notes.delete(new)
    listed += [each.id for each in next(pages).data]
    assert listed == made[:150]


def test_a_note_that_goes_meanwhile_hides_no_other(writer, posts):
    notes = writer.sdk().community_notes
    made = [notes.create(note(post)).data.id for post in posts.all]
    pages = notes.search_written(True, max_results=1)
    assert next(pages).data[0].id == made[2]
    notes.delete(made[2])
    assert [each.data[0].id for each in pages] == [made[1], made[0]]


def first_token(writer: Writer, path: str, **query) -> str:
    answer = writer.get(path, test_mode="true", max_results=1, **query).json()
    return answer["meta"]["next_token"]


def test_a_token_is_bound_to_its_caller_endpoint_and_question(busy, posts):
    writer, made = busy
    token = first_token(writer, WRITTEN)
    assert token.isascii() and token.isprintable()

    def answered(who: Writer, path: str, **query) -> int:
        answer = who.get(path, **{"pagination_token": token, "test_mode": "true", **query})
        if answer.status_code != 200:
            assert sound_problem(answer)["parameter"] == "pagination_token"
        return answer.status_code

    assert answered(writer, WRITTEN, max_results=1) == 200
    assert answered(new_writer(), WRITTEN, max_results=1) == 400
    assert answered(writer, ELIGIBLE, max_results=1) == 400
    for position in (0, len(token) // 2):
        other = "A" if token[position] != "A" else "B"
        changed = token[:position] + other + token[position + 1:]
        answer = writer.get(
            WRITTEN, test_mode="true", max_results=1, pagination_token=changed)
        assert answer.status_code == 400


def test_a_token_can_be_used_again(busy):
    writer, made = busy
    token = first_token(writer, WRITTEN)
    for _ in range(2):
        page = writer.get(WRITTEN, test_mode="true", max_results=1, pagination_token=token).json()
        assert [each["id"] for each in page["data"]] == [made[1]]


def test_the_feed_comes_newest_first_in_pages(writer, posts):
    whole = writer.get(ELIGIBLE, test_mode="true", max_results=100).json()
    ids = [each["id"] for each in whole["data"]]
    assert ids == sorted(set(ids), key=int, reverse=True) and set(posts.all) <= set(ids)
    single = [
        each.id for page in writer.sdk().community_notes.search_eligible_posts(True, max_results=2)
        for each in page.data]
    assert single == ids
