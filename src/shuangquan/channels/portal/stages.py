"""The two lives drawn in one stroke each: stages by the name standards give them, their hint and their line."""
# ruff: noqa: E501 — a path is one line

from dataclasses import dataclass

from shuangquan.core.words.text import Text


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a life. line: person | company. art: path of 96 × 76, its stroke running in at (0, 68) and out at (96, 68)."""

    stage: str
    name: Text
    hint: Text
    line: str
    art: str


STAGES: tuple[Stage, ...] = (
    Stage(
        "出生",
        Text("出生", "Birth"),
        Text("生孩子、上户口", "Children, household"),
        "person",
        "M0 68H96 M14 32H72A29 25 0 0 1 43 56A29 25 0 0 1 14 32 M43 32V8A29 24 0 0 0 14 32 M43 32L22 16 M72 32L80 20H90 M27 68A7 7 0 1 1 27.1 68 M59 68A7 7 0 1 1 59.1 68",
    ),
    Stage(
        "教育",
        Text("教育", "Schooling"),
        Text("入园、入学", "Nursery, school"),
        "person",
        "M0 68H96 M48 30C40 21 28 20 18 24V60C28 57 40 58 48 66C56 58 68 57 78 60V24C68 20 56 21 48 30ZM48 30V66 M27 35C33 34 37 35 41 38 M27 45C33 44 37 45 41 48",
    ),
    Stage(
        "就业",
        Text("就业", "Work"),
        Text("灵活就业、求职", "Jobs, insurance"),
        "person",
        "M0 68H18V32H78V68H96 M36 32V20H60V32 M18 47H42 M54 47H78 M42 42H54V53H42Z",
    ),
    Stage(
        "生活",
        Text("生活", "Living"),
        Text("结婚、生育", "Marriage, family"),
        "person",
        "M0 68H96 M30 68C17 60 17 42 30 36H58C71 42 71 60 58 68 M21 54L6 40H14 M67 44C86 36 86 64 66 58 M33 36C35 26 53 26 55 36 M44 28V22 M36 52H52",
    ),
    Stage(
        "置业",
        Text("置业", "Home"),
        Text("买房、过户", "Buying, transfer"),
        "person",
        "M0 68H18V38L48 12L78 38V68H96 M10 45L48 12L86 45 M40 68V50H56V68 M64 20V14H71V28",
    ),
    Stage(
        "出行",
        Text("出行", "Getting about"),
        Text("新车上牌、驾照", "Cars, licences"),
        "person",
        "M0 68H96 M26 68A13 13 0 1 1 26.1 68 M72 68A13 13 0 1 1 72.1 68 M26 55L38 30H62L72 55 M38 30L50 55L62 30 M26 55H50 M32 30H44 M62 30L59 20H69",
    ),
    Stage(
        "就医",
        Text("就医", "Health"),
        Text("看病、报销", "Care, refunds"),
        "person",
        "M0 68H22L30 46L40 70L52 18L62 68L66 58L70 68H96",
    ),
    Stage(
        "救助",
        Text("救助", "Support"),
        Text("助残、低保", "Disability, hardship"),
        "person",
        "M0 68H96 M48 20V60A7 7 0 0 0 62 60 M14 44A34 30 0 0 1 82 44Q73 36 65 44Q56 36 48 44Q40 36 31 44Q23 36 14 44Z M48 14V20",
    ),
    Stage(
        "养老",
        Text("养老", "Later years"),
        Text("退休、高龄津贴", "Pension, allowance"),
        "person",
        "M0 68H96 M46 68C42 56 54 48 50 34 M50 50L64 44 M22 38C12 36 16 22 28 24C28 10 48 6 54 16C64 8 80 16 76 28C86 30 84 42 74 42H62 M22 38H50",
    ),
    Stage(
        "身后",
        Text("身后", "Afterwards"),
        Text("离世后的手续", "After a death"),
        "person",
        "M0 68C22 68 28 46 48 46C68 46 74 68 96 68 M72 30A11 11 0 1 1 71.9 29",
    ),
    Stage(
        "准入准营",
        Text("准入准营", "Opening"),
        Text("开公司、开饭馆、开药店", "Company, restaurant, pharmacy"),
        "company",
        "M0 68H16V38 M80 38V68H96 M10 38L18 16H78L86 38 M10 38Q19.5 50 29 38Q38.5 50 48 38Q57.5 50 67 38Q76.5 50 86 38 M40 68V52H60V68",
    ),
    Stage(
        "招聘用工",
        Text("招聘用工", "Hiring"),
        Text("招人、参保、落户", "People, insurance"),
        "company",
        "M0 68H14C14 52 22 46 32 46C42 46 50 52 50 68H96 M32 42A11 11 0 1 1 32.1 42 M50 58C54 50 60 48 66 48C75 48 82 54 82 68 M66 44A9 9 0 1 1 66.1 44",
    ),
    Stage(
        "纳税缴费",
        Text("纳税缴费", "Taxes"),
        Text("办税、社保合并缴", "Taxes, contributions"),
        "company",
        "M0 68H96 M14 16H82V68 M14 16V68 M14 34H82 M31 16V68 M48 16V68 M65 16V68 M25 24H37V28H25ZM42 20H54V24H42ZM59 24H71V28H59Z M25 60H37V64H25ZM25 53H37V57H25ZM42 46H54V50H42ZM59 60H71V64H59Z",
    ),
    Stage(
        "经营发展",
        Text("经营发展", "Running"),
        Text("道路货运、信用修复", "Freight, credit"),
        "company",
        "M0 68H16 M32 68H60 M76 68H96 M6 60V22H58V60 M58 34H76L90 48V60 M6 60H16 M32 60H60 M76 60H90 M24 68A8 8 0 1 1 24.1 68 M68 68A8 8 0 1 1 68.1 68 M66 40V48H82",
    ),
    Stage(
        "工程建设",
        Text("工程建设", "Building"),
        Text("立项、开工、验收", "Permits, acceptance"),
        "company",
        "M0 68H96 M34 68V14 M46 68V14 M34 14H46 M34 26L46 38L34 50L46 62 M8 22H88 M40 6L8 22 M40 6L88 22 M40 6V14 M76 22V40 M70 40H82V50H70Z",
    ),
    Stage(
        "注销退出",
        Text("注销退出", "Closing"),
        Text("注销、清算", "Deregistration"),
        "company",
        "M0 68H14V26H82V68H96 M14 26L26 14H70L82 26 M38 26V40H58V26 M26 56H42",
    ),
)


def find_stage(name: str) -> Stage | None:
    """The stage of this name; None for one that is not drawn."""
    return next((stage for stage in STAGES if stage.stage == name), None)
