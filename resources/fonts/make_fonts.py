"""Cut the fonts of this folder out of the full Noto files: ``make_fonts.py FOLDER``.

FOLDER holds the files named in ``README.md``; the cut files are written beside this script.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

WHOLE = {"NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf"}
CUT = {
    "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
    "NotoSerifSC_400Regular.ttf": "NotoSerifSC-Regular.ttf",
}

TABLE_OF_2013_IN_EXTENSION_A = frozenset(
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
"""The hanzi of 通用规范汉字表 (2013) in the block CJK Extension A; its others lie in the main block
or beyond U+FFFF, which are kept whole."""

EXTENSION_A = range(0x3400, 0x4DC0)
HANGUL = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
)


def is_kept(code: int) -> bool:
    """Say whether a cut font keeps this code point: all but Hangul and the rarest hanzi."""
    if code in EXTENSION_A:
        return chr(code) in TABLE_OF_2013_IN_EXTENSION_A
    return not any(code in block for block in HANGUL)


def cut(source: Path, target: Path) -> None:
    """Write ``source`` to ``target`` without rare hanzi, hinting and layout tables."""
    options = subset.Options(
        hinting=False, layout_features=[], notdef_outline=True, glyph_names=False
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "gasp"]
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in font.getBestCmap() if is_kept(code)])
    cutter.subset(font)
    font["name"].setName(target.stem, 6, 3, 1, 0x409)
    font.save(target)


def main(folder: Path) -> None:
    """Make every font of this folder from the full files in ``folder``."""
    for name, target in WHOLE.items():
        shutil.copyfile(folder / name, HERE / target)
    for name, target in CUT.items():
        cut(folder / name, HERE / target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
