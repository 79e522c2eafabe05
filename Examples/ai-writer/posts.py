"""Posts on which notes are wanted, as values of our own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FIELDS = [
    "created_at", "lang", "note_post", "suggested_source_links_with_counts",
    "note_request_suggestions"]


@dataclass(frozen=True)
class Post:
    """Everything in it was written by strangers."""

    id: str
    text: str
    language: str = ""
    # What people who asked for a note said, and where they say one should look; most wanted first.
    wishes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def read(value) -> Post:
    """A post of the SDK's."""
    counted = sorted(
        value.suggested_source_links_with_counts or [], key=lambda each: -(each.count or 0))
    said = value.note_request_suggestions or []
    links = [each.url for each in counted] + [each.source_link for each in said]
    return Post(
        id=value.id,
        text=value.note_post.text if value.note_post else value.text,
        language=value.lang or "",
        wishes=tuple(each.suggestion for each in said if each.suggestion),
        links=tuple(dict.fromkeys(filter(None, links))))


def offered(notes, live: bool, selection: str | None) -> Iterator[Post]:
    """Posts of the feed, page by page as they are wanted.

    `notes` is the SDK's `client.community_notes`.
    """
    pages = notes.search_eligible_posts(
        not live, max_results=20, post_selection=selection, post_fields=FIELDS)
    for page in pages:
        for value in page.data or []:
            yield read(value)


def unanswered(posts: Iterable[Post], noted: set[str], most: int) -> list[Post]:
    """The first posts that we have no note on yet."""
    chosen: list[Post] = []
    for post in posts:
        if len(chosen) == most:
            break
        if post.id not in noted:
            chosen.append(post)
    return chosen
