"""AB 岗: who stands in for whom, from and until which day."""

from dataclasses import dataclass
from datetime import date

from shuangquan.records.clock import today
from shuangquan.records.models import StandIn


@dataclass(frozen=True, slots=True)
class StoredStandIn:
    """One standing-in. absent, deputy: account ids with their names; both days included."""

    id: int
    absent: int
    absent_name: str
    deputy: int
    deputy_name: str
    since: date
    until: date

    @property
    def subject(self) -> str:
        """Who is absent, as events name them."""
        return f"staff-{self.absent}"


def append_stand_in(absent: int, deputy: int, since: date, until: date) -> int:
    """Note that `deputy` does the work of `absent` on these days; answers its id."""
    return int(StandIn.objects.create(absent_id=absent, deputy_id=deputy, since=since, until=until).pk)


def end_stand_in(stand_in: int, absent: int) -> bool:
    """Take one back; whether there was one of this person's."""
    return StandIn.objects.filter(pk=stand_in, absent_id=absent).delete()[0] > 0


def find_absent(deputy: int, day: date | None = None) -> tuple[int, ...]:
    """Accounts for whom somebody stands in on `day`, today by default. One query."""
    on = day or today()
    found = StandIn.objects.filter(deputy_id=deputy, since__lte=on, until__gte=on, absent__is_active=True)
    return tuple(found.order_by("absent_id").values_list("absent_id", flat=True).distinct())


def find_stand_ins(user: int, day: date | None = None) -> tuple[StoredStandIn, ...]:
    """Those of one person that are not over, as absent or as deputy, by first day. One query."""
    on = day or today()
    rows = StandIn.objects.filter(until__gte=on).filter(absent_id=user) | StandIn.objects.filter(until__gte=on).filter(deputy_id=user)
    return tuple(
        StoredStandIn(row.pk, row.absent_id, row.absent.first_name, row.deputy_id, row.deputy.first_name, row.since, row.until)
        for row in rows.select_related("absent", "deputy").order_by("since", "id")
    )
