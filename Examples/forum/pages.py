"""The forum as web pages."""

from html import escape

from people import EVERYBODY, MODERATOR, Person
from posts import Post

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #bbb; border-radius: .4rem; padding: .6rem 1rem; margin: 1rem 0; }
article.hidden { background: #eee; } .review { color: #8a4b00; } form { display: inline; }
textarea { width: 100%; box-sizing: border-box; } nav { margin: 1rem 0; }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; } article.hidden { background: #262626; }
  .review { color: #f0a860; } a { color: #8ab4f8; } }
"""


def page(title: str, reader: Person, body: str, said: str = "") -> str:
    people = "".join(
        f'<option value="{person.id}"{" selected" if person == reader else ""}>'
        f"{escape(person.name)}</option>" for person in EVERYBODY.values())
    notice = f'<p role="status"><strong>{escape(said)}</strong></p>' if said else ""
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style>
<h1>{escape(title)}</h1><nav><a href="/">Posts</a> · <a href="/reviews">Reviews</a> ·
<form method="post" action="/reader"><label>You are <select name="reader">{people}</select></label>
<button>Change</button></form></nav>{notice}{body}</html>"""


def posts_page(posts: list[Post], reader: Person, said: str) -> str:
    written = "".join(_article(post, reader) for post in posts)
    return page("A tiny forum", reader, f"""<form method="post" action="/posts">
<label>Write something<textarea name="text" rows="3" required maxlength="5000"></textarea></label>
<button>Post</button></form>{written}""", said)


def _article(post: Post, reader: Person) -> str:
    author = EVERYBODY[post.author]
    hidden = post.hidden and not reader.moderator and reader != author
    text = "<em>This post is hidden.</em>" if hidden else escape(post.text)
    review = f'<p class="review">{escape(post.review)}</p>' if post.review else ""
    own = _edit(post) if reader == author else _flag(post)
    return f"""<article id="post-{post.id}" class="{"hidden" if post.hidden else "visible"}">
<p><strong>{escape(author.name)}</strong></p><p>{text}</p>{review}{own}</article>"""


def _edit(post: Post) -> str:
    return f"""<details><summary>Edit</summary><form method="post" action="/posts/{post.id}">
<textarea name="text" rows="3" required maxlength="5000" aria-label="Text">{escape(post.text)}</textarea>
<button>Save</button></form></details>"""


def _flag(post: Post) -> str:
    return f'<form method="post" action="/posts/{post.id}/flag"><button>Flag</button></form>'


QUESTIONS = {
    "under_review": "Should this post be hidden?",
    "retro_review": "Was it right to hide this post?",
}


def reviews_page(items: list[dict], reader: Person, said: str) -> str:
    if not items:
        return page("Reviews", reader, "<p>Nothing is waiting for you.</p>", said)
    return page("Reviews", reader, "".join(_review(item, reader) for item in items), said)


def _review(item: dict, reader: Person) -> str:
    note = escape(item["note_id"], quote=True)
    buttons = "".join(
        f'<button name="vote" value="{value}">{label}</button>'
        for value, label in [("HELPFUL", "Yes"), ("NOT_HELPFUL", "No")])
    staff = "" if reader != MODERATOR else "".join(
        f'<button name="decide" value="{value}">{label}</button>'
        for value, label in [("agree", "Hide, finally"), ("disagree", "Leave, finally")])
    return f"""<article><p>{escape(item.get("post_excerpt") or "")}</p>
<p class="review">{escape(item.get("reason") or "")}</p>
<form method="post" action="/reviews/{note}">
<p>{QUESTIONS.get(item["action_state"], "What do you think?")} A vote is final.</p>
{buttons} {staff}</form></article>"""
