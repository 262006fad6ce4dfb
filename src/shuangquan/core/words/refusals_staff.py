"""Refusals of accounts of staff: part of `refusals.REFUSALS`."""

from shuangquan.core.words.text import Text

STAFF: dict[str, Text] = {
    "staff.forbidden": Text("这件不归你的部门或地区。", "This belongs to another department or region."),
    "staff.sign_in": Text("账号、密码或动态码不对。", "The account, password or code is wrong."),
    "account.login": Text(
        "账号写 3 到 30 个小写字母、数字、. _ -，字母开头。", "An account is 3 to 30 small letters, digits, . _ -, beginning with a letter."
    ),
    "account.person": Text("姓名写 1 到 {most} 个字。", "Write a name of 1 to {most} characters."),
    "account.department": Text(
        "没有这个部门：{department}。可以写：{some}。", "There is no department {department}. It can be, for example: {some}."
    ),
    "account.region": Text("没有这个地区：{region}。写省内的六位代码。", "There is no region {region}. Write six digits of this province."),
    "account.role": Text("没有这个角色：{role}。可以写：{some}。", "There is no role {role}. It can be: {some}."),
    "account.standards": Text(
        "editor 和 owner 只在部门 {department} 里，别的角色不在那里。",
        "editor and owner belong to the department {department}, and no other role does.",
    ),
    "account.unknown": Text("没有这个账号：{account}。", "There is no account {account}."),
}
