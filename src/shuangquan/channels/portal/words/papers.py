"""Sentences of papers that fill in part of the form: what comes first there, and the page on which each value is confirmed."""

from shuangquan.core.words.text import Text

PAPERS: dict[str, Text] = {
    "first.title": Text("先拍照，少打字", "Photograph first, type less"),
    "first.what": Text("拍下面这份材料，能帮你填：", "A photograph of this paper can fill in:"),
    "first.look": Text("看读出来的", "See what was read"),
    "stop": Text("。", "."),
    "chip.paper": Text("从你的材料读出，你确认过：{name}", "From your paper, confirmed by you: {name}"),
    "read.title": Text("从{name}读出来的", "Read off: {name}"),
    "read.waits": Text("正在读{name}", "Reading: {name}"),
    "read.waits.what": Text(
        "交好了。现在一项一项地读，文件通常 1 秒，照片通常 5 秒。不想等就先自己填，读好了再来看。",
        "It is handed in, and is being read: usually a second for a file, five for a photograph. You may go on and come back later.",
    ),
    "read.late": Text("还没读完{name}", "Not read yet: {name}"),
    "read.late.what": Text(
        "材料交好了，读的人手这会儿忙。先自己填，读好了这里能看到。",
        "It is handed in; reading takes longer just now. Fill in by hand; what is read will be here.",
    ),
    "read.lead": Text(
        "一项一项对着材料看：对的打勾，不对的改过来。没打勾也没改的，不会填进去。",
        "Hold each against the paper: tick what is right, mend what is not. Nothing else is taken.",
    ),
    "read.none": Text("没能从{name}读出来", "Nothing could be read off: {name}"),
    "read.no_ocr": Text(
        "这里没有装读照片的部分，照片读不了字。材料已经交好了，这几项请你自己填；有 PDF 的，可以换一份再交。",
        "Photographs cannot be read here. The paper is handed in; please type these, or hand in a PDF instead.",
    ),
    "read.no_text": Text(
        "这份材料上没有看到字。材料已经交好了，请你自己填，或者拍清楚一点再交。",
        "No text was seen on it. It is handed in; please type, or photograph it again more clearly.",
    ),
    "read.locked": Text(
        "这个文件有密码，打不开。去掉密码再交一次，或者自己填。", "The file is locked. Hand it in without its password, or type."
    ),
    "read.broken": Text("这个文件坏了，打不开。换一份再交，或者自己填。", "The file is damaged. Hand in another, or type."),
    "read.too_long": Text("这份材料太长，没读完。请自己填。", "It took too long to read. Please type."),
    "read.nothing": Text(
        "字看到了，但没找到要填的那几项。材料已经交好了，请你自己填，或者换一份再交。",
        "Text was seen, but not what the form asks. It is handed in; please type, or hand in another.",
    ),
    "read.sure": Text("看清了", "Read clearly"),
    "read.check": Text("请核对", "Please check"),
    "read.blank": Text("没读到", "Not read"),
    "read.misprint": Text("校验位不对，多半看错了一个字，请改。", "Its check digit does not hold: one letter is probably wrong."),
    "read.piece": Text("材料上的这一处", "This place on the paper"),
    "read.line": Text("材料上这样写：", "The paper says: "),
    "read.page": Text("第 {n} 页", "page {n}"),
    "read.held": Text("表里现在填的是 {value}", "The form now says {value}"),
    "read.same": Text("和表里填的一样", "The same as on the form"),
    "read.tick": Text("看过了，对", "I looked: it is right"),
    "read.do": Text("填进表里", "Put into the form"),
    "read.skip": Text("不用，我自己填", "No, I fill it in myself"),
    "read.back": Text("回到表里", "Back to the form"),
    "read.original": Text("对着看：{name}", "To compare: {name}"),
    "read.open": Text("打开原件", "Open the paper"),
    "read.note": Text("读出来的只给你看，点了头才算数。", "What was read is shown to you alone, and counts once you say so."),
}
