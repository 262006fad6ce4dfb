"""The outside of a written example: what sources know, what people answer. Keys of lists are the example's own (`B1`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangquan.core.cases.case import Case
from shuangquan.core.cases.gather import Ready
from shuangquan.core.cases.index import PlanIndex
from shuangquan.core.cases.seats import split_seat
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.model_theme import Example
from shuangquan.core.standard.plan import Draw
from shuangquan.core.words.names import Var

Record = Mapping[str, Any]
ALL = "pick all"


@dataclass(frozen=True, slots=True)
class World:
    """An example and the bundle it belongs to."""

    bundle: Bundle
    example: Example

    def is_down(self, draw: Draw) -> bool:
        """Whether the example says that this source cannot be reached."""
        return draw.source in self.example.down or draw.id in self.example.down

    def answer(self, case: Case, index: PlanIndex, ready: Ready) -> tuple[bool, Record, tuple[Record, ...]]:
        """(found, record, members) as the source would answer. A certificate is on file only where the example names its type."""
        draw = ready.draw
        if draw.kind == "certificate" and draw.source not in self.example.sources:
            return False, {}, ()
        if draw.list_role is not None:
            rows = self.example.sources.get(draw.list_role)
            if not isinstance(rows, Mapping):
                return False, {}, ()
            return True, {}, tuple(self._row(draw, key, facts) for key, facts in rows.items())
        record: dict[str, Any] = {}
        known = False
        for path, field in draw.gives:
            held = self.find_facts(case, index, path.split(".")[0], ready.member)
            value = held.get(path.split(".")[1]) if held is not None else None
            known = known or value is not None
            record[field] = None if value == "absent" else value
        return known, self._untie(index, draw, record), ()

    def _untie(self, index: PlanIndex, draw: Draw, record: dict[str, Any]) -> Record:
        """Where a relation is known not to exist, its source cannot name the other end."""
        ties = {own for own, theirs in draw.bind if (role := index.roles.get(theirs)) and role.form == "relation"}
        if not any(value is False for field, value in record.items() if field.split(".")[0] in ties):
            return record
        return {field: value if field.split(".")[0] in ties else None for field, value in record.items()}

    def _row(self, draw: Draw, key: str, facts: Mapping[str, Any]) -> Record:
        own = {"": key, str(draw.list_key): key, **facts}
        return {field: own.get(path.split(".")[1]) for path, field in draw.gives}

    def visits(self, item: str) -> str:
        """What comes of the event an item waits for: met | found | never."""
        return self.example.visits.get(item, "met")

    def find_facts(self, case: Case, index: PlanIndex, role: str, member: str | None) -> Mapping[str, Any] | None:
        """What the outside knows of a role, or of one member of a list; None when it knows nothing."""
        named = self.example.sources.get(role)
        if role in case.chosen and not (isinstance(named, Mapping) and self._tells(case, index, role)):
            role, member = case.chosen[role]
            named = self.example.sources.get(role)
        if named is None:
            aliases = [r.name for r in index.plan.roles if r.alias_of == role]
            named = next((self.example.sources[a] for a in aliases if a in self.example.sources), None)
        if not isinstance(named, Mapping):
            return None
        spine = index.list_of(role)
        if spine is None or member is None:
            return named
        found = named.get(self.find_key(case, index, spine, member))
        return found if isinstance(found, Mapping) else None

    def _tells(self, case: Case, index: PlanIndex, role: str) -> bool:
        """Whether the example says of this one member more than of its list."""
        along, member = case.chosen[role]
        return self.find_facts(case, index, along, member) is None

    def find_key(self, case: Case, index: PlanIndex, spine: str, member: str) -> str:
        """The example's own key of a member; a member added by hand is named by its place among those added."""
        fact = index.roles[spine].key
        value = case.value(Var(spine, fact, member)) if fact else None
        if value is not None:
            return str(value)
        added = [key for key in case.lists[spine].keys if key in case.lists[spine].by_hand]
        wanted = self.find_added(index, spine)
        place = added.index(member) if member in added else 0
        return wanted[place] if place < len(wanted) else member

    def find_picked(self, case: Case, index: PlanIndex, spine: str) -> tuple[str, ...] | None:
        """The members the person chooses: all, or those the example names; None when nothing is said."""
        given = self.example.answers.get(spine)
        held = case.lists.get(spine)
        if held is None or given is None:
            return None
        if given == ALL:
            return tuple(held.keys)
        named = given.get("pick") if isinstance(given, Mapping) else None
        if named is None:
            return None
        return tuple(key for key in held.keys if self.find_key(case, index, spine, key) in {str(one) for one in named})

    def find_added(self, index: PlanIndex, spine: str) -> list[str]:
        """Keys of members that only the answers name: the person adds them by hand. Who signs in is there already."""
        given = self.example.answers.get(spine)
        if not isinstance(given, Mapping):
            return []
        listed = self.example.sources.get(spine) if any(draw.list_role == spine for draw in index.plan.draws) else None
        mine = {str(value) for value in self.sign_in().values()} if index.roles[index.plan.signed_in].member_of == spine else set()
        return [key for key in given if key not in {"pick", *mine, *(listed if isinstance(listed, Mapping) else ())}]

    def find_choice(self, case: Case, index: PlanIndex, role: str) -> str | None:
        """Which member of its list the person says that a role is; None when the example does not say."""
        wanted, of = self.example.answers.get(role), index.roles[role].member_of
        return next((key for key in case.members(of) if self.find_key(case, index, of, key) == str(wanted)), None)

    def find_seat(self, case: Case, index: PlanIndex, name: str) -> tuple[str, Mapping[str, Any]]:
        """(the example's name of a seat, what is known of who has it): `father`, or `heirs.3799…` for one of a list."""
        role, member = split_seat(case, name)
        if member is None:
            facts = self.example.sources.get(role, {})
            return role, facts if isinstance(facts, Mapping) else {}
        key, fact = self.find_key(case, index, role, member), index.roles[role].key
        held = self.find_facts(case, index, role, member) or {}
        return f"{role}.{key}", {**held, str(fact): key}

    def sign_in(self) -> dict[str, Any]:
        """Facts that the identity provider vouches for."""
        facts = self.example.sources.get(str(self.example.signed_in), {})
        names = {str(path).split(".")[1] for path in self.bundle.sign_in}
        return {name: value for name, value in facts.items() if name in names}

    def find_typed(self, case: Case, index: PlanIndex, var: Var) -> str | None:
        """What the person types for a variable, or None when the example does not say."""
        named = self.example.answers
        if var.member is None:
            value = named.get(str(var))
        else:
            spine = index.list_of(var.role) or var.role
            rows = named.get(var.role)
            row = rows.get(self.find_key(case, index, spine, var.member)) if isinstance(rows, Mapping) else None
            value = row.get(var.fact) if isinstance(row, Mapping) else None
            if value is None and isinstance(row, Mapping) and index.roles[spine].key == var.fact:
                value = self.find_key(case, index, spine, var.member)
        return None if value is None else _text(value)

    def find_answer(self, case: Case, index: PlanIndex, name: str, member: str | None, spine: str | None) -> str | None:
        """What the person answers to a question."""
        value = self.example.answers.get(name)
        if isinstance(value, Mapping) and member is not None and spine is not None:
            value = value.get(self.find_key(case, index, spine, member))
        return None if value is None or isinstance(value, Mapping) else _text(value)

    def gives_paper(self, case: Case, index: PlanIndex, certificate: str, spine: str | None, member: str | None) -> bool:
        """Whether the person uploads this paper."""
        value = self.example.answers.get(certificate)
        if isinstance(value, Mapping) and spine is not None and member is not None:
            return self.find_key(case, index, spine, member) in value
        return value is not None

    def outside_facts(self, case: Case, index: PlanIndex, item: str, member: str | None) -> Mapping[str, Any]:
        """What the department's own system answers for a task, as far as the example says: fact → value."""
        value = self.example.outside.get(item)
        spine = index.items[item].for_each
        if isinstance(value, Mapping) and spine is not None and member is not None:
            value = value.get(self.find_key(case, index, spine, member))
        return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
