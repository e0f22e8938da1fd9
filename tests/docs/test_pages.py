"""The reference as a person reads it: in a browser without a network, on a phone and on a desk."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, Request

PHONE: Final = (390, 844)
DESK: Final = (1440, 900)
LAYOUT: Final = Path(__file__).with_name("layout.js").read_text("utf-8")
DRAWN: Final = """(character) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  context.font = `40px ${getComputedStyle(document.querySelector("article p")).fontFamily}`;
  context.fillText(character, 20, 80);
  return canvas.toDataURL();
}"""
"""A character as the page's font draws it."""
NO_CHARACTER: Final = "\U0010fffe"
"""No font has it, so what is drawn is the box for missing ones."""


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page that fails its test if it says an error or asks for anything that is not a file."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda asked: faults.extend(_foreign(asked)))
    yield opened
    context.close()
    assert faults == []


def _foreign(asked: Request) -> list[str]:
    return [] if asked.url.startswith(("file:", "data:", "blob:")) else [asked.url]


def test_layout(page: Page, pages: list[Path]) -> None:
    """On every page nothing is cut, overlaps or makes the page wider than the screen; code and tables scroll inside."""
    faults = []
    for path in pages:
        page.goto(path.as_uri())
        faults += [f"{path.name}: {fault}" for fault in page.evaluate(LAYOUT)]

    assert faults == []


@pytest.mark.parametrize("name", ["reference.html", "html/index.html"])
def test_layout_finds_faults(page: Page, built: Path, name: str) -> None:
    """What the check of the layout looks for is found where it is there, whatever stands around the content."""
    page.goto((built / name).as_uri())
    page.evaluate("""() => {
        document.querySelector("article, main").innerHTML = `
            <div><p style="white-space: nowrap">${"wide ".repeat(1000)}</p><p style="margin-top: -40px">over</p></div>
            <p style="width: 5px; overflow: hidden">cut</p>
            <pre style="overflow: visible">${"long ".repeat(1000)}</pre>`;
    }""")

    faults = " / ".join(page.evaluate(LAYOUT))

    for part in ("p “wide [wide ]+” reaches", "lies over", "is cut", "does not scroll inside itself"):
        assert re.search(part, faults)


def test_navigation(page: Page, built: Path) -> None:
    """From the first page a reader comes to a method through the side bar, which a phone has behind a button."""
    page.goto((built / "html" / "index.html").as_uri())

    _follow(page, _sidebar(page).get_by_role("link", name="top-client", exact=True))
    _follow(page, _sidebar(page).get_by_role("link", name="taobao.tpn.template.message.send"))

    assert page.locator("h1").inner_text().startswith("taobao.tpn.template.message.send")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("批量", "alibaba.ib.workcore.message.batchsendmsg"),
        ("批量发送", "POST /msg/batch_send_msg"),
        ("管", "POST /auth/get_admin_token"),
        ("千牛模板消息", "taobao.tpn.template.message.send"),
        ("recvIDs", "POST /msg/batch_send_msg"),
        ("msg.batch_send_msg", "POST /msg/batch_send_msg"),
        ("alibaba.iwork.mc.msg.sendmobile", "alibaba.iwork.mc.msg.sendmobile"),
        ("批量 failedUserIDs", "POST /msg/batch_send_msg"),
    ],
)
def test_search(page: Page, built: Path, query: str, title: str) -> None:
    """The search finds Chinese, English and the names of code, and leads to the method's page."""
    page.goto((built / "html" / "index.html").as_uri())

    _sidebar(page).get_by_role("textbox").fill(query)
    page.keyboard.press("Enter")
    _follow(page, page.locator("#search-results").get_by_role("link", name=title, exact=True))

    assert page.locator("h1").inner_text().startswith(title)


def test_search_without_result(page: Page, built: Path) -> None:
    """Two characters that stand next to each other nowhere are not found because each is somewhere."""
    page.goto((built / "html" / "search.html").as_uri() + "?q=量批")

    page.get_by_text(re.compile("did not match any documents")).wait_for()


def test_chinese(page: Page, built: Path) -> None:
    """Chinese characters are drawn as what they are, and not as boxes."""
    fonts = shutil.which("fc-list")
    if fonts and not subprocess.run([fonts, ":lang=zh-cn"], capture_output=True, check=True).stdout:
        pytest.skip("there is no Chinese font on this machine")
    page.goto((built / "html" / "top" / "taobao.tpn.template.message.send.html").as_uri())
    drawn = {character: page.evaluate(DRAWN, character) for character in f"发送千牛模板消息{NO_CHARACTER}"}

    assert "发送千牛模板消息" in page.locator("article").inner_text()
    assert len(set(drawn.values())) == len(drawn)


def _follow(page: Page, link: Locator) -> None:
    """Click a link, and wait for the page that it leads to: what comes next is about that one."""
    with page.expect_navigation():
        link.click()


def _sidebar(page: Page) -> Locator:
    """The side bar, opened where it is behind a button."""
    button = page.locator(".mobile-header label[for=__navigation]")
    if button.is_visible():
        button.click()
    return page.locator(".sidebar-drawer")
