"""Drives the page of Microsoft's simulator as a person would: types, presses, reads."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from playwright.sync_api import Locator, Page, ViewportSize, expect

BOT = "Kahvibotti"
PERSONAL_CHAT = "Personal Chat"
GROUP_CHAT = "Vinkkikahvien suunnittelu"
CHANNEL = "Savon kirjastot - Etäkahvit"

_CARD = ".ac-adaptiveCard"
_SHOWN = "card => [...document.querySelectorAll(card)].map(c => c.innerText).join('§')"
_WAIT_MS = 30_000
_WIDE = ViewportSize(width=1280, height=900)
# What is left for a card in Teams on a phone held upright.
_NARROW_PX = 300


class Playground:
    """One open page. In a channel `ask` begins a new thread, and cards are read of the newest thread."""

    def __init__(self, page: Page, address: str, pictures: Path) -> None:
        self.page = page
        self._pictures = pictures
        self._in_channel = False
        page.set_default_timeout(_WAIT_MS)
        page.set_viewport_size(_WIDE)
        page.goto(address)
        self._compose_box().wait_for()

    def open_personal_chat(self) -> None:
        """Turn to the chat between the person and the bot, where the bot has greeted."""
        self._open(PERSONAL_CHAT, in_channel=False)
        # Else a greeting that comes late would be taken for the answer.
        self._cards().first.wait_for()

    def open_channel(self, name: str = CHANNEL) -> None:
        """Turn to a channel of the team."""
        self._open(name, in_channel=True)

    def wait_for_card(self) -> str:
        """The text of the newest card, once there is one."""
        self._cards().first.wait_for()
        return self.last_card_text()

    def wait_for_another_card(self, *, seconds: float) -> str:
        """The text of the next card, which comes without being asked for."""
        before = self.page.locator(_CARD).count()
        expect(self.page.locator(_CARD)).to_have_count(before + 1, timeout=seconds * 1000)
        return self.last_card_text()

    def ask(self, text: str) -> str:
        """Say it to the bot and give the text of the card that answers."""
        before = self.page.locator(_CARD).count()
        self.say(text, mention=self._in_channel)
        # More than one may have come: what comes unasked does not wait.
        more = "([card, before]) => document.querySelectorAll(card).length > before"
        self.page.wait_for_function(more, arg=[_CARD, before], timeout=_WAIT_MS)
        return self.last_card_text()

    def say(self, text: str, *, mention: bool = False) -> None:
        """Say it without waiting for an answer; `mention` begins it with the bot's name."""
        box = self._compose_box()
        box.click()
        if mention:
            self.page.keyboard.type(f"@{BOT}", delay=20)
            name = self.page.get_by_role("menuitem", name=BOT)
            name.click()
            # Until then the mention is only text, and nobody is mentioned by that.
            name.wait_for(state="hidden")
            text = f" {text}"
        self.page.keyboard.insert_text(text)
        self._send_button().click()

    def last_card(self) -> Locator:
        """The newest card."""
        cards = self._cards()
        return cards.first if self._in_channel else cards.last

    def last_card_text(self) -> str:
        """All that the newest card shows, its buttons included."""
        return self.last_card().inner_text()

    def buttons(self) -> list[str]:
        """What the newest card's buttons say; links are buttons too."""
        return self.last_card().locator(".ac-pushButton-content").all_inner_texts()

    def press(self, button: str) -> str:
        """Press a button of the newest card; gives the newest card's text after something has changed.

        The bot may answer with a new card or put another in the pressed one's place, or the card may
        show more of itself.
        """
        before = self._shown()
        self.last_card().locator(f'button[aria-label="{button}"]').first.click()
        self.page.wait_for_function(
            f"([card, before]) => ({_SHOWN})(card) !== before", arg=[_CARD, before], timeout=_WAIT_MS
        )
        return self.last_card_text()

    def load(self, button: str) -> bytes:
        """What is behind a button of the last card that opens an address in another window."""
        self.page.evaluate("window.open = address => { window.opened = String(address) }")
        self.last_card().locator(f'button[aria-label="{button}"]').click()
        with urllib.request.urlopen(self.page.evaluate("window.opened"), timeout=60) as response:
            body: bytes = response.read()
        return body

    def thread_text(self) -> str:
        """The newest thread of a channel: what was asked, and what was answered under it."""
        return self._threads().first.inner_text()

    def narrow(self) -> None:
        """Make the cards as narrow as on a phone; the simulator's page itself cannot become so narrow."""
        self.page.add_style_tag(content=f".ac-preview-panel {{ width: {_NARROW_PX}px !important; }}")

    def overflow(self) -> int:
        """By how many pixels the newest card's content is wider than the card."""
        wide: int = self.last_card().evaluate("card => card.scrollWidth - card.clientWidth")
        return wide

    def screenshot(self, name: str) -> Path:
        """Keep a picture of the page as it is."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        path = self._pictures / f"{name}.png"
        self.page.screenshot(path=path)
        return path

    def _open(self, name: str, *, in_channel: bool) -> None:
        self._in_channel = in_channel
        self.page.get_by_role("treeitem", name=name, exact=True).click()
        # A box to write into was there before too; until the page has turned its cards would be counted.
        self._send_button().wait_for()
        self._compose_box().wait_for()

    def _send_button(self) -> Locator:
        send = "Post" if self._in_channel else "Send Message"
        return self.page.get_by_role("button", name=send, exact=True).first

    def _compose_box(self) -> Locator:
        return self.page.locator('[role="textbox"][contenteditable="true"]').first

    def _threads(self) -> Locator:
        return self.page.locator('.fui-Card[role="group"]').filter(has_text="Type a message...")

    def _cards(self) -> Locator:
        return self._threads().first.locator(_CARD) if self._in_channel else self.page.locator(_CARD)

    def _shown(self) -> str:
        shown: str = self.page.evaluate(_SHOWN, _CARD)
        return shown
