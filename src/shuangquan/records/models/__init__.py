"""Tables, a file per kind. docs/reference/records.md lists them with what each database role may do."""

from shuangquan.records.models.alerts import Alert
from shuangquan.records.models.archives import ArchivePackage
from shuangquan.records.models.assistance import Assistance
from shuangquan.records.models.audit import DataUse, MerkleRoot, PartyCall
from shuangquan.records.models.cases import Case, CaseEvent, CaseKey, CaseParty, FactValue, Task
from shuangquan.records.models.clients import AppCase, AppGrant, AppToken, EntryTicket, HookDelivery
from shuangquan.records.models.complaints import Complaint
from shuangquan.records.models.contacts import Contact
from shuangquan.records.models.delegations import Delegation
from shuangquan.records.models.departments import DepartmentIssue
from shuangquan.records.models.drafts import ApprovalStep, BundleStep, DraftText, StandardDraft, Trial
from shuangquan.records.models.exits import ExitPaper
from shuangquan.records.models.halls import HallCount, HallSlot, HallTicket
from shuangquan.records.models.helping import HelpOrder
from shuangquan.records.models.kiosks import Kiosk, KioskPrint, OwnInquiry
from shuangquan.records.models.ledgers import Idempotency, LeaseBlock, NumberRange, StockSpoil, Throttle
from shuangquan.records.models.letting import LetIn
from shuangquan.records.models.matters import CertificateCall, Matter
from shuangquan.records.models.money import BalancedDay, LedgerLine, MoneyDifference, StatementEntry
from shuangquan.records.models.objections import Objection
from shuangquan.records.models.offers import Heard, Offer, Sweep, SweepChunk
from shuangquan.records.models.organisations import HouseChange, Organisation, Window
from shuangquan.records.models.papers import Blob, Certificate, Message, PaperCrop
from shuangquan.records.models.people import Account, StaffProfile, StaffUser, StandIn
from shuangquan.records.models.rosters import Roster
from shuangquan.records.models.seals import Seal, SealStep, SealUse
from shuangquan.records.models.sharing import ShareConsent, ShareConsumer, ShareUse
from shuangquan.records.models.showings import CertificateCopy, Showing
from shuangquan.records.models.standards import Bundle, CalendarYear, Plan, PlanKey
from shuangquan.records.models.stations import Station, StationAct, StationBox, StationHelper, StationTablet

__all__ = [
    "Account",
    "Alert",
    "AppCase",
    "AppGrant",
    "AppToken",
    "ApprovalStep",
    "ArchivePackage",
    "Assistance",
    "BalancedDay",
    "Blob",
    "Bundle",
    "BundleStep",
    "CalendarYear",
    "Case",
    "CaseEvent",
    "CaseKey",
    "CaseParty",
    "Certificate",
    "CertificateCall",
    "CertificateCopy",
    "Complaint",
    "Contact",
    "DataUse",
    "Delegation",
    "DepartmentIssue",
    "DraftText",
    "EntryTicket",
    "ExitPaper",
    "FactValue",
    "HallCount",
    "HallSlot",
    "HallTicket",
    "Heard",
    "HelpOrder",
    "HookDelivery",
    "HouseChange",
    "Idempotency",
    "Kiosk",
    "KioskPrint",
    "LeaseBlock",
    "LedgerLine",
    "LetIn",
    "Matter",
    "MerkleRoot",
    "Message",
    "MoneyDifference",
    "NumberRange",
    "Objection",
    "Offer",
    "Organisation",
    "OwnInquiry",
    "PaperCrop",
    "PartyCall",
    "Plan",
    "PlanKey",
    "Roster",
    "Seal",
    "SealStep",
    "SealUse",
    "ShareConsent",
    "ShareConsumer",
    "ShareUse",
    "Showing",
    "StaffProfile",
    "StaffUser",
    "StandIn",
    "StandardDraft",
    "StatementEntry",
    "Station",
    "StationAct",
    "StationBox",
    "StationHelper",
    "StationTablet",
    "StockSpoil",
    "Sweep",
    "SweepChunk",
    "Task",
    "Throttle",
    "Trial",
    "Window",
]
