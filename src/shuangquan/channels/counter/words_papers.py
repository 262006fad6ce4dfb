"""Sentences of papers that fill in part of the form at the counter."""

from shuangquan.core.words.text import Text

PAPERS: dict[str, Text] = {
    "first.title": Text("先扫描，少打字", "Scan first, type less"),
    "first.what": Text("这份材料能填：", "This paper can fill in:"),
    "first.look": Text("看读出来的", "See what was read"),
    "read.title": Text("从{name}读出来的", "Read off: {name}"),
    "read.waits": Text("正在读{name}", "Reading: {name}"),
    "read.waits.what": Text("文件通常 1 秒，照片通常 5 秒。不等也行。", "Usually a second for a file, five for a photograph."),
    "read.late": Text("还没读完{name}", "Not read yet: {name}"),
    "read.lead": Text(
        "和本人一起对着材料看：对的打勾，不对的改。没打勾也没改的不填。", "With the person: tick what is right, mend what is not."
    ),
    "read.none": Text("没能从{name}读出来", "Nothing could be read off: {name}"),
    "read.no_ocr": Text("这里没有装读照片的部分，照片读不了字，请照着填。", "Photographs cannot be read here. Please type."),
    "read.no_text": Text("这份材料上没有看到字，请照着填，或者重新扫描。", "No text was seen. Type, or scan it again."),
    "read.locked": Text("这个文件有密码，打不开。", "The file is locked."),
    "read.broken": Text("这个文件坏了，打不开。", "The file is damaged."),
    "read.too_long": Text("材料太长，没读完，请照着填。", "It took too long to read. Please type."),
    "read.nothing": Text("字看到了，没找到要填的那几项，请照着填。", "Text was seen, but not what is asked. Please type."),
    "read.sure": Text("看清了", "clear"),
    "read.check": Text("请核对", "please check"),
    "read.blank": Text("没读到", "not read"),
    "read.misprint": Text("校验位不对，请改", "its check digit does not hold"),
    "read.piece": Text("材料上的这一处", "This place on the paper"),
    "read.line": Text("材料上这样写：", "The paper says: "),
    "read.page": Text("第 {n} 页", "page {n}"),
    "read.held": Text("表里现在填的是 {value}", "the form now says {value}"),
    "read.same": Text("和表里填的一样", "the same as on the form"),
    "read.tick": Text("对过了", "compared"),
    "read.do": Text("填进表里", "Put into the form"),
    "read.skip": Text("回到表里自己填", "Back to the form"),
    "read.open": Text("打开原件", "Open the paper"),
    "colon": Text("：", ": "),
}
