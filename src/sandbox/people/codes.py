"""Numbers with check digits: ID numbers (GB 11643), credit codes (GB 32100), VINs (GB 16735)."""

from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(3**i % 31 for i in range(17))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES = {
    **{str(n): n for n in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}

PREFIX = "3799"  # no county of any province has it, so no real person can hold such a number


def id_check(first: str) -> str:
    """The check character of the first 17 digits of an ID number (GB 11643)."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True)) % 11]


def make_id_number(area: str, born: date, sequence: int) -> str:
    """An ID number. area: six digits under 3799. sequence: 1 to 999, odd for male, even for female."""
    first = f"{area}{born:%Y%m%d}{sequence:03d}"
    return first + id_check(first)


def check_id_number(number: str) -> bool:
    """Whether the form and the check character are right."""
    return len(number) == 18 and number[:17].isdigit() and id_check(number[:17]) == number[17]


def area_of(county: str) -> str:
    """The invented ID area of a county's city: 3707.. becomes 379907."""
    return PREFIX + county[2:4]


def make_uscc(first: str) -> str:
    """A credit code from its first 17 signs (GB 32100)."""
    total = sum(_USCC_SIGNS.index(sign) * weight for sign, weight in zip(first, _USCC_WEIGHTS, strict=True))
    return first + _USCC_SIGNS[(31 - total % 31) % 31]


def check_uscc(code: str) -> bool:
    """Whether the signs and the check sign are right."""
    return len(code) == 18 and all(sign in _USCC_SIGNS for sign in code) and make_uscc(code[:17]) == code


def make_vin(first: str, rest: str) -> str:
    """A VIN from the 8 signs before and the 8 after its check sign (GB 16735)."""
    signs = f"{first}0{rest}"
    left = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(signs, _VIN_WEIGHTS, strict=True)) % 11
    return f"{first}{'X' if left == 10 else left}{rest}"
