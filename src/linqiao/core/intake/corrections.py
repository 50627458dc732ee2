"""Corrections in one breath: ``鸡蛋4板，不对，是2板``: the last figure is proposed, a person looks.

Two figures for one thing contradict each other in one text; which one stands is nobody's guess.
"""

import re
from typing import Final

# Words by which a writer takes back what he has just said; ``不`` only where it stands alone.
CORRECTS: Final = re.compile(
    r"(?:[哦噢喔啊哎唉诶呃嗯]\s*)*"
    r"(?:(?:不对)+|(?:[说写打记搞弄填]|刚才|上面)错了?|错了(?!没)|更正(?:一下)?|口误|手滑|"
    r"(?<=[,，。.…\s哦噢喔啊哎唉诶呃])不(?:不)*(?=[,，]))"
    r"(?:[了啦哈啊哦])*"
)


# What the writer himself wrote wrongly.
OWN_SLIP: Final = re.compile(r"[说写打填]错|更正|口误|手滑")


def split_at_corrections(text: str) -> list[tuple[int, int, bool]]:
    """Pieces of a clause: (start, end, whether the piece takes back what stands before it).

    >>> split_at_corrections("鸡蛋4板 写错了 是2板")
    [(0, 5, False), (5, 8, True), (8, 12, False)]
    """
    pieces, place = [], 0
    for match in CORRECTS.finditer(text):
        if match.start() > place:
            pieces.append((place, match.start(), False))
        pieces.append((match.start(), match.end(), True))
        place = match.end()
    if place < len(text):
        pieces.append((place, len(text), False))
    return pieces
