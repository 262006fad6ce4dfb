"""What departments answer. One generic way gives whatever is wanted; police, medical insurance, tax and market have rules of their own."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sandbox.clock import now
from sandbox.departments.numbers import IdNumbers, make_number
from sandbox.people.codes import check_id_number, make_uscc
from sandbox.people.model import Company, Person
from sandbox.state import State, add_registered

FOUND: dict[str, Any] = {"disability_kind": "physical", "disability_grade": 2, "deemed_months": 24, "special_post_years": "9"}
"""What a department that looks into it finds, where neither a number nor yes would do: a preset says otherwise."""
TITLES = {
    "title_number": "鲁（{year}）示例市不动产权第{serial:07d}号",
    "mortgage_certificate_number": "鲁（{year}）示例市不动产证明第{serial:07d}号",
}
"""Numbers of the land register, as it writes them."""
Package = dict[str, Any]
Answer = dict[str, Any]


def approve(facts: dict[str, Any], number: str, certificate: dict[str, Any]) -> Answer:
    """A department says yes."""
    reason = {"zh": "准予办理", "en": "Approved"}
    return {"outcome": "approve", "reason": reason, "facts": facts, "number": number, "certificate": certificate}


def refuse(zh: str, en: str) -> Answer:
    """A department says no, with its reason."""
    return {"outcome": "refuse", "reason": {"zh": zh, "en": en}, "facts": {}, "number": "", "certificate": {}}


def fact(package: Package, name: str, role: str = "") -> Any | None:
    """A fact of a package: of `role` if given, else the first of that name."""
    facts: dict[str, Any] = package["facts"]
    if role:
        return facts.get(f"{role}.{name}")
    return next((value for path, value in facts.items() if path.rpartition(".")[2] == name and value is not None), None)


class Answers:
    """Decides packages."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._ids = IdNumbers(state.ledger, state.world)
        self._special: dict[str, Callable[[Package], Answer | None]] = {
            "police": self._register_birth,
            "medical": self._insure,
            "tax": self._take_payment,
            "market": self._register_company,
        }

    def decide(self, package: Package) -> Answer:
        """The answer to a package; an answer preset for such a package wins."""
        special = self._special.get(package["department"])
        answer = (special(package) if special else None) or self._give_all(package)
        preset = self._find_preset(package)
        return {**answer, **preset} if preset else answer

    def find_steps(self, package: Package) -> list[dict[str, Any]] | None:
        """What was laid down beforehand to be said of such a package before (or instead of) its decision."""
        preset = self._find_preset(package)
        return preset.get("reports") if preset else None

    def _find_preset(self, package: Package) -> Answer | None:
        for row in self._state.ledger.all("preset").values():
            plain = {name: package[name] for name in ("item", "member", "case", "region")} | {"follows": package.get("follows", "")}
            seen = {**package["facts"], **plain}
            if row["department"] == package["department"] and all(seen.get(name) == value for name, value in row["match"].items()):
                found: Answer = row["answer"]
                return {**refuse("", ""), **found} if found.get("outcome") == "refuse" else found
        return None

    def _give_all(self, package: Package) -> Answer:
        """Generic: a number, date, amount or true for each fact wanted."""
        today = now().date()
        facts = {path: self._give(package["department"], path.rpartition(".")[2], today) for path in package["wants"]}
        texts = [value for value in facts.values() if isinstance(value, str)]
        number = next((text for text in texts if text.endswith("号") or ("-" in text and not text[:4].isdigit())), "")
        number = number or make_number(self._state.ledger, package["department"], "receipt", today.year)
        return approve(facts, number, {"number": number, "issued_on": today.isoformat()})

    def _give(self, department: str, name: str, today: date) -> Any:
        if name in TITLES:
            return TITLES[name].format(year=today.year, serial=self._state.ledger.count_up(f"{department}/{name}/{today.year}"))
        if name in FOUND:
            return FOUND[name]
        if name.endswith(("_number", "_account", "_receipt", "number")):
            return make_number(self._state.ledger, department, name, today.year)
        if name.endswith(("_valid_to", "_until")):
            return (today + timedelta(days=365)).isoformat()
        if name.endswith(("_date", "_on", "_at")):
            return today.isoformat()
        if name.endswith(("_amount", "_balance")):
            return "0.00"
        return True

    def _register_birth(self, package: Package) -> Answer | None:
        """Police: register a newborn and assign the ID number. None for packages that want no ID number."""
        wanted = next((path for path in package["wants"] if path.endswith(".id_number")), None)
        if wanted is None:
            return None
        role = wanted.rpartition(".")[0]
        parents = [value for path, value in package["facts"].items() if path.endswith(".id_number") and not path.startswith(f"{role}.")]
        if any(value is not None and not check_id_number(str(value)) for value in parents):
            return refuse("公民身份号码校验不通过", "An ID number has a wrong check digit")
        row = self._make_row(package, role)
        if row is None:
            return refuse("缺少出生日期", "No date of birth")
        key = str(fact(package, "birth_record_number", role) or fact(package, "birth_certificate_number", role) or package["id"])
        row["id_number"] = self._ids.assign(key, package["region"], date.fromisoformat(row["birth_date"]), row["sex"])
        if self._state.ledger.find("registered", row["id_number"]) is None:  # assigned just now, or just before the program was killed
            page = self._state.ledger.count_up(f"pages/{row['household']}")
            row["page"] = f"{row['household']}-{page + 10:02d}"
            self._state.ledger.keep(("registered", row["id_number"], row))
            add_registered(self._state.world, row)
        kept = self._state.ledger.find("registered", row["id_number"]) or row
        return self._registered(package, role, kept)

    def _make_row(self, package: Package, role: str) -> dict[str, str] | None:
        parents = self._find_parents(package, role)
        birth = self._state.world.records.get(str(fact(package, "birth_record_number", role)))
        born = fact(package, "birth_date", role) or (birth.birth_date.isoformat() if birth else None)
        if born is None:
            return None
        household = str(fact(package, "number", "household") or fact(package, "household_number") or f"{package['region']}000000")
        parent = parents.get("female") or parents.get("male")
        return {
            "name": str(fact(package, "name", role) or ""),
            "sex": str(fact(package, "sex", role) or (birth.sex if birth else "female")),
            "birth_date": str(born),
            "ethnicity": str(fact(package, "ethnicity", role) or (parent.ethnicity if parent else "汉")),
            "household": household,
            "county": str(package["region"]),
            "mother": parents["female"].id_number if "female" in parents else "",
            "father": parents["male"].id_number if "male" in parents else "",
        }

    def _find_parents(self, package: Package, role: str) -> dict[str, Person]:
        """Residents the package names besides the newborn, by sex."""
        numbers = [
            str(value) for path, value in package["facts"].items() if path.endswith(".id_number") and not path.startswith(f"{role}.")
        ]
        found = [self._state.world.persons[number] for number in numbers if number in self._state.world.persons]
        return {person.sex: person for person in found}

    def _registered(self, package: Package, role: str, row: dict[str, str]) -> Answer:
        given = {"id_number": row["id_number"], "household_number": row["household"], "registered": True}
        today = now().date()
        facts = {}
        for path in package["wants"]:
            owner, _, name = path.rpartition(".")
            facts[path] = given[name] if owner == role and name in given else self._give("police", name, today)
        page = {"number": row["page"], "issued_on": today.isoformat(), "station": "公安派出所户籍窗口"}
        return approve(facts, row["page"], page)

    def _insure(self, package: Package) -> Answer | None:
        """Medical insurance: one number a person, for ever."""
        wanted = next((path for path in package["wants"] if path.endswith(".medical_insured_number")), None)
        person = wanted and fact(package, "id_number", wanted.rpartition(".")[0])
        if not wanted or not person:
            return None
        ledger, world = self._state.ledger, self._state.world
        with ledger.lock:
            resident = world.persons.get(person)
            number = ledger.find("insured", person) or (resident.medical_number if resident else "")
            number = number or f"{package['region'][:4]}9{ledger.count_up('medical_insured_number'):07d}"
            ledger.keep(("insured", person, number))
            if resident:
                resident.medical_status, resident.medical_number = "active", number
        answer = self._give_all({**package, "wants": [path for path in package["wants"] if path != wanted]})
        return {
            **answer,
            "facts": {**answer["facts"], wanted: number},
            "number": number,
            "certificate": {**answer["certificate"], "number": number},
        }

    def _register_company(self, package: Package) -> Answer | None:
        """Market regulation: register a company and assign its credit code. None for packages that want no code."""
        wanted = next((path for path in package["wants"] if path.endswith(".uscc")), None)
        if wanted is None:
            return None
        role = wanted.rpartition(".")[0]
        ledger, world = self._state.ledger, self._state.world
        with ledger.lock:
            key = str(fact(package, "reservation_number", role) or package["id"])
            code = ledger.find("company", key) or make_uscc(f"91379900MB{ledger.count_up('uscc'):07d}")
            ledger.keep(("company", key, code))
        agent = next((str(value) for path, value in package["facts"].items() if path.endswith(".id_number") and value), "")
        name, address = str(fact(package, "name", role) or ""), str(fact(package, "address", role) or "")
        world.companies[code] = Company(code, name, str(package["region"]), address, (agent,), scope_freight=False, social_insured=False)
        answer = self._give_all({**package, "wants": [path for path in package["wants"] if path != wanted]})
        certificate = {**answer["certificate"], "number": code}
        return {**answer, "facts": {**answer["facts"], wanted: code}, "number": code, "certificate": certificate}

    def _take_payment(self, package: Package) -> Answer | None:
        """Tax: a receipt for a line that was paid; no for good when it was not. None for packages that no money is due for."""
        if not any(path.endswith("_paid") for path in package["wants"]):
            return None
        order = self._state.ledger.find("order", str(package.get("payment_order") or ""))
        if order is None or order["state"] == "waiting":
            return refuse("未查到缴费记录", "No payment was found")
        line = next((one for one in order["lines"] if (one["item"], one["member"]) == (package["item"], package["member"])), None)
        if line is None or line.get("refunded", "0.00") == line["amount"]:
            return refuse("缴费记录与事项不符或已退款", "The payment is for something else or was paid back")
        answer = self._give_all(package)
        number = answer["number"]
        return approve(answer["facts"], number, {"number": number, "amount": line["amount"], "issued_on": now().date().isoformat()})
