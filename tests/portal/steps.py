"""What people do in several tests."""

import re

from tests.portal.conftest import Browser, settle
from tests.portal.ports import World

THEME = "newborn"


def begin(phone: Browser, role: str = "mother") -> str:
    """Open the matter; answers the path of the case."""
    phone.post(f"/matters/{THEME}/start", role=role)
    case = re.search(r"/case/[0-9a-f-]{36}", phone.path)
    assert case, phone.path
    return case[0]


def reach_form(phone: Browser, answers: dict[str, str]) -> str:
    """Agree to the notice and answer whatever is asked until the form is there; answers the path of the case."""
    case = begin(phone)
    phone.post(f"{case}/notice")
    for _ in range(8):
        if phone.path.startswith(f"{case}/form"):
            return case
        asked = re.search(r'name="situation" value="([a-z_]+)"', phone.text)
        assert asked, phone.text
        phone.post(f"{case}/questions", situation=asked[1], member="", value=answers[asked[1]])
    raise AssertionError(phone.path)


def field(page: str, name: str, nth: int = 0) -> str:
    """The name of the nth field for a fact on this page."""
    found = re.findall(rf'name="(fact:[^"]*\.{name})"', page)
    assert len(found) > nth, f"no field {nth} for {name}"
    return str(found[nth])


def fields(page: str) -> dict[str, str]:
    """Every text field of the page with the value it holds."""
    inputs = re.findall(r'<input id="[^"]+" name="(fact:[^"]+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea id="[^"]+" name="(fact:[^"]+)"[^>]*>([^<]*)<', page)
    return dict((*inputs, *areas))


def agree(case: str) -> Browser:
    """The father agrees on his own phone."""
    his = Browser("father")
    his.post(f"{case}/consent", do="agree")
    return his


def sign(phone: Browser, case: str, page: str = "check") -> None:
    """Sign the form as shown."""
    phone.get(f"{case}/{page}")
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', phone.text)
    assert digest, phone.text
    phone.send(f"{case}/{page}", {"digest": digest[1], "oath": "yes", "do": "sign"})


def pay(world: World, phone: Browser, case: str) -> None:
    """Pay at the payment side and come back."""
    assert phone.client.post(f"{case}/pay").status_code == 302
    world.payment.paid |= set(world.payment.orders)
    phone.get(f"{case}/paid")


def submit(phone: Browser, case: str) -> None:
    """Press the button of the last page."""
    phone.get(f"{case}/finish")
    key = re.search(r'name="key" value="([0-9a-f]+)"', phone.text)
    assert key, phone.text
    phone.post(f"{case}/finish", do="submit", key=key[1])


def finish(world: World, phone: Browser, case: str) -> str:
    """Sign, pay, submit, let the workers work; answers the progress page."""
    sign(phone, case)
    if "去付" in phone.text:
        pay(world, phone, case)
    submit(phone, case)
    settle(case.removeprefix("/case/"))
    return phone.get(f"{case}/").text
