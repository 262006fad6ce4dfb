"""The sentences of what is wrong with members of lists, and with items skipped when their result is on record."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

MEMBER_SENTENCES: Mapping[str, Sentence] = {
    "one-of-list": Sentence(
        "{name} 是 {list} 里的一个，但 {list} 不是名单",
        "{name} is one of {list}, which is no list",
        "写一个 many 的角色",
        "Name a role that is many",
    ),
    "one-of-how": Sentence(
        "{name} 是 {list} 里的一个，但没有说（或说了两次）是哪一个",
        "{name} is one of {list}, and it is not said, or said twice, which one",
        "写 signed_in: 类型（登录的人），或写 ask: 问句（由人选），两样写一样",
        "Write signed_in: type (who signs in) or ask: question (the person says), one of the two",
    ),
    "one-of-key": Sentence(
        "{name} 是 {list} 里登录的那一个，但 {list} 的 key 不是登录能证明的，认不出是谁",
        "{name} is the one of {list} who signs in, yet the key of {list} is not proved by signing in: nobody could tell who it is",
        "用登录能证明的数据元做 key（如 id_number）",
        "Use as key a fact that signing in proves (such as id_number)",
    ),
    "ask-what": Sentence(
        "{name} 写了 ask，但它不是名单里的一个",
        "{name} has ask, but is not one of a list",
        "写 one_of: 名单，或删去 ask",
        "Write one_of: list, or delete ask",
    ),
    "pledged-list": Sentence(
        "{name} 写了 complete: pledged，但它不是可以自己添加的名单",
        "{name} has complete: pledged, but is not a list to which members are added by hand",
        "写 many 和 add: typed，或删去 complete",
        "Write many and add: typed, or delete complete",
    ),
    "skip-not-given": Sentence(
        "{item} 的结果里没有 {name}，有没有它说明不了这件事办没办",
        "The result of {item} does not state {name}: whether it is on record says nothing about the item",
        "写这个事项的结果里有的数据元",
        "Name a fact that its result states",
    ),
    "skip-by-hand": Sentence(
        "{name} 可以由人填写，填了就会跳过 {item}",
        "{name} may be typed, and typing it would skip {item}",
        "给这个数据元写 by_hand: false",
        "Write by_hand: false for the fact",
    ),
    "skip-no-source": Sentence(
        "没有数据源或证照能说出 {name}，{item} 永远不会跳过",
        "No resource or certificate states {name}: {item} would never be skipped",
        "补一个数据源或证照，或删去 skip_if_known",
        "Add a resource or a certificate, or delete skip_if_known",
    ),
    "skip-chosen": Sentence(
        "{item} 在 choose_one 里，每种情形都要有一个，不能跳过",
        "{item} stands in choose_one, which has one item in every situation: it cannot be skipped",
        "删去 skip_if_known",
        "Delete skip_if_known",
    ),
}
