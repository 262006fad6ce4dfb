"""A station in front of real actions and a real database, with every outside party in memory."""

import base64
import json
import re
import secrets
from datetime import date
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from shuangquan.actions.stations import StoredStation, add_station, add_tablet, keep_helper
from shuangquan.connectors.reader.port import Card
from shuangquan.core.cases.complaints import OPERATOR
from shuangquan.core.words.actor import SYSTEM
from shuangquan.core.words.text import Text
from shuangquan.records.ids import new_id
from tests.desk.conftest import PASSWORD, append_officer, find_code
from tests.portal.conftest import world as world  # the fixture
from tests.portal.ports import World

REGION = "370783"
DRAWN = "100,100 200,200 250,210;300,100 350,200 400,250"
PHOTO = b"%PDF-1.4\n% a card\n%%EOF\n"


def make_station(place: str = "示例村便民服务站", themes: tuple[str, ...] = ("newborn", "retirement")) -> StoredStation:
    return add_station(SYSTEM, Text(place, "Village station"), "示例村民委员会", "village", REGION, themes, (date(2026, 1, 1), None))


class Tablet:
    """An enrolled tablet with a helper signed in: a test client that follows redirects and keeps the last page."""

    def __init__(self, world: World, station: StoredStation | None = None, account: str = "helper") -> None:
        self.world, self.client = world, Client()
        self.station = station or make_station()
        self.text, self.status, self.path = "", 0, ""
        append_officer(account, OPERATOR, REGION, roles=("helper",))
        keep_helper(SYSTEM, self.station.id, account)
        self.id, code = add_tablet(SYSTEM, self.station.id)
        self.post("/station/enrol", code=code)
        assert self.path.startswith("/station/login"), self.text
        TOTPDevice.objects.filter(user__username=account).update(last_t=-1)
        self.post("/station/login", username=account, password=PASSWORD, code=find_code())
        assert self.path == "/station/", self.text

    def lay(self, number: str, name: str) -> Self:
        """Lay somebody's card, and read it."""
        self.world.reader.cards[self.station.id] = Card(number, name, None, faced=True)
        return self.post("/station/card")

    def get(self, path: str) -> Self:
        return self._keep(self.client.get(path, follow=True), path)

    def post(self, path: str, **data: object) -> Self:
        return self._keep(self.client.post(path, data, follow=True), path)

    def send(self, path: str, data: dict[str, object]) -> Self:
        return self._keep(self.client.post(path, data, follow=True), path)

    @property
    def case(self) -> str:
        """The path of the case on the page at hand."""
        found = re.search(r"/station/case/[0-9a-f-]{36}", self.path)
        assert found, self.path
        return found[0]

    def fetch_kit(self) -> dict[str, Any]:
        """What the tablet takes along."""
        found: dict[str, Any] = self.client.get("/station/offline/kit").json()
        return found

    def deliver(self, box: str, envelope: bytes) -> dict[str, Any]:
        """Send a package as the page does."""
        body = {"id": box, "box": SimpleUploadedFile("box", envelope, "application/json")}
        found: dict[str, Any] = self.client.post("/station/offline/take", body).json()
        return found

    def _keep(self, response: Any, path: str) -> Self:
        chain = getattr(response, "redirect_chain", [])
        self.path = (chain[-1][0] if chain else path).partition("?")[0]
        self.status, self.text = response.status_code, response.content.decode(errors="replace")
        return self


def make_package(kit: dict[str, Any], theme: str, who: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A package as the tablet's page makes one: (ID number, name), answers and facts in `more`."""
    matter = next(one for one in kit["matters"] if one["theme"] == theme)
    role = matter["roles"][0]
    return {
        "v": 1, "id": new_id(), "shift": kit["shift"], "theme": theme, "role": role["role"], "words": matter["words"]["zh"],
        "notice": role["notice"]["digest"], "drawn": DRAWN, "who": {"id_number": who[0], "name": who[1]}, "answers": {}, "facts": {},
        "papers": [], "proof": base64.b64encode(PHOTO).decode(), "said_at": "2026-11-24T10:00:00.000Z", **more,
    }  # fmt: skip


def seal(kit: dict[str, Any], package: dict[str, Any], *, box: str = "", tablet: str = "") -> bytes:
    """Seal a package as the tablet's page does, for the key of the kit."""
    box, tablet = box or package["id"], tablet or kit["tablet"]
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    theirs = load_der_public_key(base64.b64decode(kit["key"]))
    assert isinstance(theirs, RSAPublicKey)
    inside = AESGCM(key).encrypt(nonce, json.dumps(package).encode(), f"1|{tablet}|{box}".encode())
    wrapped = theirs.encrypt(key, OAEP(MGF1(SHA256()), SHA256(), None))
    parts = {name: base64.b64encode(part).decode() for name, part in (("key", wrapped), ("nonce", nonce), ("sealed", inside))}
    return json.dumps({"v": 1, "id": box, "tablet": tablet, **parts}).encode()
