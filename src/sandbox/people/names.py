"""Names as people bear them: surnames by their share, given names by sex and age."""

from sandbox.people.dice import Dice

# Weighted by repetition, roughly as common as in the north of the country.
_SURNAMES = tuple("王王王王李李李李张张张张刘刘刘陈陈杨杨赵赵孙孙马周吴徐朱高郭林于宋孟韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡魏丁薛姜范田")
_HUI_SURNAMES = tuple("马马马丁沙白金杨张米")
_MALE_OLD = ("建国", "建军", "志强", "玉成", "德胜", "福来", "长河", "学文", "广田", "振华", "明义", "宝山", "庆林", "延平", "传忠", "守信")
_FEMALE_OLD = (
    "秀英",
    "桂兰",
    "玉梅",
    "淑珍",
    "凤英",
    "爱华",
    "春花",
    "素云",
    "桂芳",
    "月娥",
    "翠兰",
    "瑞芝",
    "兰香",
    "玉珍",
    "文秀",
    "美荣",
)
_MALE = ("浩然", "子轩", "伟", "鹏", "磊", "凯", "帅", "明远", "嘉诚", "志远", "晓东", "宇航", "泽", "文博", "立新", "海涛", "云飞", "俊杰")
_FEMALE = (
    "晓",
    "雨桐",
    "静",
    "雪",
    "婷",
    "晓燕",
    "思远",
    "佳宁",
    "欣怡",
    "文静",
    "雅楠",
    "梦瑶",
    "慧",
    "丽娜",
    "春晓",
    "若溪",
    "晴",
    "亚男",
)
_CHILD = ("沐阳", "一诺", "子涵", "梓萱", "宇泽", "思齐", "可欣", "安然", "乐天", "语嫣", "景行", "明朗")


def pick_surname(dice: Dice, ethnicity: str = "汉") -> str:
    """A surname."""
    return dice.pick(_HUI_SURNAMES if ethnicity == "回" else _SURNAMES)


def pick_given(dice: Dice, sex: str, age: int) -> str:
    """A given name, one or two characters."""
    if age < 18:
        return dice.pick(_CHILD)
    if age >= 50:
        return dice.pick(_MALE_OLD if sex == "male" else _FEMALE_OLD)
    return dice.pick(_MALE if sex == "male" else _FEMALE)
