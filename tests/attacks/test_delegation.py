"""Who acts for another does no more than was said, never what needs the person themself, and nothing for a company that is not theirs."""

from dataclasses import replace

import pytest
from django.db import ProgrammingError

from shuangquan.channels.portal.hats import FOR_A_CHILD, FOR_ANOTHER
from shuangquan.channels.portal.urls import urlpatterns
from shuangquan.core.cases.policy import DELEGATED, GUARDED, OWN_HAND, POLICY, check_may
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.records.context import Claims, use_claims
from shuangquan.records.delegations import Names, NewDelegation, append_delegation, find_given
from tests.portal.conftest import NOW, Browser, world
from tests.portal.ports import World
from tests.portal.test_family import company, give, take

__all__ = ["world"]
BY_ANOTHER = {
    "case.open", "case.fill", "case.pay", "case.answer_notice", "case.see", "case.collect", "policy.match", "inquiry.public",
    "certificate.verify", "seal.use",
}  # fmt: skip
BY_A_PARENT = {
    "case.sign", "case.submit", "case.withdraw", "case.add", "case.erase", "data.see", "data.correct", "data.export", "paper.reuse",
    "complaint.make", "appeal.file", "certificate.see", "certificate.show", "certificate.copy",
}  # fmt: skip
BY_NOBODY_ELSE = {
    "case.consent", "policy.draw", "assist.let", "help.ask", "ticket.book", "seal.see_own", "seal.ask_own", "seal.use_own", "contact.keep",
    "station.authorise", "inquiry.own", "certificate.consent", "app.allow", "delegate.give", "delegate.take", "ward.see", "data.look",
}  # fmt: skip
OWN_PAGES = {
    "inquiry", "inquiry-ask", "sign-in", "sign-in-back", "enter", "company-sign-in", "company-state", "family", "family-give",
    "family-answer", "family-end", "offer-confirm", "offer-decline", "policies", "let", "helps", "help-answer", "help-theme", "help-case",
    "booking", "booking-cancel", "message-ways", "sharing", "sharing-withdraw", "allow", "apps", "app-withdraw", "consent", "shown",
    "company-seal", "company-seal-picture", "verify-json", "verify-link",
}  # fmt: skip


def test_nothing_that_needs_the_person_is_done_by_another() -> None:
    other = Actor("citizen", "a", "370783", "portal", 5, by="person:b")
    own = {verb for verb, permit in POLICY.items() if "citizen" in permit.kinds and verb not in BY_ANOTHER}
    assert own == OWN_HAND and {verb for verb, permit in POLICY.items() if "citizen" in permit.kinds} == OWN_HAND | DELEGATED
    assert not any(POLICY[verb].level >= 4 for verb in DELEGATED), "what binds a person is never anybody else's"
    assert {"case.sign", "case.consent", "case.submit", "case.withdraw", "appeal.file", "delegate.give", "app.allow"} <= own
    for verb in own:
        with pytest.raises(Refusal, match=r"delegate\.self"):
            check_may(other, verb, POLICY[verb].tie)
    for verb in ("case.open", "case.fill", "case.pay", "case.answer_notice", "case.see"):
        check_may(other, verb, "applicant")


def test_what_anybody_does_is_classified() -> None:
    """A new verb of a citizen, or a new page, is closed to whoever acts for another until it stands in one of these lists."""
    verbs = {verb for verb, permit in POLICY.items() if "citizen" in permit.kinds}
    assert verbs == BY_ANOTHER | BY_A_PARENT | BY_NOBODY_ELSE, verbs ^ (BY_ANOTHER | BY_A_PARENT | BY_NOBODY_ELSE)
    assert DELEGATED == BY_ANOTHER and GUARDED == BY_ANOTHER | BY_A_PARENT
    pages = {str(pattern.name) for pattern in urlpatterns}
    assert pages == FOR_ANOTHER | FOR_A_CHILD | OWN_PAGES, pages ^ (FOR_ANOTHER | FOR_A_CHILD | OWN_PAGES)
    assert not OWN_PAGES & (FOR_ANOTHER | FOR_A_CHILD)


def test_a_parent_does_no_more_for_a_child_than_the_childs_matters() -> None:
    parent = Actor("citizen", "a", "370783", "portal", 5, by="guardian:b")
    for verb in BY_NOBODY_ELSE:
        with pytest.raises(Refusal, match=r"ward\.self"):
            check_may(parent, verb, POLICY[verb].tie)
    for verb in BY_ANOTHER | BY_A_PARENT:
        check_may(parent, verb, "applicant")
    with pytest.raises(Refusal, match=r"identity\.low"):
        check_may(replace(parent, identity=3), "case.sign", "applicant")


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
