"""How notes get and lose their status, and what that does to their writers: decided by scoring alone.

Ratings come from simulated members whose viewpoints scoring knows. Where time has to pass, times in
the database of the stopped site are moved back; see `ServedSite.let_time_pass`.
"""

import re
import time

from playwright.sync_api import expect

from people import heading, run_scoring, said, write_note
from served_site import DAY, HOUR


def test_a_note_becomes_helpful_after_ratings_from_both_sides(demo, crowd, visitors, operator):
    post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    writer = visitors.looking_as("A writer")
    note = write_note(
        writer, post, "The council measured it twice; the report has the figures: https://example.org/1"
    )
    crowd.rate(note, crowd.on_both_sides(15), helpful=True)

    run_scoring(operator)
    writer.goto(f"/notes/{note}")
    expect(writer.locator(f"#note-{note}")).to_contain_text("Needs more ratings")
    expect(writer.locator(f"#note-{note}")).to_contain_text("is being observed for a while")

    demo.let_time_pass()
    run_scoring(operator)
    reader = visitors.new()
    reader.goto(f"/posts/{post}")
    shown = reader.get_by_role("region", name="Shown with the post")
    expect(shown.locator(f"#note-{note}")).to_contain_text("Shown to everybody with the post")
    expect(shown.get_by_role("list", name="What raters found helpful")).to_contain_text(
        "Easy to understand"
    )
    reader.goto("/helpful")
    expect(reader.locator("article.note").first).to_have_attribute("id", f"note-{note}")
    writer.goto("/notices")
    expect(writer.get_by_role("main")).to_contain_text("Your note: ")

    reader.goto(f"/notes/{note}")
    expect(reader.get_by_role("heading", name="Why: the rules that were applied")).to_be_visible()
    # Ratings are public after two days, and so is what can be drawn of them.
    expect(reader.get_by_role("heading", name="Ratings across viewpoints")).to_have_count(0)


def test_a_note_that_one_side_alone_likes_stays_a_proposal(demo, crowd, visitors, operator):
    post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    writer = visitors.looking_as("A writer")
    note = write_note(
        writer, post, "Everybody on our side knows how this went: https://example.org/ours"
    )
    both = crowd.on_both_sides(15)
    crowd.rate(note, both[:15], helpful=True)
    crowd.rate(note, both[15:], helpful=False)

    run_scoring(operator)
    demo.let_time_pass()
    run_scoring(operator)
    writer.goto(f"/notes/{note}")
    expect(writer.locator(f"#note-{note}")).to_have_class(re.compile("is-proposed"))
    expect(writer.get_by_role("heading", name="What is missing")).to_be_visible()


def test_the_author_of_a_post_asks_for_review_and_the_note_loses_its_status(
    demo, crowd, visitors, operator
):
    # Of the author's posts with a shown note whose status is not final, the one with the fewest
    # ratings; where there is none, the author gets the post of such a note.
    with demo.stopped() as database:
        note, post = database.execute(
            "SELECT note.id, note.post FROM note JOIN status ON status.note = note.id"
            " WHERE helpfulSince IS NOT NULL AND lockedStatus IS NULL AND classification = 0"
            " AND note.createdAt > ? AND note.deletedAt IS NULL AND note.id NOT IN"
            " (SELECT note FROM additionalReview) ORDER BY ratingCount",
            [int(time.time() * 1000) - 10 * DAY],
        ).fetchone()
        # Nobody but the site's own accounts has an author key: the demo's author takes that of the post.
        database.execute("UPDATE account SET authorKey = NULL WHERE authorKey = (SELECT authorKey FROM post WHERE id = ?)", [post])
        database.execute(
            "UPDATE account SET authorKey = (SELECT authorKey FROM post WHERE id = ?)"
            " WHERE email = 'author@demo.invalid'",
            [post],
        )
    author = visitors.looking_as("The author of a post")
    heading(author, "My posts")
    url = demo.value("SELECT url FROM post WHERE id = ?", post)
    author.get_by_role("link", name="A post is missing? Give its link").click()
    author.get_by_label("Link of your post").fill(url)
    author.get_by_role("button", name="Find the notes on my post").click()
    author.locator(f"#note-{note}").get_by_role("link", name="Ask for additional review").click()
    author.get_by_role("button", name="Request additional review").click()
    said(author, "Contributors are asked to look at the note again.")
    expect(author.locator(f"#note-{note}")).to_contain_text("asked contributors to look at this note")
    ask = author.locator(f"#note-{note}").get_by_role("link", name="Ask for additional review")
    expect(ask).to_have_count(0)

    crowd.rate(note, crowd.on_both_sides(45), helpful=False)
    run_scoring(operator)
    author.reload()
    expect(author.locator(f"#note-{note}")).not_to_contain_text("Shown to everybody with the post")
    expect(author.get_by_role("region", name="Shown with the post").locator(f"#note-{note}")).to_have_count(0)
    author.goto(f"/notes/{note}")
    history = author.get_by_role("region", name="History").get_by_role("listitem")
    expect(history.nth(-2)).to_contain_text("Helpful")
    expect(history.last).not_to_contain_text(re.compile("^Helpful"))


