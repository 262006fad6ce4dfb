"""Which question a person is asked next, the same at every door."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from shuangquan.actions.drafts import answer_questions, go_on
from shuangquan.actions.showing import Seen, find_questions
from shuangquan.channels.look.filing import FILL, Filler
from shuangquan.channels.look.reading import fill_fields, read_facts, read_member
from shuangquan.core.standard.plan import Situation
from shuangquan.core.words.errors import Refusal, Refusals
from shuangquan.core.words.refusals import say_refusal
from shuangquan.queries.portal_form import find_fields
from shuangquan.queries.portal_sheets import Field


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: one question, or the facts that must be typed first. number: which member of a list, 0 when there is but one."""

    situation: Situation | None
    member: str
    fields: tuple[Field, ...]
    chosen: tuple[str, ...]
    number: int


def find_asked(seen: Seen, language: str, name: str, member: str) -> Asked | None:
    """Facts first, then the first open question; `name` is one to be asked again. None when nothing is open."""
    loaded, standing = seen.loaded, find_questions(seen.loaded)
    again = loaded.index.situations.get(name)
    asked, key = (again, read_member(member)) if again is not None and again.question is not None else (None, None)
    first = () if asked else find_fields(loaded.case, loaded.index, seen.role, language, tuple(str(var) for var in standing.first))
    if asked is None and not first:
        if not standing.questions:
            return None
        asked, key = standing.questions[0].situation, standing.questions[0].member
    now = loaded.case.situations.get((asked.name, key)) if asked else None
    chosen = tuple(now.value.split(",")) if now and now.how == "asked" else ()
    number = loaded.case.members(asked.of).index(key) + 1 if asked and asked.of and key else 0
    return Asked(asked, key or "", first, chosen, number)


def fill_asked(asked: Asked, typed: Mapping[str, str], say: Mapping[str, str]) -> Asked:
    """The same with what was typed and what is wrong with it."""
    return Asked(asked.situation, asked.member, fill_fields(asked.fields, typed, say), asked.chosen, asked.number)


def send_answer(who: Filler, posted: QueryDict) -> None:
    """Keep what was answered and typed. Refusals "fact.*", "situation.*" for what does not hold."""
    name, member = posted.get("situation", ""), read_member(posted.get("member", ""))
    answers = {(name, member): ",".join(posted.getlist("value"))} if name else {}
    answer_questions(who.act(FILL), who.case, who.person, answers, read_facts(posted))


def ask_on(who: Filler, seen: Seen) -> bool:
    """Nothing is open: ask what can now be asked. False where that leads nowhere new: the form then says what is missing."""
    after = go_on(who.act(FILL), who.case, who.person)
    return after.index.plan.id != seen.loaded.index.plan.id or after.case.version != seen.loaded.case.version


def answer_or_ask(request: HttpRequest, who: Filler, seen: Seen, language: str) -> tuple[str, Asked | None, tuple[Refusal, ...]]:
    """Take the answer that was posted, or find what to ask.

    Answers the step where it goes on ("next" or "form"), "" while something is asked; what is asked, with what was typed; what is wrong.
    """
    wrong: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            send_answer(who, request.POST)
        except Refusal as refusal:
            if not refusal.code.startswith(("fact.", "situation.")):
                raise
            wrong = (refusal,)
        except Refusals as found:
            wrong = found.refusals
        else:
            return "next", None, ()
    held = request.POST if request.method == "POST" else request.GET
    asked = find_asked(seen, language, held.get("situation", held.get("again", "")), held.get("member", ""))
    if asked is None:
        return ("next" if ask_on(who, seen) else "form"), None, wrong
    typed = {str(var): text for var, text in read_facts(request.POST).items()}
    return "", fill_asked(asked, typed, {refusal.where: say_refusal(refusal, language) for refusal in wrong}), wrong
