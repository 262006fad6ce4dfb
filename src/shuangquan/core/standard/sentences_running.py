"""The sentences of faults in what a standard says of the running case: what comes up in it, what it waits for, what begins it."""

from collections.abc import Mapping

from shuangquan.core.standard.sentences import Sentence

RUNNING_SENTENCES: Mapping[str, Sentence] = {
    "arising-asked": Sentence(
        "情形 {name} 在办理中途才出现，那时没有人可问",
        "Situation {name} comes up in the running case, where nobody is there to be asked",
        "写 derive 和 unknown: 取值，不写 ask",
        "Write derive and unknown: value, and no ask",
    ),
    "arising-list": Sentence(
        "情形 {name} 在办理中途才出现，不能逐个成员取值，也不能多选",
        "Situation {name} comes up in the running case: it can be neither one of each member nor of several options",
        "删去 of，或另设单选情形",
        "Delete of, or define a situation of one option",
    ),
    "event-twice": Sentence(
        "{name} 既由环节里的事件给出，又写在 gives.facts 里",
        "{name} is told with the event of a stage and stands in gives.facts too",
        "只保留一处",
        "Keep one of them",
    ),
    "arising-read": Sentence(
        "{name} 在办理中途才出现，这里在那之前就要定",
        "{name} comes up in the running case only, and this is settled before",
        "换一个一开始就能定的情形，或给读它的情形写同样的 after",
        "Read a situation that is settled at the beginning, or give the one that reads it the same after",
    ),
}
