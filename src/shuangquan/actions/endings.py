"""What a result ends outside its case: certificates that somebody held, and the account of who has died."""

from shuangquan.actions.acting import acting_system
from shuangquan.actions.loading import load
from shuangquan.core.cases.issuing import find_holder_var
from shuangquan.core.cases.kinds import read_event
from shuangquan.core.cases.result_events import ResultEnds
from shuangquan.records.accounts import close_account
from shuangquan.records.certificates import end_certificates
from shuangquan.records.vault import blind_index


def end_others(case_id: str) -> None:
    """Do what the case's results end. Doing it twice does no harm; of an erased case nothing is known any more, and nothing ends."""
    with acting_system():
        loaded = load(case_id)
        for stored in loaded.stored.events:
            if stored.kind != ResultEnds.kind:
                continue
            event = read_event(stored.kind, stored.schema_version, dict(stored.body))
            assert isinstance(event, ResultEnds)
            for kind in ("id_number", "uscc"):
                value = loaded.case.value(find_holder_var(loaded.index, event.role, None, kind))
                if value is None:
                    continue
                index = blind_index(kind, str(value))
                end_certificates(index, event.certificates, case_id)
                if event.access and kind == "id_number":
                    close_account(index)
