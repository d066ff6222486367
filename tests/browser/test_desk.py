"""Staff at the desk while customers write: what both see, in real browsers at the same time."""

from __future__ import annotations

import os
import signal

import pytest
from playwright.async_api import Page, expect

from tests.browser.axe import violations
from tests.browser.chat_on_page import ChatOnPage
from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import Visit
from tests.browser.desk_on_page import PASSWORD, DeskOnPage
from tests.journeys.product import Product

#: The desk starts anew within this time, in milliseconds.
BACK = 60_000
#: What a finger misses: all that can be pressed and is lower than 44 px.
TOO_SMALL = """() => [...document.querySelectorAll('a, button, select, summary, input')]
  .filter((one) => one.offsetParent && !one.matches('.skip, [type=hidden], [type=radio]'))
  .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
DARK_PHONE = {**PHONE, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def desk_url(product: Product) -> str:
    """Return the desk's address, once Maria and Ben can sign in there."""
    for name in ("maria", "ben.cruz"):
        added = product.refunds("staff", "add", name, "--password", PASSWORD)
        assert added.returncode == 0, added.stderr
    return f"http://127.0.0.1:{product.desk_port}"


async def customer(product: Product, page: Page) -> ChatOnPage:
    """Open the chat as a customer who wants a person."""
    chat = ChatOnPage(page)
    await page.goto(f"{product.url}/?merchant=iprog")
    await chat.open()
    await chat.say("let me talk to a person please")
    return chat


async def case_of(product: Product, chat: ChatOnPage) -> str:
    ref: str = product.case_of((await chat.session())["id"])["ref"]
    return ref


async def test_a_customer_and_staff_speak_until_the_case_is_closed(
    product: Product, desk_url: str, visit: Visit, console: list[str]
) -> None:
    desk = DeskOnPage(await visit(), desk_url)
    await desk.sign_in("maria")
    chat = await customer(product, await visit())
    ref = await case_of(product, chat)
    # The list heard of the new case by itself.
    await desk.page.get_by_role("link", name=ref).click()
    await expect(desk.conversation.get_by_text("let me talk to a person please")).to_be_visible()
    await desk.take_over()
    await expect(chat.log.get_by_text("Maria is here now")).to_be_visible()
    await desk.message.press_sequentially("Hello ")
    await expect(chat.panel.locator(".status")).not_to_have_text("")
    await desk.say("Hello, what can I do for you?")
    await expect(chat.log.get_by_text("Hello, what can I do for you?")).to_be_visible()
    await expect(desk.conversation.get_by_title("Seen by the customer").last).to_be_visible()
    await chat.input.press_sequentially("A question")
    await expect(desk.page.get_by_text("The customer is typing…")).to_be_visible()
    before = await chat.answers.count()
    for words in ("A question: how long does a refund take?", "/restart", "yes"):
        await chat.write(words)
        await expect(desk.conversation.get_by_text(words, exact=True)).to_be_visible()
    assert await chat.answers.count() == before
    await desk.button("Hand back to the assistant").click()
    await expect(desk.button("Take over")).to_be_visible()
    await expect(chat.answers.nth(before)).to_be_visible()
    await desk.close_case("A question, and it is answered", "How long it takes")
    await expect(desk.page.get_by_text("Closed", exact=True)).to_be_visible()
    assert product.case_of((await chat.session())["id"])["who_speaks"] == "closed"
    assert console == []


async def test_two_staff_at_one_case_see_each_other_and_the_later_one_hears_what_changed(
    product: Product, desk_url: str, visit: Visit
) -> None:
    chat = await customer(product, await visit())
    ref = await case_of(product, chat)
    maria, ben = DeskOnPage(await visit(), desk_url), DeskOnPage(await visit(), desk_url)
    for desk, name in ((maria, "maria"), (ben, "ben.cruz")):
        await desk.sign_in(name)
        await desk.open(ref)
    await expect(maria.page.get_by_text("ben.cruz is looking at this case too.")).to_be_visible()
    await expect(ben.page.get_by_text("maria is looking at this case too.")).to_be_visible()
    await ben.write_note("She rang us twice.")
    await maria.take_over()
    await expect(ben.page.get_by_text("maria has this case.")).to_be_visible()
    await ben.button("Keep the note").click()
    await expect(ben.refusal).to_contain_text("the case changed since you looked")
    await expect(ben.refusal).to_contain_text("maria took over")
    await expect(ben.page.get_by_label("Note, for staff alone")).to_have_value("She rang us twice.")
    assert await violations(ben.page) == []
    await ben.button("Keep the note").click()
    notes = maria.page.get_by_role("region", name="Private notes")
    await expect(notes.get_by_text("She rang us twice.")).to_be_visible()
    await ben.page.close()
    await expect(maria.page.get_by_text("is looking at this case too")).to_be_hidden()


async def test_a_desk_that_is_killed_in_the_middle_loses_no_word_and_comes_back(
    product: Product, desk_url: str, visit: Visit
) -> None:
    chat = await customer(product, await visit())
    desk = DeskOnPage(await visit(), desk_url)
    await desk.sign_in("maria")
    await desk.open(await case_of(product, chat))
    await desk.take_over()
    await desk.message.fill("I am looking it up.")
    os.kill(product.pid_of("bot.cli desk"), signal.SIGKILL)
    await expect(desk.page.get_by_text("The desk cannot be reached.")).to_be_visible()
    await chat.write("Are you there?")
    await expect(desk.page.get_by_text("The desk cannot be reached.")).to_be_hidden(timeout=BACK)
    # What was written meanwhile comes by itself, what was typed is still there, and so is she.
    await expect(desk.conversation.get_by_text("Are you there?")).to_be_visible()
    await expect(desk.message).to_have_value("I am looking it up.")
    await desk.page.reload()
    await expect(desk.message).to_have_value("I am looking it up.")
    await desk.message.press("Control+Enter")
    await expect(chat.log.get_by_text("I am looking it up.")).to_be_visible()


