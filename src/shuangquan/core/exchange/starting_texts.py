"""The starting texts themselves: string templates, `$item` being an id and `$word` the same as a name inside conditions."""

ITEM = """\
# 事项草稿。每一行后面说明它是干什么的；标“示例”的都是编的，等级 U 是待核，改成真的再用。
facts:  # 数据元：只写字典里没有的
  person.${word}_number:  # 属于谁.叫什么
    label: {zh: 证书编号（示例）, en: Certificate number (sample)}
    type: text
    by_hand: false  # 谁也不能手填，只由办理得出
situations:  # 情形：问群众的一个问题，或由数据推出
  ${word}_first:
    label: {zh: $label, en: "First time ($item)"}
    ask: {zh: $ask, en: "Is this your first time? ($item)"}
    options: {true: {zh: 是, en: "Yes"}, false: {zh: 否, en: "No"}}
certificates:  # 证照：要交的材料和办成后发的证，都写在这里
  ${item}-old:  # 材料：库里查不到时，才请人拍照上传
    name: {zh: 旧证（示例材料）, en: The old certificate (sample)}
    issuer: $department  # 谁发的
    roles: {holder: person}  # 证上有谁
    states: []  # 证明哪些数据元
  $item:  # 结果：办成后发的证
    name: {zh: 办理结果证书（示例）, en: Certificate of the result (sample)}
    issuer: $department
    roles: {holder: person}
    states: [holder.${word}_number, holder.name]  # 证上印什么
    holder: holder  # 发给谁
    valid: unlimited  # 有效期：unlimited，或 {years: 5}
items:
  $item:
    name: {zh: $item_name, en: "$item"}
    department: $department  # 主管部门，写在 departments 里
    # 编码：GB/T 39554 的实施编码随地区不同，写在覆盖层里（items: {$item: {code: "…"}}）
    procedure: public service  # 类型：licence 许可、confirmation 确认、benefit 给付、levy 征收；这是公共服务
    basis: [{law: 示例，待核, grade: U}]  # 设定依据：{law: 法名, article: 条, grade: S 有出处 / K 业内共知 / U 待核}
    roles: {holder: person}  # 事项里有谁
    situations: [${word}_first]  # 看哪些情形
    needs:  # 要知道什么。从哪来不用写，编译器找最省事的合法来源
      - holder.id_number
      - holder.name
      - holder.birth_date
      - {evidence: ${item}-old, roles: {holder: holder}, when: not ${word}_first, claimed: enough}  # 这种情形要交的；去掉 claimed 就要人看
    gives:  # 办成后得出什么
      facts: [holder.${word}_number]
      certificates: {$item: {holder: holder}}
      numbering: block  # 编号：block 平台取号，outside 部门系统给
    decided_by: platform  # platform 按下面的规则秒批；department 由部门系统决定
    rules:  # 自上而下，先合的算数。只能 approve 通过，或 refer 转人工；规则从不拒绝人
      - when: months_between(holder.birth_date, today) >= 18 * 12
        then: approve
        reason: {zh: 年满十八周岁, en: Eighteen or older}
      - when: else  # 最后一行必须是 else
        then: refer
        reason: {zh: 未满十八周岁, en: Younger than eighteen}
        remedy: {zh: 由监护人到窗口办理, en: A guardian applies at the counter}  # 告诉人怎么办
    limits:  # 时限：法定，和承诺的（不得更长）
      statutory: none  # none，或 {working_days: 20, grade: K, source: 出处}
      promised: {working_days: 1, grade: U, source: 示例，待核}
    identity: 3  # 本人核验要到几级
    pledge: false  # 可否告知承诺
    fees: none  # 收费：none，或 [{what: 工本费, amount: 10, pays: holder, grade: U, source: 示例，待核}]
    refused_later: {zh: 收回证书（示例）, en: The certificate is withdrawn (sample)}  # 事后查出不符，怎样处理
"""

THEME = """\
# 主题（一件事）草稿。每一行后面说明它是干什么的；标“示例”的都是编的，等级 U 是待核，改成真的再用。
theme: $id  # 编号，别处用它来指这个主题
name: {zh: $name, en: "$id"}
stage: $stage  # 人生或企业阶段，门户按它分类
grade: U  # 主题清单的等级：U 是还没有核
roles:  # 这件事里有谁
  holder: {one: person, label: {zh: 申请人, en: The applicant}}
apply: [holder]  # 谁可以来办
situations:  # 情形怎样定：ask 问人；能由数据推出的写 derive，就不问
  - {use: ${word}_first, ask: first}
items:  # 由哪些事项组成；先后不用写，编译器从数据看出
  - {use: $item, with: {holder: holder}}  # with：事项里的角色 → 主题里的角色
limit: {working_days: 1, grade: U, source: 示例，待核}  # 整件事承诺多久
limit_from: submitted  # 从哪起算：submitted 提交，accepted 受理
limit_until: decided  # 算到哪：decided 决定，delivered 送达
baseline:  # 改革前：所称的数，要有出处和等级；改革后由方案数出，不写
  - {what: trips, value: 2, source: 示例，待核, grade: U}
  - {what: materials, value: 4, source: 示例，待核, grade: U}
"""

EXAMPLES = """\
# 例子：谁来办、部门知道什么、结果应该怎样。每个主题至少三个，其中一个规则不通过。人都是编的，身份证号用没有分配的 3799 开头。
examples:
  - name: {zh: 首次办理, en: First time}
    region: "$region"  # 地区代码
    today: 2026-03-02  # 哪天来办
    signed_in: holder  # 谁登录
    sources:  # 部门的库里有什么
      holder: {id_number: "379900198005140035", name: 王甲, birth_date: 1980-05-14}
    answers: {${word}_first: true}  # 这个人怎样答
    expect:  # 应该怎样
      asked: [${word}_first]  # 问了什么；多问一项就不对
      materials: 0  # 要交几份材料
      items: {$item: approve}  # approve 通过，refer 转人工，waits 等着
      ends: completed  # completed 办结，waiting 等人
  - name: {zh: 换证、上传旧证, en: A renewal with the old certificate}
    region: "$region"
    today: 2026-03-02
    signed_in: holder
    sources:
      holder: {id_number: "379900198005140035", name: 王甲, birth_date: 1980-05-14}
    answers: {${word}_first: false, ${item}-old: given}  # given：交得出这份材料
    expect:
      asked: [${word}_first]
      materials: 1
      items: {$item: approve}
      ends: completed
  - name: {zh: 未满十八周岁, en: Younger than eighteen}  # 规则不通过的例子
    region: "$region"
    today: 2026-03-02
    signed_in: holder
    sources:
      holder: {id_number: "379900201205050020", name: 李乙, birth_date: 2012-05-05}
    answers: {${word}_first: true}
    expect:
      asked: [${word}_first]
      items: {$item: refer}
      reason: {$item: 未满十八周岁}
      ends: waiting
"""
