"""What the desk says of archives."""

from shuangquan.core.words.text import Text

ARCHIVE_WORDS: dict[str, Text] = {
    "archives": Text("档案", "Archives"),
    "archives.what": Text(
        "办完的事自己归档，每一份都带清单、签名，不靠本系统也能验。点开看四性检测。",
        "What has ended archives itself, with a manifest and a signature: it verifies without this system. Open one to see its tests.",
    ),
    "archives.none": Text("还没有归档的。事情办完一小时后自己归档。", "Nothing yet. A matter archives itself an hour after its end."),
    "archives.name": Text("归档号", "Package"),
    "archives.made": Text("归档时间", "Archived"),
    "archives.keep": Text("保管到", "Kept until"),
    "archives.forever": Text("永久", "For ever"),
    "archives.size": Text("大小", "Size"),
    "archives.state": Text("状态", "State"),
    "archives.kept": Text("在库", "Kept"),
    "archives.asked": Text("等另一个人同意销毁", "A second person is to agree"),
    "archives.destroyed": Text("已销毁", "Destroyed"),
    "archives.due": Text("到期，可以鉴定销毁", "Over: may be destroyed"),
    "archives.due.what": Text(
        "两个人办：一个提出，另一个同意。同意以后找不回来。", "Two people: one proposes, another agrees. It is gone for good."
    ),
    "archives.propose": Text("提出销毁", "Propose to destroy"),
    "archives.destroy": Text("同意销毁", "Agree to destroy"),
    "archives.mine": Text("你提出的，等另一个人", "Proposed by you; another person agrees"),
    "archives.done.propose": Text("提出了，等另一个人同意。", "Proposed; another person is to agree."),
    "archives.done.destroy": Text("销毁了，留下了记录。", "Destroyed; the record of it stays."),
    "archive.take": Text("下载归档信息包（ZIP）", "Download the package (ZIP)"),
    "archive.good": Text("四性检测都通过", "All tests passed"),
    "archive.bad": Text("有检测没通过", "Some tests failed"),
    "archive.test": Text("检测项", "Test"),
    "archive.of": Text("哪一性", "Property"),
    "archive.found": Text("结果", "Result"),
    "archive.pass": Text("通过", "passed"),
    "archive.note": Text(
        "检测项和编号是我们拟的，待核；元数据名称是通行叫法。", "The tests and their numbers are ours, to be checked against the standard."
    ),
}