async def test_a_page_whose_session_ended_elsewhere_says_so_and_keeps_what_was_typed(
    product: Product, desk_url: str, visit: Visit
) -> None:
    chat = await customer(product, await visit())
    desk = DeskOnPage(await visit(), desk_url)
    await desk.sign_in("maria")
    await desk.open(await case_of(product, chat))
    await desk.take_over()
    await desk.message.fill("Half a sent")
    elsewhere = await desk.page.context.new_page()
    await elsewhere.goto(f"{desk_url}/me")
    await elsewhere.get_by_role("button", name="Sign out everywhere").click()
    await expect(desk.page.get_by_text("You are signed out.")).to_be_visible()
    await desk.page.get_by_role("link", name="Sign in again").click()
    await desk.page.get_by_label("Name").fill("maria")
    await desk.page.get_by_label("Password").fill(PASSWORD)
    await desk.page.get_by_role("button", name="Sign in").click()
    await expect(desk.message).to_have_value("Half a sent")


async def test_who_signed_in_anew_in_another_tab_goes_on_in_this_one(
    product: Product, desk_url: str, visit: Visit
) -> None:
    chat = await customer(product, await visit())
    desk = DeskOnPage(await visit(), desk_url)
    await desk.sign_in("maria")
    await desk.open(await case_of(product, chat))
    await desk.take_over()
    await desk.message.fill("From the first tab.")
    await DeskOnPage(await desk.page.context.new_page(), desk_url).sign_in("maria")
    await desk.message.press("Control+Enter")
    await expect(desk.page.get_by_text("please send it again")).to_be_visible()
    await expect(desk.message).to_have_value("From the first tab.")
    await desk.message.press("Control+Enter")
    await expect(chat.log.get_by_text("From the first tab.")).to_be_visible()
    await expect(desk.page.get_by_text("please send it again")).to_be_hidden()


async def test_a_case_is_worked_by_keys_alone(
    product: Product, desk_url: str, visit: Visit, console: list[str]
) -> None:
    chat = await customer(product, await visit())
    ref = await case_of(product, chat)
    desk = DeskOnPage(await visit(), desk_url)
    keys = desk.page.keyboard

    async def tab_to(name: str) -> None:
        for _ in range(60):
            await keys.press("Tab")
            focused = desk.page.locator(":focus")
            label = await focused.evaluate("one => one.labels?.[0]?.innerText ?? one.innerText")
            if label.strip() == name:
                return
        raise AssertionError(f"No Tab leads to {name!r}.")

    await desk.page.goto(f"{desk_url}/sign-in")
    await tab_to("Name")
    await keys.type("maria")
    await tab_to("Password")
    await keys.type(PASSWORD)
    await keys.press("Enter")
    await expect(desk.page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
    await tab_to("Skip to the content")
    await keys.press("Enter")
    await tab_to(ref)
    await keys.press("Enter")
    await expect(desk.page.get_by_role("heading", level=1)).to_contain_text(ref)
    await tab_to("Take over")
    await keys.press("Enter")
    await expect(desk.message).to_be_visible()
    await tab_to("Message to the customer")
    await keys.type("By keys alone.")
    await keys.press("Control+Enter")
    await expect(chat.log.get_by_text("By keys alone.")).to_be_visible()
    await expect(desk.message).to_have_value("")
    await tab_to("Close the case")
    assert console == []


@pytest.mark.parametrize(
    ("device", "purchase"),
    [(DESKTOP, "IPG-1006 carla@example.com"), (DARK_PHONE, "IPG-1007 dan@example.com")],
    ids=["desktop", "dark phone"],
)
async def test_every_page_is_accessible_and_fits(
    device: dict[str, object],
    purchase: str,
    product: Product,
    desk_url: str,
    visit: Visit,
) -> None:
    sender = f"axe {purchase}"
    product.say(sender, f"refund {purchase}, bought by accident", "yes")
    ref = product.case_of(sender)["ref"]
    desk = DeskOnPage(await visit(device), desk_url)
    await desk.page.goto(f"{desk_url}/sign-in")
    assert await violations(desk.page) == []
    await desk.sign_in("demo", "try-the-desk")
    for path in ("/", "/?list=closed&reason=abuse", f"/case/{ref}", "/me", "/people", "/people/1"):
        await desk.page.goto(desk_url + path)
        assert await violations(desk.page) == [], path
        wider = "document.documentElement.scrollWidth - innerWidth"
        assert await desk.page.evaluate(wider) <= 0, path
    await desk.open(ref)
    if await desk.button("Take over").count():
        await desk.take_over()
    if device.get("has_touch"):
        assert await desk.page.evaluate(TOO_SMALL) == []
    for one in await desk.page.locator("summary").all():
        if await one.locator("..").get_attribute("open") is None:
            await one.click()
    assert await violations(desk.page) == []
