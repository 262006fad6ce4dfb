"""Codes of regions (GB/T 2260), as far as their digits tell."""


def find_prefix(region: str) -> str:
    """What codes of places in a region begin with: 370700 is all of a city, 370000 of the province; trailing pairs of zeros are dropped."""
    while len(region) > 2 and region.endswith("00"):
        region = region[:-2]
    return region


def find_range(region: str) -> tuple[str, str]:
    """First and one past the last code of places in a region: 370700 → 3707, 3708. Digits sort alike in every collation."""
    prefix = find_prefix(region)
    return prefix, f"{int(prefix) + 1:0{len(prefix)}d}"
