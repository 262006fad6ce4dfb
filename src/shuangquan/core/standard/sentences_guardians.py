"""The sentences of faults in who acts for children."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

GUARDIAN_SENTENCES: Mapping[str, Sentence] = {
    "guardian-register": Sentence(
        "监护关系 {name} 查的资源要只凭监护人身份证号（{key}）列出孩子，并给出 {wants}",
        "The register of {name} is asked by the guardian's ID number alone ({key}) and lists children with {wants}",
        "换一个这样的共享资源，或改 guardian、ward",
        "Name such a resource, or other roles as guardian and ward",
    ),
    "guardian-age": Sentence(
        "监护关系 {name} 的 until_age 要在 1 到 {most} 之间",
        "until_age of {name} lies between 1 and {most}",
        "写成年的岁数，中国是 18",
        "Write the age of majority: 18 in China",
    ),
}
