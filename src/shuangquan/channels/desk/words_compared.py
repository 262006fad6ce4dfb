"""What the desk says of papers that a machine read and compared."""

from shuangquan.core.words.text import Text

COMPARED_WORDS = {
    "compared.off": Text("材料有 {n} 处对不上", "{n} differences on the papers"),
    "compared.same": Text("材料和办件对得上", "The papers agree with the case"),
    "compared.waits": Text("材料还在读", "Papers are being read"),
    "compared.unread": Text("材料没读出来", "The papers could not be read"),
    "compared.agreed": Text("{n} 项一致", "{n} agree"),
    "compared.alone": Text("只有材料上有：", "Only on the paper: "),
    "compared.piece": Text("材料上的这一处", "This place on the paper"),
    "compared.page": Text("第 {n} 页", "page {n}"),
    "compared.unsure": Text("读得不太准", "Read badly"),
    "compared.what": Text("机器读的，只作提示，由你看过定。", "Read by machine: a hint; you look and decide."),
    "comma": Text("、", ", "),
}
