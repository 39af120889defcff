"""Outlines of quadratic curves: `quadratic.py SOURCE.otf TARGET.ttf UNITS ERROR`. A TrueType outline stands in the file as it
is drawn; one of cubic curves is a small program, which is taken apart and put together again for each paper. Every curve keeps
within ERROR of the source's units of its own course, and every point is set on a grid of UNITS to the em. Hints and the
names that nothing reads are left out, and quotation marks are the full ones where there are two kinds. Needs fonttools."""

import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import FilterPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

# Copyright, family, style, full name, name for PostScript; family and style once more where they differ.
NAMES = {0, 1, 2, 4, 6, 16, 17}


QUOTES = "‘’“”"


def full_quotes(f):
    """The quotation marks of Chinese text fill a square: where a face has such ones beside narrow ones, they are its own."""
    full = {}
    for record in f["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in f else []:
        for at in record.Feature.LookupListIndex if record.FeatureTag == "fwid" else []:
            for step in f["GSUB"].table.LookupList.Lookup[at].SubTable:
                full |= getattr(getattr(step, "ExtSubTable", step), "mapping", {})
    for table in f["cmap"].tables:
        for quote in map(ord, QUOTES):
            if quote in table.cmap:
                table.cmap[quote] = full.get(table.cmap[quote], table.cmap[quote])


class Grid(FilterPen):
    """Sets points on the grid, each from where it stands; what has shrunk to a point is left out."""

    def __init__(self, pen, k):
        super().__init__(pen)
        self.k = k

    def at(self, point):
        return (round(point[0] * self.k), round(point[1] * self.k))

    def moveTo(self, point):
        self.first = self.last = self.at(point)
        self.steps = []

    def lineTo(self, point):
        self.step("lineTo", [self.at(point)])

    def qCurveTo(self, *points):
        self.step("qCurveTo", [self.at(point) for point in points])

    def step(self, name, points):
        if any(point != self.last for point in points):
            self.steps.append((name, points))
            self.last = points[-1]

    def closePath(self):
        if self.steps:
            self._outPen.moveTo(self.first)
            for name, points in self.steps:
                getattr(self._outPen, name)(*points)
            self._outPen.closePath()

    endPath = closePath


def main(source, target, units, error):
    f = TTFont(source)
    k = units / f["head"].unitsPerEm
    glyphs, order = f.getGlyphSet(), f.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(Grid(pen, k), error, reverse_direction=True, all_quadratic=True))
        drawn[name] = pen.glyph(dropImpliedOnCurves=True)
    for table in ("CFF ", "VORG", "DSIG"):
        if table in f:
            del f[table]
    # The outlines are set already; everything else is scaled as it is.
    scale_upem(f, units)
    f["loca"] = newTable("loca")
    f["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    glyf.compile(f)
    most = f["maxp"]
    most.tableVersion, most.maxZones = 0x00010000, 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"):
        setattr(most, f"max{name}", 0)
    most.maxComponentElements = most.maxComponentDepth = 0
    most.recalc(f)
    f["hmtx"].metrics = {
        name: (width, drawn[name].xMin if drawn[name].numberOfContours else 0)
        for name, (width, _) in f["hmtx"].metrics.items()
    }
    f["name"].names = [record for record in f["name"].names if record.nameID in NAMES]
    full_quotes(f)
    f["post"].formatType = 3.0
    f.sfntVersion = "\0\1\0\0"
    f.save(target)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