def test_a_writer_loses_the_ability_to_write_and_regains_it_by_rating(
    demo, crowd, visitors, operator
):
    # A writer without record: one note rated not helpful locks at once.
    person, account = demo.rows(
        "SELECT contributor.id, membership.account FROM contributor"
        " JOIN membership ON contributor = contributor.id WHERE state = 4 AND writingImpact = 0"
        " AND contributor.id NOT IN (SELECT author FROM note)"
        " AND contributor.id NOT IN (SELECT contributor FROM membership JOIN account ON account.id = account"
        "   WHERE email = 'rater@demo.invalid') ORDER BY contributor.id"
    )[0]
    with demo.stopped() as database:
        database.execute(
            "UPDATE contributor SET state = 0, lastStateChangeAt = joinedAt WHERE id = ?", [person]
        )
        # The demonstration signs in its own roles; this one becomes its writer.
        kept = database.execute("SELECT value FROM keep WHERE name = 'demo'").fetchone()[0]
        database.execute(
            "UPDATE keep SET value = ? WHERE name = 'demo'",
            [re.sub(rb'"writer":\d+', b'"writer":%d' % account, bytes(kept))],
        )
    post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    raters = [rater for rater in crowd.on_both_sides(20) if rater != person]
    page = visitors.looking_as("A writer")
    note = write_note(page, post, "This is plainly nonsense, as always: https://example.org/nonsense")
    crowd.rate(note, raters, helpful=False)

    run_scoring(operator)
    page.goto(f"/notes/{note}")
    expect(page.locator(f"#note-{note}")).to_have_class(re.compile("is-nothelpful"))
    page.goto("/me")
    expect(page.get_by_role("heading", name="Writing is locked for now")).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_role("button", name="I have read this")).to_have_count(0)
    page.goto(f"/posts/{post}")
    expect(page.get_by_role("link", name="Write a note")).to_have_count(0)
    page.goto(f"/posts/{post}/write")
    expect(page.get_by_role("main")).to_contain_text("Writing unlocks at a Rating Impact of")

    # The person rates fresh notes first, others come to the same answer: that unlocks writing.
    target = demo.value("SELECT target FROM contributor WHERE id = ?", person)
    now = int(time.time() * 1000)
    fresh = [
        row["id"]
        for row in demo.rows(
            "SELECT note.id FROM note JOIN status ON status.note = note.id WHERE note.createdAt > ?"
            " AND status.helpfulSince IS NULL AND status IS NOT 2 AND note.deletedAt IS NULL"
            " AND firstStatus IS NULL AND note.author != ? AND note.id NOT IN"
            " (SELECT note FROM rating WHERE rater = ?) ORDER BY ratingCount",
            now - 40 * HOUR, person, person,
        )
    ]
    assert len(fresh) > target, "the demonstration has too few fresh notes"
    for number in fresh[: target + 3]:
        page.goto(f"/notes/{number}/rate")
        page.get_by_role("radio", name="No", exact=True).check()
        page.get_by_role("group", name="What is not helpful about it?").get_by_role(
            "checkbox"
        ).first.check()
        page.get_by_role("button", name="Rate the note").click()
        said(page, "Your rating is saved. Thank you.")
        crowd.rate(number, raters, helpful=False)

    run_scoring(operator)
    page.goto("/me")
    expect(page.get_by_role("heading", name="You can write notes")).to_be_visible()
    page.goto("/notices")
    expect(page.get_by_role("main")).to_contain_text("Writing is locked for now")
    expect(page.get_by_role("main")).to_contain_text("Your Rating Impact unlocked writing.")
    page.goto(f"/posts/{post}")
    expect(page.get_by_role("link", name="Write a note")).to_be_visible()
