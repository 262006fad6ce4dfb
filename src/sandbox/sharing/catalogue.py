"""The resources the departments share: keys asked, facts given, and where the answer comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.people.model import World
from sandbox.sharing import business, homes, late, own, people, work

Answer = dict[str, Any] | list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Resource:
    """keys: all required; may: keys that narrow. gives: names of the facts. many: whether members come."""

    keys: tuple[str, ...]
    gives: frozenset[str]
    answer: Callable[[World, dict[str, str]], Answer]
    many: bool = False
    may: tuple[str, ...] = ()


def _resource(keys: str, gives: str, answer: Callable[[World, dict[str, str]], Answer], *, many: bool = False, may: str = "") -> Resource:
    return Resource(tuple(keys.split()), frozenset(gives.split()), answer, many, tuple(may.split()))


RESOURCES: dict[str, Resource] = {
    "police.population": _resource(
        "subject.id_number",
        "subject.name subject.birth_date subject.sex subject.ethnicity subject.household_number subject.registered subject.in_service",
        people.population,
    ),
    "police.households": _resource(
        "member.household_number",
        "household.number household.address household.township household.collective household.head_name",
        people.households,
    ),
    "police.children": _resource("parent.id_number", "children.id_number children.name children.birth_date", people.children, many=True),
    "police.kin": _resource("relative.id_number deceased.id_number", "bond.kin bond.proved", people.kin),
    "civil.marriages": _resource(
        "one.id_number", "bond.registered bond.number other.id_number other.name", people.marriages, may="other.id_number"
    ),
    "civil.relief": _resource("subject.id_number", "subject.low_income subject.destitute subject.elder_care", people.relief),
    "civil.guardians": _resource("child.id_number guardian.id_number", "bond.proved", people.guardians),
    "civil.cremations": _resource("deceased.id_number", "deceased.cremation_number", late.cremations),
    "health.birth-records": _resource(
        "mother.id_number",
        "newborns.birth_record_number newborns.birth_date newborns.sex newborns.birth_place newborns.born_abroad newborns.weight_g",
        people.birth_records,
        many=True,
    ),
    "health.issued-certificates": _resource(
        "mother.id_number",
        "newborns.birth_certificate_number newborns.name newborns.birth_date newborns.sex",
        people.issued_certificates,
        many=True,
    ),
    "health.birth-certificates": _resource("child.id_number", "child.birth_certificate_number", people.nothing),
    "health.deaths": _resource("deceased.id_number", "deceased.death_date deceased.death_certificate_number", late.deaths),
    "hr.insured": _resource(
        "insured.id_number",
        "insured.pension_kind insured.contribution_months insured.pension_region insured.pension_balance insured.retired",
        own.pensions,
    ),
    "hr.contracts": _resource(
        "employer.uscc",
        "workers.id_number workers.data_agreed workers.contract_number workers.hired_on workers.monthly_wage",
        work.contracts,
        many=True,
    ),
    "hr.workers": _resource("worker.id_number", "worker.pension_status worker.holds_social_card worker.file_elsewhere", work.workers),
    "hr.employers": _resource("employer.uscc", "employer.social_insured", work.employers),
    "hr.employment": _resource("worker.id_number", "worker.employer_name worker.employed_since worker.unemployment_months", own.employment),
    "medical.spending": _resource(
        "insured.id_number", "insured.medical_spent insured.medical_reimbursed insured.treated_elsewhere", own.spending
    ),
    "tax.incomes": _resource("payer.id_number", "payer.tax_year payer.income_declared payer.income_tax", own.incomes),
    "land.holdings": _resource(
        "owner.id_number",
        "homes.unit_number homes.location homes.area homes.usage homes.title_number homes.mortgaged",
        own.holdings,
        many=True,
    ),
    "fund.workers": _resource("worker.id_number", "worker.fund_status", work.fund_status),
    "police.portraits": _resource("subject.id_number", "subject.photo", work.portraits),
    "civil.elders": _resource("subject.id_number", "subject.allowance_since", people.allowances),
    "hr.card-accounts": _resource("subject.id_number", "subject.card_account", people.card_accounts),
    "police.parents": _resource("parent.id_number", "parent.youngest_birth_date parent.youngest_registered", people.parents),
    "hr.injury": _resource("subject.id_number", "subject.injury_care", people.injuries),
    "hr.files": _resource(
        "worker.id_number", "worker.file_birth_date worker.worker_class worker.deemed_months worker.special_post_years", own.files
    ),
    "medical.insured": _resource(
        "insured.id_number", "insured.medical_status insured.medical_insured_number insured.medical_balance", late.medical
    ),
    "fund.accounts": _resource("owner.id_number", "owner.fund_balance owner.fund_loan_open owner.fund_sealed", own.funds),
    "traffic.drivers": _resource("driver.id_number", "driver.driving_licence_number", late.drivers),
    "traffic.vehicles-of-owner": _resource(
        "owner.uscc",
        "vehicles.plate vehicles.vin vehicles.gross_mass_kg vehicles.tractor vehicles.body vehicles.transferred",
        business.vehicles_of_owner,
        many=True,
    ),
    "traffic.vehicles": _resource(
        "vehicle.plate", "vehicle.vin vehicle.gross_mass_kg vehicle.tractor vehicle.body vehicle.transferred", business.vehicle
    ),
    "federation.cards": _resource(
        "holder.id_number", "holder.disability_card_number holder.disability_kind holder.disability_grade", people.disability_cards
    ),
    "market.registry": _resource(
        "company.uscc",
        "company.name company.active company.sole_trader company.scope_freight company.address company.small",
        business.registry,
    ),
    "market.names": _resource(
        "founder.id_number",
        "company.name company.reservation_number company.reserved_until company.licence_first company.scope",
        business.names,
    ),
    "market.closing": _resource("company.uscc", "company.unsettled company.frozen company.abnormal", business.hindrances),
    "market.catering": _resource("company.uscc", "company.scope_catering company.catering_banned", business.catering),
    "hr.units": _resource("company.uscc", "company.insured_staff", business.staff),
    "market.agents": _resource("agent.id_number company.uscc", "mandate.authorised", business.agents),
    "transport.tests": _resource("vehicle.vin", "vehicle.test_report_number vehicle.test_valid_to", business.tests),
    "transport.satellite": _resource("vehicle.vin", "vehicle.satellite", business.satellite),
    "housing.contracts": _resource(
        "buyer.id_number",
        "deal.contract_number deal.filed deal.price deal.payment_way deal.escrowed seller.id_number house.unit_number",
        homes.contracts,
    ),
    "land.register": _resource(
        "house.unit_number",
        "house.location house.area house.usage house.title_number house.sealed house.contested house.mortgaged house.mortgage_number",
        homes.register,
    ),
    "land.owners": _resource("owner.id_number house.unit_number", "title.registered title.shared", homes.owners),
    "land.co-owners": _resource("owner.id_number house.unit_number", "other.id_number", homes.co_owners),
    "land.mortgagees": _resource("house.unit_number", "mortgagee.uscc", homes.mortgagees),
    "tax.assessments": _resource(
        "deal.contract_number", "deal.assessment_number deal.declared_price deal.tax_due deal.assessment_disputed", homes.assessments
    ),
    "bank.loans": _resource(
        "deal.contract_number", "deal.loan_contract_number deal.loan_amount deal.lender_agrees lender.uscc", homes.loans
    ),
    "bank.debts": _resource("house.mortgage_number", "house.debt_settled", homes.debts),
    **{
        f"{kind}.accounts": _resource("house.unit_number", f"house.{kind}_account house.{kind}_arrears", homes.supply(kind))
        for kind in ("water", "power", "gas", "heat")
    },
    "land.titles": _resource("owner.uscc site.address", "site.title_number site.floor_area", business.titles),
    "army.discharges": _resource(
        "veteran.id_number", "veteran.discharge_date veteran.discharge_kind veteran.service_years", people.nothing
    ),
}

DEPARTMENTS = (
    *("health", "police", "civil", "medical", "tax", "hr", "market", "traffic", "transport", "army", "fund", "federation", "land"),
    *("bank", "cdc", "fire", "urban", "housing", "water", "power", "gas", "heat"),
)
