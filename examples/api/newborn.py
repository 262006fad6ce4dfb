"""A matter from the person's yes to the certificates, by the API alone. Nothing here knows the theme: it does what it is told comes next.

    python -m examples.api.newborn https://zwfw.example.cn APP SECRET newborn 370783 mother '孩子随谁落户？=随母' '新生儿 姓名=陈知禾'

It prints an address; open it, sign in, allow; then paste the address that the browser was sent back to.
"""

import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from examples.api.client import Client

SCOPES = ["case.read", "case.fill", "case.sign", "case.submit", "certificate.read"]
REDIRECT = "http://127.0.0.1:8765/back"
Answers = Mapping[str, str]
"""What the person says, in 中文: a question → the option's label; a sheet's title and a field's label → the value."""
MOST = 60


def file_matter(client: Client, theme: str, region: str, role: str, answers: Answers, pause: Callable[[str, Any], None]) -> str:
    """Open a matter and bring it to its submission; answers its id.

    pause: called where people have to do something: ("consent", who is waited for) and ("pay", where to pay). KeyError names a question to
    which `answers` has no answer.
    """
    state = client.call("POST", "/cases", {"theme": theme, "region": region, "role": role})
    case = f"/cases/{state['id']}"
    for _ in range(MOST):
        step = state["step"]
        if step == "notice":
            notice = client.call("GET", f"{case}/notice")  # show it; go on only when the person agrees
            state = client.call("POST", f"{case}/notice", {"digest": notice["digest"]})
        elif step == "questions":
            state = answer_questions(client, case, answers)
        elif step == "form":
            state = fill_form(client, case, answers)
        elif step == "sign":
            state = client.call("POST", f"{case}/signature", {"digest": client.call("GET", f"{case}/check")["digest"]})
        elif step == "wait":
            state = wait_for_others(client, case, pause)
        elif step == "submit":
            pay(client, case, pause)
            key = secrets.token_hex(16)  # keep it: sent again with the same key, a submission is not made twice
            state = client.call("POST", f"{case}/submission", Idempotency_Key=key)
        else:
            return str(state["id"])
    raise RuntimeError(f"the matter does not move on from {state['step']!r}")


def answer_questions(client: Client, case: str, answers: Answers) -> Any:
    """Answer what data cannot say."""
    asked = client.call("GET", f"{case}/questions")
    said = []
    for one in asked["questions"][:1]:  # an answer can settle or raise others
        labels = {option["label"]["zh"]: option["value"] for option in one["options"]}
        said.append({"situation": one["situation"], "member": one["member"], "value": [labels[answers[one["ask"]["zh"]]]]})
    facts = {one["var"]: answers[one["label"]["zh"]] for one in asked["facts"]}
    return client.call("POST", f"{case}/questions", {"answers": said, "facts": facts})


def fill_form(client: Client, case: str, answers: Answers) -> Any:
    """Type what is asked, confirm what is offered, ask others to agree."""
    form = client.call("GET", f"{case}/form")
    facts: dict[str, str] = {}
    choices: dict[str, str] = {}
    for sheet in form["sheets"]:
        if sheet["waiting"] and not sheet["waiting"]["invited"]:
            client.call("POST", f"{case}/parties/{sheet['waiting']['role']}", {"do": "invite"})
        for one in sheet["fields"]:
            name = f"{sheet['title']['zh']} {one['label']['zh']}"
            (choices if one["sends"] == "one" else facts)[one["var"]] = answers.get(name, "") or one["value"]
        for paper in sheet["papers"]:
            if paper["state"] == "open":
                hand_in(client, case, paper, answers)
    return client.call("POST", f"{case}/facts", {"facts": facts, "choices": choices})


def hand_in(client: Client, case: str, paper: Any, answers: Answers) -> None:
    """Hand a paper in, or say that it is not at hand."""
    place = {"path": paper["path"], "member": paper["member"]}
    file = answers.get(paper["name"]["zh"])
    if file:
        client.upload(f"{case}/evidence", place, Path(file).name, Path(file).read_bytes())
    else:
        client.call("POST", f"{case}/lacking", place)


def wait_for_others(client: Client, case: str, pause: Callable[[str, Any], None]) -> Any:
    """Others answer on their own devices, at the link."""
    pause("consent", client.call("GET", f"{case}/parties"))
    return client.call("GET", case)


def pay(client: Client, case: str, pause: Callable[[str, Any], None]) -> None:
    """The person pays one sum for everything, at the payment side."""
    due = client.call("GET", f"{case}/fees")
    if due["known"] and due["lines"]:
        pause("pay", client.call("POST", f"{case}/payment", {"return_url": REDIRECT})["pay_url"])
        client.call("POST", f"{case}/payment/settle")


def fetch_certificates(client: Client, case: str) -> dict[str, bytes]:
    """Name → sealed PDF of what the matter issued so far."""
    found = client.call("GET", f"/cases/{case}/certificates")["certificates"]
    return {one["name"]["zh"]: client.call("GET", f"/cases/{case}/certificates/{one['id']}/pdf") for one in found}


def main() -> None:
    """See the module."""
    address, app, secret, theme, region, role, *given = sys.argv[1:]
    answers = dict(one.split("=", 1) for one in given)
    client = Client(address, app, secret)
    print(client.ask_address(SCOPES, REDIRECT))
    client.take_code(input("回到的地址: "), REDIRECT)
    case = file_matter(client, theme, region, role, answers, lambda what, where: print(input(f"{what} {where}，办好按回车 ")))
    input("提交了。办好以后按回车取证 ")
    for name, content in fetch_certificates(client, case).items():
        Path(f"{name}.pdf").write_bytes(content)
        print(name)


if __name__ == "__main__":
    main()
