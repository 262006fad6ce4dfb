"""Implementation lists (实施清单) of GB/T 39554: their columns, codes and headings, as the national exchange table names them.

Fields are those of `up_task_general_basic`; codes of types, levels and objects are those of GB/T 39046 appendix A.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """A column. key: its name in the exchange table; heading: what an Excel in the field carries. kind: how `list_check` reads it."""

    key: str
    heading: str
    kind: str = "text"
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One item of a list, as given: key (or the file's own heading, if unknown) → text. parts: sheet's key → its rows."""

    fields: Mapping[str, str]
    parts: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)


TYPES = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
LEVELS = {"1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "镇（街道）级", "6": "村（社区）级", "7": "分级管理"}
BODIES = {"1": "法定机关", "2": "授权组织", "3": "受委托组织", "9": "其他"}
SERVED = {"1": "自然人", "2": "企业法人", "3": "事业法人", "4": "社会组织法人", "5": "行政机关", "6": "其他组织"}
WAYS = {"1": "窗口办理", "2": "电脑端网上办理", "3": "移动端网上办理", "4": "快递申请", "9": "其他"}
PROJECTS = {"1": "即办件", "2": "承诺件", "9": "其他"}
UNITS = {"working_days": "工作日", "calendar_days": "自然日", "hours": "小时", "months": "月"}
YES = {"0": "否", "1": "是"}
NEEDED = {"1": "必要", "2": "非必要"}
ORIGINS = {"10": "申请人自备", "20": "政府部门核发", "99": "其他"}
EXEMPT = {
    "FORM_AUTOGEN": "系统模板自动生成申请表",
    "ELICENSE_AUTOLINK": "绑定电子证照自动关联",
    "LICENSE_VERIFY": "证照核验接口免提交",
    "PERSONAL_SPACE": "取个人中心已存材料",
    "NONE": "无",
}
CODES: Mapping[str, Mapping[str, str]] = {
    "type": TYPES,
    "level": LEVELS,
    "body": BODIES,
    "served": SERVED,
    "ways": WAYS,
    "project": PROJECTS,
    "unit": UNITS,
    "yes": YES,
    "needed": NEEDED,
    "origin": ORIGINS,
    "exempt": EXEMPT,
}
"""Kind of field → its codes, each with its 中文; either may be written."""

MANY = frozenset({"served", "ways"})
"""Kinds that may hold several codes, parted by ^ , ; or 、."""

FIELDS = (
    Field("row_guid", "唯一标识"),
    Field("task_name", "事项名称", needed=True),
    Field("catalog_code", "基本编码", "catalog"),
    Field("task_code", "实施编码", "task"),
    Field("task_handle_item", "业务办理项编码", "handle"),
    Field("local_catalog_code", "地方基本编码", "local"),
    Field("local_task_code", "地方实施编码", "local"),
    Field("task_type", "事项类型", "type", needed=True),
    Field("task_state", "事项状态"),
    Field("task_version", "事项版本"),
    Field("by_law", "设定依据"),
    Field("power_source", "权力来源"),
    Field("use_level", "行使层级", "level"),
    Field("dept_name", "实施主体", needed=True),
    Field("dept_code", "实施主体编码", "uscc"),
    Field("dept_type", "实施主体性质", "body"),
    Field("entrust_name", "委托部门"),
    Field("server_type", "服务对象", "served"),
    Field("accept_condition", "受理条件"),
    Field("handle_flow", "办理流程"),
    Field("handle_type", "办理形式", "ways"),
    Field("project_type", "办件类型", "project"),
    Field("anticipate_day", "法定办结时限", "count"),
    Field("anticipate_type", "法定办结时限单位", "unit"),
    Field("anticipate_explain", "法定办结时限说明"),
    Field("promise_day", "承诺办结时限", "count"),
    Field("promise_type", "承诺办结时限单位", "unit"),
    Field("promise_explain", "承诺办结时限说明"),
    Field("special_procedure", "特别程序"),
    Field("limit_scene_num", "到办事现场次数", "count"),
    Field("is_fee", "是否收费", "yes"),
    Field("fee_basis", "收费依据"),
    Field("transact_addr", "办理地点"),
    Field("transact_time", "办理时间"),
    Field("link_way", "咨询方式"),
    Field("supervise_way", "监督投诉方式"),
    Field("link_addr", "联系地址"),
    Field("mobile_terminal_url", "移动端办理地址"),
    Field("is_single_login", "是否单点登录", "yes"),
    Field("app_is_single_login", "移动端是否单点登录", "yes"),
    Field("plan_effective_date", "计划生效日期", "date"),
    Field("plan_cancel_date", "计划取消日期", "date"),
    Field("cd_operation", "同步操作"),
    Field("cd_time", "同步时间"),
    Field("cd_batch", "同步批次"),
    Field("data_source", "数据来源"),
)
PARTS: Mapping[str, tuple[str, tuple[Field, ...]]] = {
    "materials": (
        "材料",
        (
            Field("material_name", "材料名称", needed=True),
            Field("material_need", "材料必要性", "needed"),
            Field("material_origin", "材料来源渠道", "origin"),
            Field("exempt_mode", "免提交方式", "exempt"),
            Field("material_count", "份数", "count"),
        ),
    ),
    "fees": ("收费", (Field("fee_name", "收费项目名称", needed=True), Field("fee_standard", "收费标准"))),
    "situations": ("情形", (Field("situation_name", "情形名称", needed=True), Field("situation_options", "情形选项"))),
}
"""Sheets beside the list: key → (中文 name, columns). A row says whose it is by one of `LINKS`."""

MAIN = "实施清单"
LINKS = ("row_guid", "task_handle_item", "task_code")


def find_key(heading: str, fields: tuple[Field, ...]) -> str:
    """The key of a column headed in 中文 or with the key itself; the heading as it stands when it is not known."""
    wanted = heading.strip().rstrip("*＊ ")
    return next((one.key for one in fields if wanted in (one.heading, one.key)), heading.strip())
