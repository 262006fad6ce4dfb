"""A small standard of two items and what may be changed of it: for words of the language that no shipped theme shows alone."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import yaml

from shuangquan.actions.checking import PlanMaker
from shuangquan.core.cases.walk import Plans, Walked
from shuangquan.core.cases.walk_on import walk_example
from shuangquan.core.cases.world import World
from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.load import load_bundle

Plain = dict[str, Any]

LIBRARY = """
departments: {office: {zh: 办事处}, clinic: {zh: 医院}}
types: {person: {zh: 人, en: person}}
sign_in: [person.id_number, person.name]
burden:
  sign_in: 0
  made_in_theme: 0
  resource: 0
  certificate: 0
  confirm: 1
  ask_choice: 2
  pick: 1
  type_short: 3
  type_long: 5
  photograph: 8
  upload: 10
  consent_of_other: 4
  visit: 100
facts:
  person.id_number: {label: {zh: 公民身份号码}, type: resident_id}
  person.name: {label: {zh: 姓名}, type: text}
  person.score: {label: {zh: 评定等级}, type: integer}
  person.account: {label: {zh: 收款账号}, type: bank_account}
  person.home: {label: {zh: 参保地}, type: region, by_hand: false}
  person.home_since: {label: {zh: 参保日期}, type: date, by_hand: false}
  person.seen_on: {label: {zh: 到场日期}, type: date, by_hand: false}
situations:
  severe: {label: {zh: 重度}, options: {"true": {zh: 是}, "false": {zh: 否}}}
certificates:
  score-sheet:
    name: {zh: 评定表}
    issuer: office
    roles: {holder: person}
    find: [holder.id_number]
    states: [holder.score]
    valid: unlimited
resources:
  office.home:
    name: {zh: 参保登记}
    provider: office
    roles: {holder: person}
    keys: [holder.id_number]
    gives: [holder.home, holder.home_since]
    sharing: unconditional
    basis: {law: 示例办法, grade: U}
    update: daily
    channel: api
    empty: {holder.home: absent, holder.home_since: absent}
parameters: {}
items:
  assess:
    name: {zh: 评定}
    department: clinic
    procedure: confirmation
    basis: [{law: 示例办法, grade: U}]
    roles: {holder: person}
    needs: [holder.id_number, holder.name]
    gives: {facts: [holder.score], certificates: {score-sheet: {holder: holder}}, numbering: outside}
    decided_by: department
    limits: {statutory: none, promised: {working_days: 5, grade: U, source: 待核}}
    identity: 3
    pledge: false
    fees: none
    can_wait: true
    refused_later: {zh: 重新评定}
  subsidy:
    name: {zh: 补贴}
    department: office
    procedure: benefit
    basis: [{law: 示例办法, grade: U}]
    roles: {holder: person}
    needs: [holder.id_number, holder.score, {fact: holder.account, claimed: enough}]
    decided_by: platform
    rules:
      - {when: holder.score >= 3, then: approve, reason: {zh: 达到等级}}
      - {when: else, then: refer, reason: {zh: 等级不够}, remedy: {zh: 核对评定}}
    limits: {statutory: none, promised: {working_days: 3, grade: U, source: 待核}}
    identity: 3
    pledge: false
    fees: none
    can_wait: true
    refused_later: {zh: 退回}
"""

THEME = """
theme: small
name: {zh: 小主题}
stage: 救助
grade: U
roles: {holder: {one: person, label: {zh: 申请人}}}
apply: [holder]
parties: {holder: {signs: always}}
situations:
  - {use: severe, after: assess, derive: {"true": holder.score >= 3, "false": else}, unknown: false}
items:
  - {use: assess, with: {holder: holder}}
  - {use: subsidy, with: {holder: holder}, when: severe}
limit: {working_days: 10, grade: U, source: 待核}
limit_from: accepted
limit_until: decided
baseline: []
"""

EXAMPLES = """
examples:
  - name: {zh: 重度}
    region: "370302"
    today: 2026-04-01
    signed_in: holder
    sources: {holder: {id_number: "379900198809090010", name: 钱甲}}
    answers: {holder.account: "6217000000000000001"}
    outside: {assess: {score: 4}}
    expect: {asked: [holder.account], items: {assess: approve, subsidy: approve}, ends: completed}
  - name: {zh: 轻度}
    like: 重度
    outside: {assess: {score: 1}}
    expect: {asked: [], items: {subsidy: null}, not_in_plan: [subsidy], ends: completed}
  - name: {zh: 等级记录模糊}
    like: 重度
    expect: {ends: completed}
"""


@dataclass
class Small:
    """The standard as plain data, to be changed before it is read."""

    library: Plain = field(default_factory=lambda: deepcopy(yaml.safe_load(LIBRARY)))
    theme: Plain = field(default_factory=lambda: deepcopy(yaml.safe_load(THEME)))
    examples: Plain = field(default_factory=lambda: yaml.load(EXAMPLES, yaml.BaseLoader))

    def load(self) -> Bundle:
        """The bundle. AssertionError with every fault of its text."""
        bundle, faults = load_bundle(self._write())
        assert bundle is not None and not faults, faults
        return bundle

    def check(self) -> set[str]:
        """The codes of everything the checker finds."""
        bundle, faults = load_bundle(self._write())
        return {one.code for one in ([*faults] if bundle is None else [*faults, *check_bundle(bundle)])}

    def _write(self) -> dict[str, str]:
        parts = {"all.yaml": self.library, "small/theme.yaml": self.theme, "small/examples.yaml": self.examples}
        return {name: json.dumps(part, ensure_ascii=False) for name, part in parts.items()}

    def plans(self, bundle: Bundle) -> Plans:
        """Plans of the theme, for its first example."""
        example, maker = bundle.examples["small"][0], PlanMaker(bundle, "small")
        return lambda situation, missing: maker.make(str(example.region), str(example.signed_in), situation, missing)

    def world(self, bundle: Bundle, name: str) -> World:
        """The world of an example."""
        return World(bundle, next(one for one in bundle.examples["small"] if one.name.zh == name))

    def walk(self, name: str = "重度") -> Walked:
        """An example walked to its end."""
        bundle = self.load()
        return walk_example(self.world(bundle, name), self.plans(bundle))
