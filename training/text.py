"""Text as the reader is given it: Traditional characters folded to Simplified, one for one."""
import functools

import opencc

_CONVERTER = opencc.OpenCC("t2s")


@functools.lru_cache(maxsize=1 << 20)
def _character(character):
    folded = _CONVERTER.convert(character)
    return folded if len(folded) == 1 and folded != "𠮶" else character


def fold(text):
    """`text` in Simplified characters; a character stays at its place."""
    return "".join(_character(character) for character in text)
