"""Who plays whom in one situation class: aliases resolved, absent roles told, relations known by their ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from shuangquan.core.standard.class_env import ClassEnv, decide_in_class
from shuangquan.core.standard.scopes import find_role_type, find_spine
from shuangquan.core.standard.view import ThemeView
from shuangquan.core.words.memo import Memo


@dataclass(frozen=True)
class Cast:
    """The roles of a theme in a class that may be settled only in part."""

    view: ThemeView
    values: Mapping[str, str]
    signed_in: str

    @cached_property
    def lists(self) -> Mapping[str, str]:
        """Situation → the list whose members each have it."""
        return self.view.memo.once("lists", lambda: {s.name: str(s.use.of) for s in self.view.situations if s.use.of})

    @cached_property
    def many(self) -> frozenset[str]:
        """Situations of which several options may be chosen."""
        return self.view.memo.once("many", lambda: frozenset(s.name for s in self.view.situations if s.kind.many))

    @cached_property
    def env(self) -> ClassEnv:
        """The class as an Env under the theme's own names."""
        return ClassEnv(self.values, self.lists, self.signed_in, {}, {}, many=self.many, memo=self.view.memo)

    @cached_property
    def memo(self) -> Memo:
        """What holds in this class."""
        return Memo()

    def resolve(self, role: str) -> str | None:
        """The role that plays `role` here; None while that is not settled."""
        if role not in self._players:
            self._players[role] = self._resolve(role)
        return self._players[role]

    @cached_property
    def _players(self) -> dict[str, str | None]:
        return {}

    def _resolve(self, role: str) -> str | None:
        for _ in self.view.theme.roles:
            rows = self.view.aliases.get(role)
            if rows is None:
                return role
            target = None
            for name, condition in rows:
                holds = decide_in_class(condition, self.env)
                if holds is None:
                    return None
                if holds:
                    target = name
                    break
            if target is None:
                return None
            role = target
        return None

    def absent(self, role: str) -> bool:
        """Whether nobody plays the role here: a `maybe` role that is absent, or a relation that lacks an end."""
        if role not in self._absent:
            self._absent[role] = self._is_absent(role)
        return self._absent[role]

    @cached_property
    def _absent(self) -> dict[str, bool]:
        return {}

    def _is_absent(self, role: str) -> bool:
        name = self.resolve(role)
        if name is None:
            return False
        condition = self.view.absent.get(name)
        if condition is not None and decide_in_class(condition, self.env):
            return True
        return any(self.absent(end) for end in self.view.theme.roles[name].of)

    def decided(self, role: str) -> bool:
        """Whether role, its ends, and the roles its own sources bind are settled."""
        name = self.resolve(role)
        if name is None:
            return False
        form = self.view.theme.roles[name]
        bound = (theirs for pairs in form.from_.values() for theirs in pairs.values())
        return all(self.resolve(end) is not None for end in (*form.of, *bound))

    def ends(self, role: str) -> tuple[str, ...]:
        """The roles a relation ties, resolved; () while one is not settled."""
        found = tuple(self.resolve(end) for end in self.view.theme.roles[role].of)
        return tuple(end for end in found if end is not None) if None not in found else ()

    def spine(self, role: str) -> str | None:
        """The list that the role runs along."""
        for end in self.ends(role):
            spine = self.spine(end)
            if spine:
                return spine
        return role if self.view.theme.roles[role].many else None

    def member_of(self, role: str) -> tuple[str, str] | None:
        """(list or relation along one, role that says which member) whose one member `role` is; None when it stands for itself.

        A relation is known by its ends: that of one heir is that heir's among the relations of all heirs.
        """
        roles = self.view.theme.roles
        one_of = roles[role].one_of
        if one_of is not None:
            return str(one_of), role
        if roles[role].relation is None:
            return None
        ends = self.ends(role)
        places = [place for place, end in enumerate(ends) if roles[end].one_of is not None]
        for place in places:
            along = (*ends[:place], str(roles[ends[place]].one_of), *ends[place + 1 :])
            for name, form in roles.items():
                if form.relation == roles[role].relation and self.ends(name) == along:
                    return str(name), ends[place]
        return None

    @cached_property
    def members(self) -> Mapping[str, tuple[str, str]]:
        """Present role → (list or relation, role that says which member) of every role that is one member of a list."""
        return {role: found for role in self.present if (found := self.member_of(role)) is not None}

    def type(self, role: str) -> str:
        """The role's type."""
        return self.view.memo.once(("type", role), lambda: find_role_type(self.view.theme, role))

    @cached_property
    def players(self) -> tuple[tuple[str | None, bool], ...]:
        """For each role of the theme who plays it and whether nobody does: all that the binding of sources depends on."""
        return tuple((self.resolve(role), self.absent(role)) for role in self.view.theme.roles)

    @cached_property
    def present(self) -> tuple[str, ...]:
        """Roles of their own (no aliases) that are not absent, in the theme's order."""
        theme = self.view.theme
        return tuple(str(role) for role in theme.roles if role not in self.view.aliases and not self.absent(role))

    def path(self, role: str, fact: str) -> str:
        """The variable `role.fact` under the role that plays it. ValueError while that is not settled."""
        name = self.resolve(role)
        if name is None:
            raise ValueError(f"{role} is not settled")
        return f"{name}.{fact}"

    def speakers(self, role: str) -> tuple[str, ...]:
        """Roles that may type facts of `role`: a person for itself, then who speaks for it."""
        return self.view.memo.once(("speakers", role, self.players), lambda: self._find_speakers(role))

    def _find_speakers(self, role: str) -> tuple[str, ...]:
        theme = self.view.theme
        own = (role,) if self.type(role) == "person" and not theme.roles[role].many else ()
        spine = find_spine(theme, role)
        listed = theme.speaks_for.get(role, ()) or (theme.speaks_for.get(spine, ()) if spine and spine != role else ())
        named = (self.resolve(speaker) for speaker in listed)
        return tuple(dict.fromkeys((*own, *(s for s in named if s is not None and not self.absent(s)))))
