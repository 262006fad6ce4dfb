"""Numbers that departments assign: a newborn's ID number by the police, and the plain numbers of everybody else."""

from datetime import date

from sandbox.ledger import Ledger
from sandbox.people.codes import PREFIX, area_of, make_id_number
from sandbox.people.model import World


class IdNumbers:
    """Assigns ID numbers: never one twice, the same for the same birth, odd for boys and even for girls.

    An area has 499 numbers a day and sex. When they run out, the next of the 100 areas under 3799 is used.
    """

    def __init__(self, ledger: Ledger, world: World) -> None:
        self._ledger = ledger
        self._world = world
        self._next: dict[tuple[str, str], tuple[int, int]] = {}

    def assign(self, birth_key: str, county: str, born: date, sex: str) -> str:
        """The number of a birth. Kept before it is given."""
        with self._ledger.lock:
            known = self._ledger.find("id_of_birth", birth_key)
            if known is not None:
                return str(known)
            number = self._find_free(county, born, sex)
            self._ledger.keep(("id_of_birth", birth_key, number), ("id_number", number, birth_key))
            return number

    def _find_free(self, county: str, born: date, sex: str) -> str:
        first_area = int(area_of(county)[4:])
        series = (f"{first_area:02d}{born:%Y%m%d}", sex)
        step, nth = self._next.get(series, (0, 0))
        while True:
            nth += 1
            if nth > 499:
                step, nth = step + 1, 1
            if step >= 100:
                raise OverflowError(f"no ID number is left for {born}")
            area = f"{PREFIX}{(first_area + step) % 100:02d}"
            number = make_id_number(area, born, 2 * nth - 1 if sex == "male" else 2 * nth)
            if number not in self._world.persons and self._ledger.find("id_number", number) is None:
                self._next[series] = (step, nth)
                return number


def make_number(ledger: Ledger, department: str, fact: str, year: int) -> str:
    """A number of a department's own series, e.g. MED2026-00000012."""
    return f"{department[:3].upper()}{year}-{ledger.count_up(f'{department}/{fact}/{year}'):08d}"
