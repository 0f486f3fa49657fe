"""A rep looks after deals and follow-ups: with and without a script, by keyboard, on any screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.browser.conftest import Visitor, quiet

Visit = Callable[..., Visitor]
REP = "jonas@example.com"
FILE = (
    b"company;stage;amount;currency;close_date;contact_name;contact_role\n"
    b"New Horizon Catering;approach;12.500,00;EUR;18.12.2099;Dana Fox;champion\n"
)


def add_deal(rep: Visitor, company: str) -> str:
    """Add a deal by its company, and give its address."""
    rep.go("/deals/new")
    rep.page.get_by_label("Company or household").fill(company)
    rep.page.get_by_role("button", name="Add the deal").click()
    rep.page.wait_for_url(re.compile(r"/deals/d-"))
    return rep.page.url.removeprefix(rep.product.address)


def fold_out(rep: Visitor, words: str) -> None:
    rep.page.get_by_text(words, exact=True).click()


def test_from_the_list_to_the_reason_of_a_next_step(visit: Visit) -> None:
    rep = visit()
    with quiet(rep):
        rep.sign_in(REP)
        rep.page.get_by_role("link", name="Deals", exact=True).click()
        rep.page.get_by_role("link", name="Nordhamn Cold Stores").click()
        expect(rep.page.get_by_role("heading", level=1)).to_have_text("Nordhamn Cold Stores")
        expect(rep.page.get_by_text("Next step", exact=True)).to_be_visible()
        expect(rep.page.get_by_text("The close date was").first).to_be_visible()
        fold_out(rep, "What else is true, and why it comes later")
        expect(rep.page.locator("details[open] li").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_deal_from_its_company_to_a_follow_up(visit: Visit, script: bool) -> None:
    rep = visit(java_script_enabled=script)
    rep.sign_in(REP)
    add_deal(rep, f"Orchard Lane {script}")
    page = rep.page
    fold_out(rep, "Add someone")
    page.get_by_label("Name", exact=True).fill("Dana Fox")
    page.get_by_label("Their part").select_option("economic_buyer")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_text("Dana Fox · Decides on the money")).to_be_visible()
    fold_out(rep, "Write something down")
    page.get_by_label("What was said").fill("<b>She</b> wants a pilot & a price")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("<b>She</b> wants a pilot & a price")).to_be_visible()
    fold_out(rep, "Add an objection")
    page.get_by_label("The buyer’s words").fill("Nine thousand is too much")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Settled: Nine thousand is too much").click()
    expect(page.get_by_text("settled", exact=False).last).to_be_visible()
    fold_out(rep, "Change stage, dates or next step")
    page.get_by_label("Stage").select_option("approach")
    page.get_by_label("What the buyer agreed to do next").fill("A pilot in one shop")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("A pilot in one shop, without a day")).to_be_visible()
    fold_out(rep, "Add a follow-up")
    page.get_by_label("What to do").fill("Send Dana the plan")
    page.get_by_label("On which day").last.fill("2099-01-05")
    page.get_by_role("button", name="Remind me").click()
    page.get_by_role("button", name="Done: Send Dana the plan").click()
    expect(page.get_by_text("Nothing is due for this deal.")).to_be_visible()
    page.get_by_role("link", name="Follow-ups", exact=True).first.click()
    expect(page.get_by_text("Send Dana the plan").first).to_be_visible()


def test_a_form_that_is_wrong_comes_back_with_what_was_typed(visit: Visit) -> None:
    rep = visit()
    rep.sign_in(REP)
    rep.go("/deals/new")
    page = rep.page
    page.get_by_label("Company or household").fill("Orchard Lane")
    page.get_by_label("Amount, in whole units").fill("12-15k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    amount = page.get_by_label("Amount, in whole units")
    expect(amount).to_have_value("12-15k")
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_accessible_description(re.compile("not one figure"))


def test_a_change_in_a_second_window_is_not_lost(visit: Visit) -> None:
    rep = visit()
    rep.sign_in(REP)
    deal = add_deal(rep, "Two Windows")
    second = rep.context.new_page()
    second.goto(rep.product.address + deal)
    for page, amount in ((rep.page, "5"), (second, "6")):
        page.get_by_text("Change stage, dates or next step", exact=True).click()
        page.get_by_label("Amount, in whole units").fill(amount)
        page.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert")).to_contain_text("changed meanwhile")
    expect(second.get_by_label("Amount, in whole units")).to_have_value("5")


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_looked_at_and_then_saved(visit: Visit, script: bool) -> None:
    rep = visit(java_script_enabled=script)
    rep.sign_in(REP)
    content = FILE.replace(b"New Horizon", b"New Horizon %d" % script)
    for _ in range(2):
        rep.go("/deals/import")
        rep.page.get_by_label("CSV file").set_input_files(
            {"name": "deals.csv", "mimeType": "text/csv", "buffer": content}
        )
        rep.page.get_by_role("button", name="See what it would do").click()
        save = rep.page.get_by_role("button", name="Save 1 deal")
        if save.count():
            save.click()
            expect(rep.page.get_by_role("status").last).to_contain_text("1 new")
    expect(rep.page.get_by_text("Everything in it is here already")).to_be_visible()


def test_a_deal_is_opened_and_changed_with_the_keyboard_alone(visit: Visit) -> None:
    rep = visit()
    rep.sign_in(REP)
    rep.go("/deals")
    page = rep.page
    wanted = page.get_by_role("link", name="Acme Bakeries")
    _tab_to(rep, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/deals/d-"))
    _tab_to(rep, page.locator("#people summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Keyboard Kim")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Keyboard Kim")).to_be_visible()


def _tab_to(rep: Visitor, wanted: object) -> None:
    for _ in range(60):
        rep.page.keyboard.press("Tab")
        if wanted.evaluate("found => found === document.activeElement"):  # type: ignore[attr-defined]
            return
    raise AssertionError("the keyboard does not get there")


def test_a_foreign_deal_is_not_found_and_a_managers_view_has_no_forms(visit: Visit) -> None:
    rep = visit()
    rep.sign_in(REP)
    deal = add_deal(rep, "Private Affair")
    other = visit()
    other.sign_in("aisha@example.com")
    other.go(deal)
    expect(other.page.get_by_text("There is nothing here for you")).to_be_visible()
    chief = visit()
    chief.sign_in("maria@example.com")
    chief.go(deal)
    expect(chief.page.get_by_text("only Jonas Lind changes it")).to_be_visible()
    expect(chief.page.get_by_role("button", name="Save")).to_have_count(0)


def test_a_trainee_sees_no_deals(visit: Visit) -> None:
    trainee = visit()
    trainee.sign_in("tom@example.com")
    expect(trainee.page.get_by_role("link", name="Deals", exact=True)).to_have_count(0)
    trainee.go("/deals")
    expect(trainee.page.get_by_text("Deals come with the role of a rep.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_of_deals_scrolls_sideways(visit: Visit, width: int, scheme: str) -> None:
    rep = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    with quiet(rep):
        rep.sign_in(REP)
        rep.go("/deals?state=all")
        deals = [
            str(link.get_attribute("href")) for link in rep.page.locator(".row__link").all()[:3]
        ]
        for path in ("/deals?state=all", *deals, "/deals/new", "/deals/import", "/follow-ups"):
            rep.go(path)
            rep.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            wide = rep.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, path
