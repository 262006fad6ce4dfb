"""惠企政策 for a company: what its registers say is drawn, what they do not say is typed, and nothing of it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shuangquan.actions.standards import load_online
from shuangquan.connectors.bound import ports
from shuangquan.connectors.share.port import DrawRequest
from shuangquan.core.cases.policy import check_may
from shuangquan.core.exchange.values import print_value, read_value
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model import Fact, Resource
from shuangquan.core.standard.policies import TYPE, Match, find_asked, find_used, match_policies
from shuangquan.core.standard.value_types import find_value_type
from shuangquan.core.words.actor import Actor
from shuangquan.core.words.errors import Fault, Refusal
from shuangquan.core.words.knowledge import Form, Knowledge, Origin, Unknown
from shuangquan.core.words.text import Text
from shuangquan.records.clock import now, today
from shuangquan.records.ids import new_id

ASKED = 6
"""How many facts are asked at once."""
KEY = "uscc"
PURPOSE = "惠企政策匹配"
YES_NO = {"true": Text("是", "Yes"), "false": Text("否", "No")}


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the company with its value in words. from_: which register said so, empty for what was typed; raw: as typed."""

    fact: Fact
    value: Text
    from_: Text
    raw: str


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is asked. options: (code, label), empty for one that is typed as a number or text."""

    fact: Fact
    options: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Policies for one company. told: what is known, by the fact's bare name; asked: what to say next; down: registers that did not answer.

    departments: their names by id; wrong: what was typed and cannot be.
    """

    matches: tuple[Match, ...]
    told: Mapping[str, Told]
    asked: tuple[Question, ...]
    down: tuple[Text, ...]
    departments: Mapping[str, Text]
    wrong: tuple[Refusal, ...]


def match_company(actor: Actor, region: str, uscc: str, typed: Mapping[str, str]) -> Matched:
    """Match. uscc: of a company whose registers are asked, "" for none, which takes somebody identified; typed: facts by bare name.

    Refusals: policy. What cannot be read of `typed` is among `wrong` and taken for not said.
    """
    check_may(actor, "policy.match")
    bundle = load_online(region)
    facts = {fact.name: fact for fact in bundle.facts_of.get(TYPE, ()) if fact.name in find_used(bundle)}
    known, told, wrong = _read_typed(bundle, facts, typed)
    down: list[Text] = []
    if uscc:
        check_may(actor, "policy.draw")
        for resource in _find_registers(bundle, facts):
            try:
                record = _draw(actor, resource, uscc)
            except Fault:
                down.append(resource.name)
                continue
            for name, raw in record.items():
                if name in facts and raw is not None:
                    known[name] = _learn(bundle, facts[name], raw, Form.KNOWN, resource.id)
                    told[name] = Told(facts[name], _print(bundle, facts[name], known[name]), resource.name, "")
    matches = match_policies(bundle, known, today())
    asked = tuple(Question(fact, _find_options(bundle, fact)) for fact in find_asked(bundle, matches, ASKED))
    return Matched(matches, told, asked, tuple(down), bundle.departments, tuple(wrong))


def _read_typed(
    bundle: Bundle, facts: Mapping[str, Fact], typed: Mapping[str, str]
) -> tuple[dict[str, Knowledge], dict[str, Told], list[Refusal]]:
    known, told, wrong = dict[str, Knowledge](), dict[str, Told](), list[Refusal]()
    for name, text in typed.items():
        fact, raw = facts.get(name), text.strip()[:40]
        if fact is None or not raw:
            continue
        options = dict(_find_options(bundle, fact))
        try:
            if options and raw not in options:
                raise ValueError(raw)
            known[name] = _learn(bundle, fact, raw, Form.CLAIMED, "typed")
        except ValueError:
            wrong.append(Refusal("policy.value", name, name=fact.label.zh, name_en=fact.label.say("en")))
            continue
        told[name] = Told(fact, _print(bundle, fact, known[name]), Text(""), raw)
    return known, told, wrong


def _learn(bundle: Bundle, fact: Fact, raw: object, form: Form, source: str) -> Knowledge:
    """Knowledge of a raw value; unknown for a register's value that cannot be read. ValueError for a typed one."""
    kind = "text" if fact.type in bundle.enums else str(fact.type)
    try:
        value = read_value(kind, raw)
    except (ValueError, Refusal) as error:
        if form is Form.CLAIMED:
            raise ValueError(str(raw)) from error
        return Knowledge(Form.UNKNOWN, why=Unknown.NO_RECORD)
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        raise ValueError(str(raw))
    return Knowledge(form, value, Origin("typed" if form is Form.CLAIMED else "resource", source, now()))


def _print(bundle: Bundle, fact: Fact, know: Knowledge) -> Text:
    options = dict(_find_options(bundle, fact))
    code = str(know.value).lower() if isinstance(know.value, bool) else str(know.value)
    if code in options:
        return options[code]
    return Text(print_value(str(fact.type), know.value), print_value(str(fact.type), know.value, "en"))


def _find_options(bundle: Bundle, fact: Fact) -> tuple[tuple[str, Text], ...]:
    if fact.type == "boolean":
        return tuple(YES_NO.items())
    return tuple(bundle.enums[fact.type].items()) if fact.type in bundle.enums and find_value_type(fact.type, bundle.enums) else ()


def _find_registers(bundle: Bundle, facts: Mapping[str, Fact]) -> Iterator[Resource]:
    """Resources that tell one of these facts of a company by its credit code alone, to anybody with a cause."""
    for resource in bundle.resources.values():
        company = next((str(role) for role, form in resource.roles.items() if form.type == TYPE), "")
        gives = {str(path) for path in resource.gives}
        if (
            resource.sharing == "unconditional"
            and tuple(map(str, resource.keys)) == (f"{company}.{KEY}",)
            and any(f"{company}.{name}" in gives for name in facts)
        ):
            yield resource


def _draw(actor: Actor, resource: Resource, uscc: str) -> dict[str, object]:
    """What a register says of a company, by bare name."""
    fields = tuple(str(path) for path in resource.gives)
    request = DrawRequest(
        resource.id, str(resource.provider), {str(resource.keys[0]): uscc}, fields, PURPOSE, "", "", actor.subject, f"policies.{new_id()}"
    )
    drawn = ports().share.draw(request)
    return {path.partition(".")[2]: value for path, value in drawn.record.items()} if drawn.found else {}
