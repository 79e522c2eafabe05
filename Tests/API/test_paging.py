"""Going through a list page by page meets everything once, in the order of one large page."""

import pytest

from demo_site import Program


def assert_once(ids: list[str], all_at_once: list[str]) -> None:
    assert len(ids) == len(set(ids)), "something came twice"
    assert ids == all_at_once


@pytest.mark.parametrize("path", ["/timelines/new", "/timelines/helpful"])
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_timelines(anonymous: Program, path: str, limit: int):
    pages = [post["id"] for post in anonymous.items(path, limit)]
    assert_once(pages, list(dict.fromkeys(post["id"] for post in anonymous.items(path, 100))))
    assert pages


@pytest.mark.parametrize("limit", [1, 7])
def test_notes_of_a_contributor(anonymous: Program, limit: int):
    authors = [
        note["author"]["id"] for post in anonymous.items("/timelines/new", 100)
        for note in post["notes"]]
    busiest = max(set(authors), key=authors.count)
    path = f"/people/{busiest}/notes"
    pages = [note["id"] for note in anonymous.items(path, limit)]
    assert_once(pages, [note["id"] for note in anonymous.items(path, 100)])
    assert len(pages) > 1


def test_own_ratings_by_time(writer: Program):
    everything = writer.get("/me/ratings", limit=100).json()["items"]
    met, before = [], None
    while True:
        query = {"limit": 3} | ({"before": before} if before else {})
        page = writer.get("/me/ratings", **query).json()["items"]
        if not page or len(met) >= len(everything):
            break
        met += page
        before = page[-1]["createdAt"]
    assert [rating["noteID"] for rating in met][: len(everything)] == [
        rating["noteID"] for rating in everything]
    assert everything


@pytest.mark.parametrize("cursor", ["x", "-", "1-", "-1", "1-2-3", "99999999999999999999", "é", "'"])
@pytest.mark.parametrize("path", ["/timelines/new", "/timelines/helpful"])
def test_a_made_up_cursor_is_refused_or_leads_nowhere(anonymous: Program, path: str, cursor: str):
    answer = anonymous.get(path, cursor=cursor)
    assert answer.status_code in (200, 422), answer.text


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1.5", ""])
def test_a_limit_out_of_bounds_is_refused(anonymous: Program, limit: str):
    assert anonymous.get("/timelines/new", limit=limit).status_code == 422
