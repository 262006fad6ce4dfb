"""Whose children somebody acts for (监护), as the files write it: which register says so, and until which age."""

from dataclasses import dataclass, field

from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.model_common import FILLED, LegalBasis
from shuangquan.core.standard.text import Word
from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Guardianship:
    """One kind of guardian. resource: the register that is asked, by the guardian's own ID number as `guardian`.

    ward: its list role, whose members are the children, each with id_number, name and birth_date. until_age: years, at which it ends.
    """

    at: Place = field(metadata=FILLED)
    id: str = field(metadata=FILLED)
    name: Text
    resource: Word
    guardian: Word
    ward: Word
    until_age: int
    basis: tuple[LegalBasis, ...] = ()
