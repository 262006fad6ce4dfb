"""What two officers do with a licence before it is decided, and which documents the applicant then has."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Keep
from tests.journeys.installation import Installation
from tests.journeys.test_my_data import check
from tests.journeys.walking import enter_desk
from tests.pictures import make_picture


def choose_place(desk: Page, region: str) -> None:
    """The officer works for this region now."""
    desk.locator("header details summary").click()
    place = desk.locator("select[name=place]")
    place.select_option(label=next(text for text in place.locator("option").all_text_contents() if region in text))
    place.locator("xpath=ancestor::form").get_by_role("button").click()


def send(desk: Page, button: str) -> None:
    """Look at it once more, then send it."""
    desk.get_by_role("button", name="下一步：看一遍").click()
    desk.get_by_role("button", name=button, exact=True).click()


def photograph(desk: Page, page: str, keep: Keep) -> None:
    """On a phone, on the spot; nothing but a picture is taken."""
    desk.set_viewport_size(PHONE)
    desk.goto(page)
    form = desk.locator(".visit form")
    form.get_by_label("拍照或选照片").set_input_files({"name": "a.txt", "mimeType": "image/png", "buffer": b"no picture"})
    form.get_by_role("button", name="传上来").click()
    expect(desk.locator(".visit .errors")).to_contain_text("只收 JPG 和 PNG")
    files: list[FilePayload] = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": make_picture(70 * n, 40)} for n in (1, 2)]
    form.get_by_label("拍照或选照片").set_input_files(files)
    form.get_by_label("拍的是什么").fill("二层西侧通道")
    form.get_by_role("button", name="传上来").click()
    expect(desk.locator(".photos img")).to_have_count(2)
    desk.locator(".photos img").last.scroll_into_view_if_needed()
    check(desk, "desk-photographs")
    keep(desk, "desk-photographs")
    desk.set_viewport_size(DESKTOP)


def extend_with_a_second_officer(first: Page, second: Page, installation: Installation, page: str, keep: Keep) -> None:
    """One proposes five working days more; another account confirms, by keys."""
    first.goto(page)
    first.keyboard.press("m")
    expect(first.locator(".more")).to_contain_text("延期")
    keep(first, "desk-more")
    check(first, "desk-more")
    first.get_by_role("link", name="延期").click()
    first.get_by_label("延几个工作日").fill("5")
    first.locator("#w-text").fill("排烟设备 12 月初到货，到了才能复查。")
    keep(first, "desk-extend")
    send(first, "提出延期")
    expect(first.locator(".proposed")).to_contain_text("提出延期 5 个工作日")
    expect(first.locator(".dbar")).to_contain_text("不能自己复核")
    enter_desk(second, installation, "fire-second")
    choose_place(second, "371302")
    second.get_by_role("link", name="待复核").first.click()
    keep(second, "desk-second")
    second.goto(page)
    check(second, "desk-proposed")
    keep(second, "desk-proposed")
    second.keyboard.press("c")
    second.get_by_role("button", name="复核同意").click()
    expect(second.locator(".hist").last).to_contain_text("延期 5 个工作日")


def offer_a_hearing(desk: Page, applicant: Page, case: str, page: str, keep: Keep) -> None:
    """Before a refusal the applicant may be heard; this one does not want to."""
    desk.goto(f"{page}?do=hearing")
    desk.locator("#w-text").fill("二层没有疏散通道，拟不予许可。")
    send(desk, "发出告知")
    expect(desk.locator(".why")).to_contain_text("等申请人答复")
    applicant.goto(f"/case/{case}/")
    applicant.get_by_role("link", name="去答复").click()
    expect(applicant.locator("main")).to_contain_text("二层没有疏散通道，拟不予许可。")
    check(applicant, "hearing")
    keep(applicant, "hearing")
    applicant.get_by_role("button", name="不要听证").click()
    expect(applicant.locator("main")).to_contain_text("不开听证")
    desk.goto(page)
    expect(desk.locator(".hist").last).to_contain_text("申请人不要听证")


def examine_then_pass(first: Page, page: str, keep: Keep) -> None:
    """A special procedure stops the clock until its result is there; then it is passed and visited again."""
    first.goto(f"{page}?do=special")
    first.get_by_label("检测").check()
    first.get_by_label("要几个工作日").fill("10")
    first.locator("#w-text").fill("排烟量要送检，检测单位由你选。")
    keep(first, "desk-special")
    send(first, "告知，时间停")
    expect(first.locator(".clock")).to_contain_text("停着")
    keep(first, "desk-suspended")
    first.keyboard.press("a")
    first.locator("#w-text").fill("检测合格。")
    send(first, "登记")
    expect(first.locator(".dbar")).to_contain_text("时间接着走")
    first.keyboard.press("a")
    first.locator("#w-text").fill("设备到了，检测合格。")
    send(first, "确定通过")
    expect(first.locator(".why")).to_contain_text("联合踏勘")
    first.keyboard.press("a")
    first.locator("#w-text").fill("复查过，通道畅通。")
    send(first, "登记")


def see_documents(applicant: Page, case: str, keep: Keep) -> None:
    """Every step has its document, sealed."""
    applicant.goto(f"/case/{case}/")
    papers = applicant.locator(".docs")
    for name in ("延期办理通知书", "特别程序期限告知书", "准予决定书"):
        expect(papers).to_contain_text(name, timeout=20_000)
    check(applicant, "documents")
    keep(applicant, "documents")
    if papers.locator("details").count():
        papers.locator("details summary").click()
    with applicant.expect_download() as found:
        papers.get_by_role("link", name="延期办理通知书").click()
    content = Path(found.value.path()).read_bytes()
    assert content.startswith(b"%PDF-") and b"SM2-SM3" in content
