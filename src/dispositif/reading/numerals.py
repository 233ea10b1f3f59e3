"""Numbers as lists print them: 3 as "c", "iii", "C", "III", "03", "ج" …"""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HAN = "〇一二三四五六七八九"
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_LARGEST_ROMAN = 4999
_LONGEST = 50


def roman(number: int) -> str:
    """4 as "iv"; digits where Roman numerals do not reach."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * times
    return letters


def letters(number: int, alphabet: str = _LATIN) -> str:
    """3 as "c" and, as word processors go on after the last letter, 29 as "cc"."""
    if not 0 < number <= len(alphabet) * _LONGEST:
        return str(number)
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def letters_in_base(number: int) -> str:
    """3 as "c" and, as web pages go on after the last letter, 29 as "ac"."""
    if number <= 0:
        return str(number)
    written = ""
    while number:
        number, place = divmod(number - 1, len(_LATIN))
        written = _LATIN[place] + written
    return written


def han(number: int) -> str:
    """12 as "十二"."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")


def of_word(number: int, form: str) -> str:
    """A number in one of the forms of WordprocessingML (`w:numFmt`); digits for those that need words."""
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "lowerLetter":
            return letters(number)
        case "upperLetter":
            return letters(number).upper()
        case "russianLower":
            return letters(number, _CYRILLIC)
        case "russianUpper":
            return letters(number, _CYRILLIC).upper()
        case _:
            return _of_other_scripts(number, form)


def _of_other_scripts(number: int, form: str) -> str:
    match form:
        case "arabicAlpha":
            return letters(number, _ARABIC)
        case "arabicAbjad":
            return letters(number, _ABJAD)
        case "hindiNumbers":
            return str(number).translate(_ARABIC_INDIC)
        case "chineseCounting" | "chineseCountingThousand" | "ideographDigital":
            return han(number)
        case "japaneseCounting" | "taiwaneseCounting":
            return han(number)
        case "numberInDash":
            return f"- {number} -"
        case _:
            return str(number)


def of_web(number: int, form: str) -> str:
    """A number in one of the forms of a web page (`type` of a list or `list-style-type`)."""
    match form:
        case "a" | "lower-alpha" | "lower-latin":
            return letters_in_base(number)
        case "A" | "upper-alpha" | "upper-latin":
            return letters_in_base(number).upper()
        case "i" | "lower-roman":
            return roman(number)
        case "I" | "upper-roman":
            return roman(number).upper()
        case "decimal-leading-zero":
            return f"{number:02}"
        case "lower-greek":
            return letters(number, _GREEK)
        case "arabic-indic":
            return str(number).translate(_ARABIC_INDIC)
        case "cjk-decimal" | "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal":
            return han(number)
        case _:
            return str(number)
