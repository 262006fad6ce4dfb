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
    "window-half": Sentence(
        "受理窗口要写开始和截止两天，并且只能按年",
        "A window has both a first and a last day, and comes once a year",
        "写 every: year, opens: 月-日, closes: 月-日",
        "Write every: year, opens: MM-DD, closes: MM-DD",
    ),
    "window-day": Sentence(
        "“{text}”不是一年中的一天",
        "“{text}” is not a day of the year",
        "写成 月-日，例如 09-01",
        "Write MM-DD, like 09-01",
    ),
    "sweep-confirm": Sentence(
        "主动服务要由 {name} 确认，但它不能申请这件事",
        "{name} is to confirm what is offered, and may not apply for it",
        "换成 apply 里的角色",
        "Name a role of apply",
    ),
    "sweep-reads": Sentence(
        "从 {over} 找人时看不到 {name}",
        "Going through {over} nobody can see {name}",
        "只看这个登记里有的、或凭它能查到的数据元",
        "Read only facts that it holds, or that can be asked by what it holds",
    ),
    "sweep-start": Sentence(
        "主动服务要么从一个登记里按条件找人，要么从快到期的证照开始，要么从一个登记的新记录开始，三者选一",
        "What is offered begins with a register and a condition, a certificate that ends soon, or a register's news: one of the three",
        "写 over 和 where，或写 certificate 和 days，或写 event",
        "Write over and where, or certificate and days, or event",
    ),
    "news-who": Sentence(
        "登记 {name} 的新记录看不出是谁的",
        "New records of {name} do not say who they are about",
        "换一个按身份证号查的登记（keys 里恰有一个 id_number）",
        "Name a register that is asked by one id_number",
    ),
    "news-why": Sentence(
        "由 {name} 的新记录开始，要用一句话告诉本人为什么",
        "Begun by news of {name}, it says in words why somebody is told",
        "写 why: {{zh: …, en: …}}",
        "Write why: {{zh: …, en: …}}",
    ),
    "given-after": Sentence(
        "after 只在 offer: given 时有意义",
        "after means something only with offer: given",
        "删去 after，或写 offer: given",
        "Delete after, or write offer: given",
    ),
    "given-start": Sentence(
        "不申请就给（offer: given）要从一个登记里找人，并且留出说“不要”的时间",
        "What is given without an application goes through a register, and leaves time to say no",
        "写 over、where 和 after，例如 after: {{working_days: 5}}",
        "Write over, where and after, like after: {{working_days: 5}}",
    ),
    "given-law": Sentence(
        "不申请就给（offer: given）没有依据",
        "Nothing says that it may be given without an application",
        "在 proactive.basis 里写一条 S 或 K 级的依据",
        "Write a basis of grade S or K under proactive.basis",
    ),
    "given-asks": Sentence(
        "不申请就给（offer: given），可是还要问本人：{name}",
        "It is given without an application, and yet something has to be asked: {name}",
        "写 answers，给这些数据元找来源；找不到就写 offer: prefilled",
        "Write answers and find sources for it; else write offer: prefilled",
    ),
    "sweep-days": Sentence(
        "到期前 {days} 天提醒，应在 1 到 400 天之间",
        "Telling {days} days before the end: it should be 1 to 400",
        "改 days",
        "Change days",
    ),
    "sweep-holder": Sentence(
        "证照 {name} 的持有人不能是 {role}",
        "Certificate {name} is not held by one like {role}",
        "换一种证照，或在证照里写 holder",
        "Name another certificate, or write its holder",
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
