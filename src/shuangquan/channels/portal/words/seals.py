"""A company's own seal, as its legal representative sees it."""

from shuangquan.core.words.text import Text

SEALS: dict[str, Text] = {
    "company.title": Text("公司章", "Company seal"),
    "company.lead": Text(
        "{name}的电子公章。只有你用公司身份登录才能盖，每盖一次写明用途，用途印在文件上。",
        "The electronic seal of {name}. Only you can use it, signed in for the company; each use names its purpose, which is printed.",
    ),
    "company.link": Text("加盖公司章", "Add the company seal"),
    "company.none": Text("公司还没有电子公章", "The company has no electronic seal yet"),
    "company.none.what": Text(
        "你提出，管理机构同意后制成。图样用证照上的公司名称。",
        "You ask; it is made when the body that runs this service agrees. It shows the name on the certificate.",
    ),
    "company.reason": Text("为什么要电子公章", "Why the company needs it"),
    "company.reason.why": Text("比如：办贷款、投标要盖章的证照。", "For example: sealed licences for a loan or a tender."),
    "company.ask": Text("提出制章", "Ask for it"),
    "company.asked": Text("等管理机构同意", "Waits for agreement"),
    "company.asked.what": Text("同意了就能用，不用你再做什么。", "It can be used once they agree. Nothing to do now."),
    "company.active": Text("在用", "In use"),
    "company.suspended": Text("停用", "Suspended"),
    "company.suspended.what": Text(
        "现在盖不了章。要恢复，打 12345 或去政务服务大厅。", "It seals nothing now. To resume it, call 12345 or visit a hall."
    ),
    "company.seal": Text("盖在“{name}”上", "Seal “{name}”"),
    "company.purpose": Text("给谁、做什么用", "For whom and what"),
    "company.purpose.why": Text("印在文件最下面，比如：交给某银行办贷款。", "Printed at the foot, for example: to a bank, for a loan."),
    "company.do": Text("盖章并下载 OFD", "Seal and download OFD"),
    "company.then": Text(
        "文件上有颁发部门和公司两个章。改动一个字节都验得出来。",
        "The file carries the issuer's and the company's seal. Any altered byte is found.",
    ),
    "company.stop": Text("章可能被别人用了？", "Somebody else may have used it?"),
    "company.stop.what": Text(
        "马上停用。停用后谁也盖不了，以前盖的照样有效。", "Suspend it at once. Nobody can seal then; what was sealed stays good."
    ),
    "company.stop.reason": Text("原因", "Why"),
    "company.stop.do": Text("马上停用", "Suspend at once"),
    "company.uses": Text("盖过的", "Uses"),
    "company.uses.none": Text("还没有盖过。", "Not used yet."),
    "company.picture": Text("{name}的电子公章图样", "Picture of the seal of {name}"),
}
