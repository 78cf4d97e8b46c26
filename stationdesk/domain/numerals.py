"""Numbers written in Chinese characters."""

from __future__ import annotations

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "壹": 1,
    "二": 2,
    "两": 2,
    "贰": 2,
    "三": 3,
    "叁": 3,
    "四": 4,
    "肆": 4,
    "五": 5,
    "伍": 5,
    "六": 6,
    "陆": 6,
    "七": 7,
    "柒": 7,
    "八": 8,
    "捌": 8,
    "九": 9,
    "玖": 9,
}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
CHARACTERS = "".join((*DIGITS, *_SCALES, *_TENS, "万"))


def chinese_number(text: str) -> int | None:
    """Return the number that ``text`` writes (十二, 两百零五, 二〇二六), None if it writes none.

    Numbers up to 99,999,999; digit by digit (二〇二六) is read as well.
    """
    for short, long in _TENS.items():
        text = text.replace(short, long)
    if not text or any(sign not in CHARACTERS for sign in text):
        return None
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    head, ten_thousands, tail = text.partition("万")
    if not ten_thousands:
        return _below_ten_thousand(text)
    high, low = _below_ten_thousand(head), _below_ten_thousand(tail) if tail else 0
    return None if high is None or low is None else high * 10_000 + low


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_scale = 0, None, 10_000
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None
            digit = DIGITS[sign]
            continue
        scale = _SCALES.get(sign)
        if scale is None or scale >= last_scale:
            return None
        total += (1 if digit is None else digit) * scale
        digit, last_scale = None, scale
    return total + (digit or 0)
