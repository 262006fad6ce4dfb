"""授权 from end to end: given and signed, accepted, used as far as it goes, seen by the person, taken back."""

import re
from datetime import timedelta

from shuangquan.connectors.licence.port import Licence
from shuangquan.records.clock import stopped_at
from tests.portal.conftest import NOW, Browser, world
from tests.portal.ports import World

__all__ = ["world"]
USCC = "91379900MA00000156"


def give(who: Browser, number: str, **more: object) -> Browser:
    held = {"name": "陈景行", "number": number, "reach": "some", "scope": ["newborn"], "sees": "begun", "days": "30", "oath": "yes", **more}
    return who.send(f"/my/family/give{more.pop('ask', '')}", held)


def take(who: Browser) -> str:
    """Accept what waits; answers its id."""
    found = re.search(r"/my/family/([0-9a-f-]{36})/answer", who.get("/my/family/").text)
    assert found, who.text
    who.post(f"/my/family/{found[1]}/answer", do="yes")
    return found[1]


def test_somebody_fills_in_for_another_who_signs_sees_it_and_ends_it(world: World) -> None:
    mother, father = Browser("mother"), Browser("father")
    assert "还没有让谁替你办" in mother.get("/my/family/").text
    give(mother, world.family.father)
    assert "等对方接受" in mother.text and "陈景行" in mother.text
    grant = take(father)
    assert "周若岚" in father.text and "出生一件事" in father.text
    father.post("/hats/wear", hat=f"grant:{grant}")
    assert "你现在替周若岚办理" in father.text
    begun = father.post("/matters/newborn/start", role="mother")
    case = re.findall(r"/case/([0-9a-f-]{36})", begun.path)[0]
    father.post(f"/case/{case}/notice")
    assert father.status == 200 and "随" in father.text, "the form is the mother's"
    for path in ("/my/data/", "/certificates/", "/my/family/", f"/case/{case}/data", f"/case/{case}/withdraw"):
        assert father.get(path).status == 403 and "要本人来做" in father.text, path
    father.post(f"/case/{case}/withdraw")
    assert father.status == 403
    assert case in father.get("/my/").text

    assert case in mother.get("/my/").text
    data = mother.get(f"/case/{case}/data").text
    assert "替你办事" in data and "陈景行" in data, "every look is on record for her"

    other = Browser("stranger")
    other.post("/hats/wear", hat=f"grant:{grant}")
    assert other.status == 404, "another's permission"

    mother.post(f"/my/family/{grant}/end")
    assert "收回了" in mother.text
    assert father.get(f"/case/{case}/form").status == 403 and "授权收回了" in father.text
    assert father.get("/").status == 200 and "你现在替" not in father.text, "the hat is off"
    assert father.get(f"/case/{case}/form").status in (403, 404), "and the case is the mother's alone"


def test_a_permission_ends_by_itself_and_covers_what_it_says(world: World) -> None:
    mother, father = Browser("mother"), Browser("father")
    give(mother, world.family.father, scope=["retirement"])
    grant = take(father)
    father.post("/hats/wear", hat=f"grant:{grant}")
    assert father.post("/matters/newborn/start", role="mother").status == 403 and "范围里没有" in father.text
    with stopped_at(NOW + timedelta(days=31)):
        father.get("/")
        assert father.status == 403 and "到期" in father.text
    wrongs: tuple[tuple[dict[str, object], str], ...] = (
        ({"number": "379900199308030171"}, "逐位核对"),
        ({"number": world.family.mother}, "你自己的号码"),
        ({"scope": ["nothing"]}, "没有这件事"),
        ({"days": "9999"}, "选到什么时候"),
        ({"reach": ""}, "请选能办什么"),
        ({"oath": ""}, "还差签名"),
    )
    for wrong, said in wrongs:
        give(mother, str(wrong.pop("number", world.family.father)), **wrong)
        assert mother.status == 422 and said in mother.text, (said, mother.text)


def company(world: World, who: str, **more: object) -> Browser:
    """Signed in by the licence."""
    number, name = world.identity.people[who]
    held: dict[str, object] = {"capacity": "representative", "scope": (), "until": None, "level": 4, "uscc": USCC, **more}
    phone = Browser()
    phone.get("/company/sign-in/")
    world.licence.asks["ask-1"] = Licence(company="示例物流有限公司", id_number=number, name=name, **held)  # type: ignore[arg-type]
    phone.post("/company/sign-in/", do="done")
    del world.licence.asks["ask-1"]
    return phone


def test_a_company_signs_in_and_appoints_an_agent_who_appoints_nobody(world: World) -> None:
    chief = company(world, "mother")
    assert "示例物流有限公司" in chief.get("/").text and "法定代表人" in chief.text
    give(chief, world.family.father, ask="?for=company", scope=["hiring"])
    assert chief.status == 200 and "等对方接受" in chief.get("/my/family/").text
    agent = Browser("father")
    grant = take(agent)
    agent.post("/hats/wear", hat=f"grant:{grant}")
    assert "办事人" in agent.text
    assert agent.get("/my/family/give?for=company").status == 403 and "只有法定代表人" in agent.text
    begun = agent.post("/matters/hiring/start", role="agent")
    case = re.findall(r"/case/([0-9a-f-]{36})", begun.path)[0]
    assert agent.post("/matters/freight/start", role="agent").status == 403 and "范围里没有" in agent.text
    agent.get("/").post("/hats/wear", hat="self")
    assert agent.get(f"/case/{case}/notice").status == 200, "his own session goes on with it"
    chief.post(f"/my/family/{grant}/end", **{"for": "company"})
    assert "收回了" in chief.text
    assert agent.post(f"/case/{case}/notice").status == 403 and "授权收回了" in agent.text, "taken back in mid-case, whatever the hat"
    chief.post("/hats/wear", hat="self")
    assert "以我个人办理" in chief.text and chief.get("/hats/").text.count("示例物流有限公司")


def test_what_a_licence_says_is_looked_at(world: World) -> None:
    for more, said in (
        ({"uscc": "91379900MA00000157"}, "不对"),
        ({"capacity": "agent", "until": NOW.date() - timedelta(days=1)}, "已经过期"),
    ):
        phone = company(world, "mother", **more)
        assert said in phone.text and "示例物流有限公司" not in phone.get("/").text, more
    phone = Browser("father")
    phone.get("/company/sign-in/")
    number, name = world.identity.people["mother"]
    world.licence.asks["ask-1"] = Licence(USCC, "示例物流有限公司", number, name, "representative", (), None, 4)
    phone.post("/company/sign-in/", do="done")
    assert "另一个人" in phone.text
    agent = company(world, "mother", capacity="agent", scope=("freight",))
    assert agent.post("/matters/hiring/start", role="agent").status == 403
    assert agent.post("/matters/newborn/start", role="mother").status == 403
    free = company(world, "mother")
    assert free.post("/matters/newborn/start", role="mother").status == 422 and "不是企业办的" in free.text
