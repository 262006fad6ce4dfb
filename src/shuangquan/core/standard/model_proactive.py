"""无感、免申: what a theme that is offered before anybody asks says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED, Duration, LegalBasis
from shuangquan.core.standard.shape import PLAIN, Code
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Proactive:
    """无感、免申: who is entitled is looked for, and offered it. where: a condition over what is known of `confirm`.

    over: the register whose people are gone through; or certificate: a type of certificate that ends within `days` days; or event: a
    register each new record of which begins it, for whoever it is about. stands: how long such an offer stands.
    offer: a form filled in, to be confirmed by one tap; or given, where a law in `basis` allows it, to who does not say no `after` a time.
    confirm: the role of whoever it is for. answers: situation → value that confirming answers. why: in plain words, why somebody is
    entitled; the rule in words by default.
    """

    at: Place = field(metadata=FILLED)
    confirm: Word
    over: Word | None = None
    where: Code | None = None
    certificate: Word | None = None
    days: int = 0
    event: Word | None = None
    stands: Duration | None = None
    offer: Literal["prefilled", "given"] = "prefilled"
    after: Duration | None = None
    answers: Mapping[str, Annotated[Any, PLAIN]] = field(default_factory=dict)
    why: Text | None = None
    basis: tuple[LegalBasis, ...] = ()

    @property
    def answered(self) -> dict[str, str]:
        """Situation → its value as a situation has it: true and false are words there."""
        return {str(name): str(value).lower() if isinstance(value, bool) else str(value) for name, value in self.answers.items()}


LAWFUL = ("S", "K")
"""Grades of a basis on which something may be given: what nobody has the source of is no law."""


def find_lawful(proactive: Proactive) -> LegalBasis | None:
    """The first basis on which it may be given; None where none is had."""
    return next((basis for basis in proactive.basis if basis.grade in LAWFUL), None)
