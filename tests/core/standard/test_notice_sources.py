"""What people are told will be asked of departments is asked of departments: a paper that they alone have is no source."""

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.compile import compile_plan


def test_nothing_that_only_the_person_has_is_a_source_on_file(bundle: Bundle) -> None:
    """A paper that the applicant alone can give (issuer: applicant) is not found on file by its keys to say something."""
    own = [one for one in bundle.certificates.values() if one.issuer == "applicant"]
    assert own and not [one.id for one in own if one.find and one.states]


def test_who_retires_later_brings_the_agreement_and_no_department_is_asked_for_it(bundle: Bundle) -> None:
    situation = {"retire_kind": "late", "deemed": "true", "insured_medical": "true", "fund_ready": "true", "draws_fund": "true"}
    plan = compile_plan(bundle, "retirement", "370783", situation, frozenset(), "worker")
    assert plan.draws and "申请人" not in {draw.provider_name.zh for draw in plan.draws}
    assert "与单位协商一致的延迟退休约定" in {paper.name.zh for paper in plan.evidence}
