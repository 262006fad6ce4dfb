"""Who acts for another does no more than was said, never what needs the person themself, and nothing for a company that is not theirs."""

import pytest
from django.db import ProgrammingError

from shuangquan.core.cases.policy import OWN_HAND, POLICY, check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.delegations import Names, NewDelegation, append_delegation, find_given
from tests.portal.conftest import NOW, Browser, world
from tests.portal.ports import World
from tests.portal.test_family import company, give, take

__all__ = ["world"]


def test_nothing_that_needs_the_person_is_done_by_another() -> None:
    other = Actor("citizen", "a", "370783", "portal", 5, by="person:b")
    own = {verb for verb, permit in POLICY.items() if "citizen" in permit.kinds and (permit.level >= 4 or verb in OWN_HAND)}
    assert {"case.sign", "case.consent", "case.submit", "case.withdraw", "appeal.file", "delegate.give", "app.allow"} <= own
    for verb in own:
        with pytest.raises(Refusal, match=r"delegate\.self"):
            check_may(other, verb, POLICY[verb].tie)
    for verb in ("case.open", "case.fill", "case.pay", "case.answer_notice", "case.see"):
        check_may(other, verb, "applicant")


def test_another_persons_company_is_nobodys_to_give_or_take(world: World) -> None:
    chief = company(world, "mother")
    give(chief, world.family.father, ask="?for=company", scope=["hiring"])
    agent = Browser("father")
    grant = take(agent)
    stranger = Browser("stranger")
    for ask in (f"/my/family/{grant}/end", f"/my/family/{grant}/answer"):
        for more in ({}, {"for": "company"}, {"do": "yes"}):
            assert stranger.post(ask, **more).status in (403, 404), (ask, more)
    for hat in (f"grant:{grant}", "licence:91379900MA00000156", "grant:x"):
        stranger.post("/hats/wear", hat=hat)
        assert "示例物流有限公司" not in stranger.get("/").text, hat
    assert agent.post(f"/my/family/{grant}/end", **{"for": "company"}).status == 403, "an agent is no representative"
    other = company(world, "stranger", uscc="91379900MA0000027D")
    assert other.post(f"/my/family/{grant}/end", **{"for": "company"}).status == 404, "of another company"
    assert agent.post("/hats/wear", hat=f"grant:{grant}").status == 200 and "示例物流有限公司" in agent.text, "it stands"
    assert agent.post(f"/my/family/{grant}/end").status == 200 and "收回了" in agent.text, "who has it gives it up"


def test_the_database_lets_nobody_give_what_is_anothers(world: World) -> None:
    holder, agent = b"h" * 32, b"a" * 32
    made = NewDelegation("person", holder, agent, Names("甲", "乙"), (), "all", 4, "0" * 64, "", "", NOW)
    with pytest.raises(ProgrammingError, match="row-level security"), use_claims(Claims(party=agent)):
        append_delegation(made)
    with use_claims(Claims(party=holder)):
        append_delegation(made)
    for party, seen in ((holder, 1), (agent, 1), (b"x" * 32, 0)):
        with use_claims(Claims(party=party)):
            assert len(find_given(holder)) == seen
