"""Jobs of cases and plans: one job a transition."""

import json

from shuangquan.actions.alerting import raise_alert
from shuangquan.actions.archiving import archive_case
from shuangquan.actions.booking_money import book_case
from shuangquan.actions.collecting import shelve_case
from shuangquan.actions.compiling import compile_and_keep
from shuangquan.actions.endings import end_others
from shuangquan.actions.merging import take_twin
from shuangquan.actions.parties import remind_party, silence_party
from shuangquan.actions.plans import PlanKey
from shuangquan.actions.rights import destroy_keys
from shuangquan.actions.rosters import work_roster
from shuangquan.actions.running import run_case_waiting
from shuangquan.core.words.codec import from_plain
from shuangquan.jobs.app import job


@job("case.run", retries=None, longest=60)
async def run(case: str, tried: int = 0) -> None:
    """One step of a submitted case: what is due outside is done, what can be decided is decided."""
    await run_case_waiting(case, tried)


@job("case.roster", retries=None, longest=60)
def take_roster(roster: str) -> None:
    """Take the rows of a table of people, from where it stands."""
    work_roster(roster)


@job("plan.compile")
def compile_(key: str) -> None:
    """Compile a plan that a web process did not find."""
    compile_and_keep(from_plain(PlanKey, json.loads(key)))


@job("party.silent", retries=None)
def silent(case: str, role: str) -> None:
    """Somebody was asked to agree and has not answered in time."""
    silence_party(case, role)


@job("party.remind", retries=None)
def remind(case: str, role: str) -> None:
    """Somebody was asked to agree or sign and has not yet."""
    remind_party(case, role)


@job("case.end_others", retries=None)
def end(case: str) -> None:
    """Certificates and accounts that a result of this case ends."""
    end_others(case)


@job("case.take_twin", retries=None)
def carry(case: str) -> None:
    """What was chosen of a case that was closed into another is carried over there."""
    take_twin(case)


@job("case.erase")
def erase(case: str) -> None:
    """The keys of a case whose erasure was decided are destroyed, whatever became of the process that decided it."""
    destroy_keys(case)


@job("case.alert", retries=None)
def alert(case: str, item: str, member: str | None, why: str) -> None:
    """Those who supervise a department are told that it is late or silent."""
    raise_alert(case, item, member, why)


@job("case.archive")
def archive(case: str) -> None:
    """A matter that has ended is archived."""
    archive_case(case)


@job("case.shelve")
def shelve(case: str) -> None:
    """What waits of a case at the exit windows of halls is listed anew."""
    shelve_case(case)


@job("case.book")
def book(case: str) -> None:
    """What was paid or paid back of a case is written into our ledger."""
    book_case(case)
