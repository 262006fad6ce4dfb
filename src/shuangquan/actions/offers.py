"""What is offered to somebody before they ask: shown, confirmed by one tap, declined. Confirming is a matter like any other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from shuangquan.actions.drafts import answer_questions, find_form_digest, inform_case, open_case, sign_form, submit_case
from shuangquan.actions.loading import load, request_of
from shuangquan.actions.people import Person
from shuangquan.actions.showing import find_early, find_open, find_questions
from shuangquan.actions.standards import load_online
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.divisions import PROVINCE
from shuangquan.core.standard.model_theme import Theme
from shuangquan.core.standard.scopes import find_role_type
from shuangquan.core.standard.sweeps import find_sweep
from shuangquan.core.standard.view import read_view
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.text import Text
from shuangquan.records.offers import CONFIRMED, DECLINED, DOUBT, LAPSED, StoredOffer, apply_offer_answer, find_offer, find_offers


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer with its words. kind: rule | doubt | ends (a certificate does) | news (of a register); why: in plain words.

    rule: the condition by which they were found, "" where `why` is that. uses: (fact or register, who holds it). missing: facts that nobody
    knows. due: the day after which it is given without them, empty when only they can take it.
    """

    id: str
    theme: str
    name: Text
    kind: str
    why: Text
    rule: Text = field(default=Text(""))
    uses: tuple[tuple[Text, Text], ...] = ()
    missing: tuple[Text, ...] = ()
    due: Text = field(default=Text(""))


def show_offers(person: bytes, region: str) -> tuple[Shown, ...]:
    """What waits for this person's answer; a theme that is no longer online is left out. Twins are news once: one matter is for both."""
    bundle = load_online(region)
    found = ((one, bundle.themes.get(one.theme)) for one in find_offers(person))
    shown = [_show(bundle, theme, one) for one, theme in found if theme is not None and theme.proactive is not None]
    news = {one.theme: one.id for one in reversed(shown) if one.kind == "news"}
    return tuple(one for one in shown if one.kind != "news" or news[one.theme] == one.id)


def _show(bundle: Bundle, theme: Theme, offer: StoredOffer) -> Shown:
    proactive = theme.proactive
    assert proactive is not None
    sweep = find_sweep(read_view(bundle, str(theme.theme), PROVINCE, []))
    if proactive.event is not None and proactive.why is not None:
        return Shown(offer.id, offer.theme, theme.name, "news", proactive.why, uses=_news_uses(bundle, str(proactive.event)))
    if sweep is None:
        name, until = bundle.certificates[str(proactive.certificate)].name, _say_day(offer.until) if offer.until else Text("")
        why = Text(f"你的{name.zh}将在 {until.zh}到期", f"Your {name.en} ends on {until.en}")
        return Shown(offer.id, offer.theme, theme.name, "ends", why)
    labels = {path: _label(bundle, theme, path) for path in sweep.columns}
    uses = tuple((labels[path], _find_holder(bundle, path, _kind(theme, path))) for path in sweep.columns)
    missing = tuple(labels.get(path, Text(path)) for path in offer.missing)
    why, rule = (proactive.why, sweep.says) if proactive.why is not None else (sweep.says, Text(""))
    due = _say_day(offer.due.date()) if offer.due else Text("")
    return Shown(offer.id, offer.theme, theme.name, "doubt" if offer.state == DOUBT else "rule", why, rule, uses, missing, due)


def _say_day(day: date) -> Text:
    return Text(say_date(day), say_date(day, "en"))


def _news_uses(bundle: Bundle, register: str) -> tuple[tuple[Text, Text], ...]:
    """The register whose news it was, and who keeps it."""
    resource = bundle.resources[register]
    return ((resource.name, bundle.departments[resource.provider]),)


def _kind(theme: Theme, path: str) -> str:
    return find_role_type(theme, path.partition(".")[0])


def _label(bundle: Bundle, theme: Theme, path: str) -> Text:
    found = bundle.facts.get(f"{_kind(theme, path)}.{path.partition('.')[2]}")
    return found.label if found else Text(path)


def _find_holder(bundle: Bundle, path: str, kind: str) -> Text:
    """Which department tells a fact."""
    fact = path.partition(".")[2]
    known = bundle.facts.get(f"{kind}.{fact}")
    lawful = [bundle.resources[source] for source in (known.source if known else ()) if source in bundle.resources]
    others = [one for one in bundle.resources.values() if any(str(given).partition(".")[2] == fact for given in one.gives)]
    found = next(iter((*lawful, *others)), None)
    return bundle.departments[found.provider] if found else Text("登记", "register")


def find_offered(offer_id: str, index: bytes) -> str:
    """The theme that is offered. Refusal("offer.unknown") for what is nobody's, or somebody else's."""
    offer = find_offer(offer_id, index)
    if offer is None:
        raise Refusal("offer.unknown", "offer")
    return offer.theme


def confirm_offer(actor: Actor, offer_id: str, person: Person, index: bytes, region: str) -> tuple[str, bool]:
    """Open the matter, answer what the standard answers, sign and submit; answers (case, whether it was submitted).

    What was begun before (a plan had to be compiled, the browser was closed) goes on from there. Not submitted: something is still to be
    given by hand, on the form. Refusals: "offer.unknown", "offer.lapsed", those of the verbs.
    """
    offer = find_offer(offer_id, index)
    if offer is None or offer.state == DECLINED:
        raise Refusal("offer.unknown", "offer")
    if offer.state == LAPSED:
        raise Refusal("offer.lapsed", "offer")
    bundle = load_online(region)
    theme = bundle.themes.get(offer.theme)
    if theme is None or theme.proactive is None:
        raise Refusal("offer.unknown", "offer")
    case = offer.case_id
    if case is None:
        case = open_case(actor, offer.theme, region, str(theme.proactive.confirm), person)
        if not apply_offer_answer(offer_id, index, CONFIRMED, case):
            raise Refusal("offer.unknown", "offer")
    answers: dict[tuple[str, str | None], str] = {(name, None): value for name, value in theme.proactive.answered.items()}
    return case, _finish(actor, case, person, answers)


def _finish(actor: Actor, case: str, person: Person, answers: Mapping[tuple[str, str | None], str]) -> bool:
    loaded = load(case)
    if loaded.case.state is not CaseState.DRAFT:
        return True
    if loaded.case.signed_in not in loaded.case.informed:
        loaded = inform_case(actor, case, person)
    if find_early(loaded) is not None:
        return False
    open_ = {asked: value for asked, value in answers.items() if loaded.case.situation(*asked) is None}
    if open_:
        loaded = answer_questions(actor, case, person, open_, {})
    if find_early(loaded) is not None or not find_questions(loaded).known or find_open(loaded):
        return False
    sign_form(actor, case, person, find_form_digest(load(case)))
    submit_case(actor, case, person, request_of(f"offer:{case}", {"case": case}))
    return True


def decline_offer(offer_id: str, index: bytes) -> None:
    """Not wanted; it is not offered again, nor what was shown as one with it. Refusal("offer.unknown") when it was answered before."""
    offer = find_offer(offer_id, index)
    if offer is None or not apply_offer_answer(offer_id, index, DECLINED):
        raise Refusal("offer.unknown", "offer")
    theme = load_online().themes.get(offer.theme)
    if theme is not None and theme.proactive is not None and theme.proactive.event is not None:
        for other in find_offers(index):
            if other.theme == offer.theme:
                apply_offer_answer(other.id, index, DECLINED)
