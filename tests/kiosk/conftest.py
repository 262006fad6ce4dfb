"""A kiosk in front of real actions and a real database, its reader and printer in memory."""

import html
import re

from django.test import Client

from shuangquan.actions.kiosks import add_kiosk
from shuangquan.connectors.reader.port import Card
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.text import Text
from tests.portal.conftest import world as world  # the fixture
from tests.portal.ports import World

REGION = "370783"
NAMES = {"mother": "周若岚", "father": "陈景行"}


class Machine:
    """An enrolled machine: a test client that follows redirects and keeps the last page."""

    def __init__(self, world: World, site: str = "hall", region: str = REGION) -> None:
        self.world, self.client = world, Client()
        self.text, self.status, self.path = "", 0, ""
        self.id, code = add_kiosk(SYSTEM, Text("寿光市民中心 · 1 号机", "Citizens' centre · no. 1"), site, region)
        self.post("/kiosk/enrol", code=code)
        assert self.path == "/kiosk/", self.text

    def lay(self, who: str = "mother") -> "Machine":
        """Lay somebody's card, and wait until it is read."""
        number = self.world.family.mother if who == "mother" else self.world.family.father
        self.world.reader.cards[self.id] = Card(number, NAMES[who], None, faced=True)
        return self.post("/kiosk/begin")

    def get(self, path: str) -> "Machine":
        return self._keep(self.client.get(path, follow=True), path)

    def post(self, path: str, **data: object) -> "Machine":
        return self._keep(self.client.post(path, data, follow=True), path)

    def read(self, pattern: str) -> str:
        """The first group of a pattern on the page at hand."""
        found = re.search(pattern, html.unescape(self.text))
        assert found, self.text
        return str(found[1])

    def _keep(self, response: object, path: str) -> "Machine":
        chain = getattr(response, "redirect_chain", [])
        self.path = (chain[-1][0] if chain else path).partition("?")[0]
        self.status = response.status_code  # type: ignore[attr-defined]
        self.text = response.content.decode(errors="replace")  # type: ignore[attr-defined]
        return self
