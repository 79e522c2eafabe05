"""Joining, rating, writing, requesting."""

import re

from playwright.sync_api import expect

from people import heading, join, said, sign_up, write_note


def test_a_newcomer_signs_up_joins_and_chooses_one_of_five_aliases(site, visitors):
    page = visitors.new()
    sign_up(page, "Ada Example")
    heading(page, "Become a contributor")

    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_contain_text("Agree to the values")
    page.get_by_role("checkbox", name="I agree").check()
    page.get_by_role("button", name="Join").click()

    heading(page, "Choose your alias")
    aliases = page.locator("label.choice")
    expect(aliases).to_have_count(5)
    page.reload()
    expect(aliases).to_have_count(5)
    alias = aliases.nth(2).inner_text().strip()
    assert len(alias.split()) == 3
    page.get_by_label(alias).check()
    page.get_by_role("button", name="Use this alias").click()

    said(page, f"Welcome, {alias}. Rate a few notes to begin.")
    page.get_by_role("link", name="Me", exact=True).click()
    heading(page, alias)
    expect(page.get_by_role("main")).not_to_contain_text("Ada Example")
    expect(page.get_by_text("Writing unlocks at a Rating Impact of 5")).to_be_visible()


def test_a_wrong_sign_up_form_says_what_to_do_beside_each_field(site, visitors):
    page = visitors.new()
    page.goto("/sign-up")
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Create the account").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(3)
    for field in ["E-mail address", "Password"]:
        expect(page.get_by_label(field)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Name")).to_have_value("Ada Example")


def test_a_new_contributor_rates_five_notes(demo, visitors):
    page = visitors.new()
    sign_up(page, "Bo Example")
    join(page)
    heading(page, "Needs your help")

    rated = set()
    while len(rated) < 5:
        page.get_by_role("link", name="Rate this note").first.click()
        heading(page, "Rate this note")
        note = re.search(r"/notes/(\d+)/rate", page.url).group(1)
        assert note not in rated, "a note that was rated is offered again"
        helpful = len(rated) % 2 == 0
        page.get_by_role("radio", name="Yes" if helpful else "No", exact=True).check()
        reasons = page.get_by_role(
            "group", name="What is helpful about it?" if helpful else "What is not helpful about it?"
        )
        expect(page.get_by_role("checkbox").first).to_be_visible()
        reasons.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="Rate the note").click()
        said(page, "Your rating is saved. Thank you.")
        expect(page.locator(f"#note-{note}")).to_contain_text("Your rating:")
        rated.add(note)
        page.get_by_role("link", name="Notes", exact=True).click()

    alias = demo.value("SELECT alias FROM contributor ORDER BY id DESC")
    count = demo.value(
        "SELECT count(*) FROM rating JOIN contributor ON rater = contributor.id WHERE alias = ?", alias
    )
    assert count == 5


def test_a_rating_without_a_reason_is_not_taken_and_says_why(demo, visitors):
    page = visitors.looking_as("A new contributor")
    page.get_by_role("link", name="Rate this note").first.click()
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Rate the note").click()

    expect(page.get_by_role("alert")).to_contain_text("Tick at least one reason")
    expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()


def test_a_rating_can_be_changed_and_deleted(demo, visitors):
    page = visitors.looking_as("A new contributor")
    page.get_by_role("link", name="Rate this note").first.click()
    address = page.url
    page.get_by_role("radio", name="Somewhat").check()
    page.get_by_role("button", name="Rate the note").click()
    said(page, "Your rating is saved. Thank you.")

    page.goto(address)
    expect(page.get_by_role("radio", name="Somewhat")).to_be_checked()
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_label("Easy to understand").check()
    page.get_by_role("button", name="Change my rating").click()
    said(page, "Your rating is saved. Thank you.")

    page.goto(address)
    page.get_by_role("button", name="Delete my rating").click()
    said(page, "Your rating was deleted.")


def test_a_writer_proposes_a_note_that_others_can_rate_at_once(demo, visitors):
    post = demo.value(
        "SELECT id FROM post WHERE id NOT IN (SELECT post FROM note) AND removedAt IS NULL"
    )
    writer = visitors.looking_as("A writer")
    note = write_note(
        writer, post,
        "The sign was moved for a film and put back the next day: https://example.org/film",
    )
    expect(writer.locator(f"#note-{note}")).to_contain_text("Your note")

    reader = visitors.new()
    reader.goto(f"/posts/{post}")
    expect(reader.locator(f"#note-{note}")).to_contain_text(
        "Proposed note, only visible on the notes site"
    )
    rater = visitors.looking_as("A new contributor")
    rater.goto(f"/posts/{post}")
    expect(rater.locator(f"#note-{note}").get_by_role("link", name="Rate this note")).to_be_visible()


def test_a_note_without_source_or_with_too_many_characters_is_not_taken(demo, visitors):
    post = demo.value("SELECT id FROM post WHERE id NOT IN (SELECT post FROM note)")
    page = visitors.looking_as("A writer")
    page.goto(f"/posts/{post}/write")
    page.get_by_label("Misinformed, or it could mislead").check()
    page.get_by_label("It has a factual error").check()
    page.get_by_label("Your note").fill("a" * 281)
    expect(page.get_by_text("1 character too many").first).to_be_visible()
    page.get_by_role("group", name="Did you link to sources").get_by_label("Yes").check()
    page.get_by_role("button", name="Publish the note").click()

    expect(page.get_by_role("alert")).to_contain_text("280 fit")
    expect(page.get_by_label("Your note")).to_have_value("a" * 281)
    expect(page.get_by_label("It has a factual error")).to_be_checked()


def test_a_post_appears_among_the_requests_once_enough_people_request_a_note(
    site, visitors, operator
):
    people = []
    for name in ["Cy Example", "Di Example", "Ed Example", "Flo Example"]:
        page = visitors.new()
        sign_up(page, name)
        people.append(page)
    people[0].goto("/posts/add")
    people[0].get_by_label("Address of the post").fill("https://forum.example/t/lamps/7?utm_source=x")
    people[0].get_by_label("Title").fill("The new street lamps")
    people[0].get_by_label("Text of the post").fill("They use twice the current of the old ones!")
    people[0].get_by_role("button", name="Add the post").click()
    heading(people[0], "The new street lamps")
    address = people[0].url

    for number, page in enumerate(people):
        page.goto(address)
        page.get_by_role("link", name="Request a note").click()
        if number == 0:
            page.get_by_label("Why is a note needed?").fill("The data sheet says half.")
            page.get_by_label("First link").fill("https://example.org/data-sheet")
        page.get_by_role("button", name="Request a note").click()
        said(page, "Your request is noted. Thank you.")
        expect(page.get_by_role("link", name="You requested a note")).to_be_visible()
        operator.goto("/requests")
        shown = operator.get_by_role("link", name="The new street lamps")
        expect(shown).to_have_count(1 if number == 3 else 0)

    card = operator.locator("article", has_text="Several people requested a note")
    expect(card).to_contain_text("The data sheet says half.")
    expect(card.get_by_role("link", name="https://example.org/data-sheet")).to_be_visible()
    for name in ["Cy", "Di", "Ed", "Flo"]:
        expect(operator.get_by_role("main")).not_to_contain_text(name + " Example")
