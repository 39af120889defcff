"""A coarser grid: `coarse.py SOURCE.otf TARGET.otf UNITS`. Every point is set on a grid of UNITS to the em, each from where
it stands and not from the point before it, so that no error adds up. Needs fonttools."""

import sys

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem


def main(source, target, units):
    f = TTFont(source)
    k = units / f["head"].unitsPerEm
    glyphs, order = f.getGlyphSet(), f.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = RecordingPen()
        glyphs[name].draw(pen)
        drawn[name] = pen.value
    # The outlines are set below; everything else is scaled as it is.
    outlines = f["CFF "]
    del f["CFF "]
    scale_upem(f, units)
    f["CFF "] = outlines
    cff = outlines.cff
    top = cff.topDictIndex[0]
    cff.desubroutinize()
    private = top.Private
    if hasattr(private, "Subrs"):
        del private.Subrs
    for name in list(private.rawDict):
        if name not in ("defaultWidthX", "nominalWidthX"):
            del private.rawDict[name]
            private.__dict__.pop(name, None)
    usual = round(getattr(private, "defaultWidthX", 0) * k)
    nominal = round(getattr(private, "nominalWidthX", 0) * k)
    private.defaultWidthX, private.nominalWidthX = usual, nominal
    top.FontMatrix = [1 / units, 0, 0, 1 / units, 0, 0]
    top.FontBBox = [round(edge * k) for edge in top.FontBBox]
    for name in order:
        width = f["hmtx"][name][0]
        pen, last = T2CharStringPen(None if width == usual else width - nominal, None), None
        for step, points in drawn[name]:
            points = [(round(x * k), round(y * k)) for x, y in points]
            # What has shrunk to a point is left out.
            if step in ("lineTo", "curveTo") and all(point == last for point in points):
                continue
            getattr(pen, step)(*points)
            last = points[-1] if points else last
        top.CharStrings[name] = pen.getCharString(private=private, globalSubrs=cff.GlobalSubrs, optimize=True)
    f.save(target)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
