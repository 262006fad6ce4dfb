"""What somebody has under way, as the kiosk lists it."""

from dataclasses import dataclass

from shuangquan.actions.showing import find_theme_name
from shuangquan.channels.kiosk.entry import Machine
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_cases import MyCase, find_my_cases


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with its theme's name."""

    case: MyCase
    name: Text

    @property
    def here(self) -> bool:
        """Whether the kiosk can show it: whoever was only asked to agree does that on their phone."""
        return self.case.part == "applicant" and not self.case.erased


def find_matters(here: Machine) -> tuple[Matter, ...]:
    """Mine, the newest first."""
    return tuple(Matter(one, find_theme_name(one.bundle, one.theme)) for one in find_my_cases(here.who.index))
