"""The whole of a standard, read and typed: what the checker checks and the compiler compiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from shuangquan.core.standard.divisions import Zone
from shuangquan.core.standard.model import Certificate, Fact, Item, Parameter, Resource, RoleType, SituationKind
from shuangquan.core.standard.model_guardians import Guardianship
from shuangquan.core.standard.model_kiosk import Inquiry, KioskModule
from shuangquan.core.standard.model_layout import Layout
from shuangquan.core.standard.model_overlay import Overlay
from shuangquan.core.standard.model_policies import Policy
from shuangquan.core.standard.model_theme import Example, Theme
from shuangquan.core.standard.text import Word
from shuangquan.core.words.memo import Memo
from shuangquan.core.words.text import Text


@dataclass(frozen=True)
class Bundle:
    """Everything under standards/, by id. hash: SM3 over the canonical JSON of the content, places left out.

    overlays and examples: by theme. sign_in: facts that signing in proves (`person.name`). departments: id → name. regions: zones
    beside the published divisions, by code. inquiries: what people may look up of themselves. kiosk: the tiles of a kiosk, in order.
    guardians: who acts for children, and which register says so.
    """

    hash: str
    types: Mapping[str, RoleType]
    enums: Mapping[str, Mapping[str, Text]]
    departments: Mapping[str, Text]
    facts: Mapping[str, Fact]
    sign_in: tuple[Word, ...]
    certificates: Mapping[str, Certificate]
    layouts: Mapping[str, Layout]
    resources: Mapping[str, Resource]
    parameters: Mapping[str, Parameter]
    situations: Mapping[str, SituationKind]
    regions: Mapping[str, Zone]
    inquiries: Mapping[str, Inquiry]
    kiosk: Mapping[str, KioskModule]
    guardians: Mapping[str, Guardianship]
    items: Mapping[str, Item]
    policies: Mapping[str, Policy]
    burden: Mapping[str, int]
    themes: Mapping[str, Theme]
    overlays: Mapping[str, tuple[Overlay, ...]]
    examples: Mapping[str, tuple[Example, ...]]

    @cached_property
    def memo(self) -> Memo:
        """What follows from the content and was worked out once."""
        return Memo()

    @cached_property
    def facts_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """Role type → its facts, in the order of the files."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            found.setdefault(fact.role_type, []).append(fact)
        return {kind: tuple(facts) for kind, facts in found.items()}


LIBRARIES: Mapping[str, type] = {
    "types": RoleType,
    "facts": Fact,
    "certificates": Certificate,
    "layouts": Layout,
    "resources": Resource,
    "parameters": Parameter,
    "situations": SituationKind,
    "regions": Zone,
    "inquiries": Inquiry,
    "kiosk": KioskModule,
    "guardians": Guardianship,
    "items": Item,
    "policies": Policy,
}
"""Top-level keys whose entries are shapes with an id."""


WEIGHTS = (
    "sign_in",
    "made_in_theme",
    "certificate",
    "resource",
    "pick",
    "confirm",
    "ask_choice",
    "type_short",
    "type_long",
    "photograph",
    "upload",
    "consent_of_other",
    "visit",
)
"""The weights of burden, all of which burden.yaml must give."""
