"""Fewer points: `thin.py SOURCE.otf TARGET.otf`. Runs of smooth segments are fitted by one curve (Schneider)
where it stays within the tolerance; corners stay where they are. Needs fonttools and numpy."""

import sys

import numpy as np
from fontTools.ttLib import TTFont
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen

TOL = 4.0  # units of a thousand to the em
T = np.linspace(0, 1, 9)[1:]


def bez(s, t):
    p = np.array(s, float)
    if len(p) == 2:
        return p[0] + (p[1] - p[0]) * t[:, None]
    u = 1 - t
    return (
        (u**3)[:, None] * p[0]
        + (3 * u * u * t)[:, None] * p[1]
        + (3 * u * t * t)[:, None] * p[2]
        + (t**3)[:, None] * p[3]
    )


def tan(s, end):
    p = [np.array(x, float) for x in s]
    if end:
        p = p[::-1]
    for q in p[1:]:
        d = q - p[0]
        n = np.hypot(*d)
        if n > 0.5:
            return (-d if end else d) / n
    return np.array([0.0, 0.0])


def fit(pts, t1, t2, tol):
    d = np.r_[0, np.cumsum(np.hypot(*np.diff(pts, axis=0).T))]
    if d[-1] < 1e-6:
        return None
    u = d / d[-1]
    p0, p3 = pts[0], pts[-1]
    for _ in range(4):
        b0 = (1 - u) ** 3
        b1 = 3 * u * (1 - u) ** 2
        b2 = 3 * u * u * (1 - u)
        b3 = u**3
        A1 = b1[:, None] * t1
        A2 = -b2[:, None] * t2
        r = pts - ((b0 + b1)[:, None] * p0 + (b2 + b3)[:, None] * p3)
        c = np.array([[(A1 * A1).sum(), (A1 * A2).sum()], [(A1 * A2).sum(), (A2 * A2).sum()]])
        x = np.array([(A1 * r).sum(), (A2 * r).sum()])
        det = np.linalg.det(c)
        if abs(det) < 1e-9:
            return None
        a = np.linalg.solve(c, x)
        if a[0] <= 0 or a[1] <= 0 or a.max() > 3 * d[-1]:
            return None
        q = [p0, p0 + t1 * a[0], p3 - t2 * a[1], p3]
        f = bez(q, u)
        e = np.hypot(*(f - pts).T)
        if e.max() <= tol:
            return q
        # reparam
        dq = 3 * np.diff(np.array(q), axis=0)
        ddq = 2 * np.diff(dq, axis=0)
        uu = 1 - u
        v1 = (uu * uu)[:, None] * dq[0] + (2 * uu * u)[:, None] * dq[1] + (u * u)[:, None] * dq[2]
        v2 = uu[:, None] * ddq[0] + u[:, None] * ddq[1]
        num = ((f - pts) * v1).sum(1)
        den = (v1 * v1).sum(1) + ((f - pts) * v2).sum(1)
        ok = np.abs(den) > 1e-9
        u = np.where(ok, u - num / np.where(ok, den, 1), u)
        u = np.clip(u, 0, 1)
    return None


def contour(segs):
    n = len(segs)
    if n < 3:
        return segs

    def corner(i):
        a = tan(segs[i - 1], True)
        b = tan(segs[i], False)
        return a @ b < 0.97

    starts = [i for i in range(n) if corner(i)]
    if starts:
        segs = segs[starts[0] :] + segs[: starts[0]]
    runs = []
    cur = []
    for i, s in enumerate(segs):
        if cur and tan(cur[-1], True) @ tan(s, False) < 0.97:
            runs.append(cur)
            cur = []
        cur.append(s)
    runs.append(cur)
    out = []
    for run in runs:
        i = 0
        while i < len(run):
            best = run[i]
            j = i + 1
            # line merge or cubic fit, greedily longer
            k = j
            while k < len(run):
                part = run[i : k + 1]
                pts = np.vstack(
                    [np.array([part[0][0]], float)]
                    + [bez(s, T if len(s) == 4 else np.array([0.25, 0.5, 0.75, 1.0])) for s in part]
                )
                a, b = pts[0], pts[-1]
                L = np.hypot(*(b - a))
                q = None
                if L > 1:
                    dist = np.abs((pts[:, 0] - a[0]) * (b[1] - a[1]) - (pts[:, 1] - a[1]) * (b[0] - a[0])) / L
                    if dist.max() < TOL * 0.5:
                        q = [a, b]
                if q is None:
                    q = fit(pts, tan(part[0], False), tan(part[-1], True), TOL)
                if q is None:
                    break
                best = [tuple(x) for x in q]
                j = k + 1
                k += 1
            # a flat curve is a line
            if len(best) == 4:
                p = np.array(best, float)
                a, b = p[0], p[3]
                L = np.hypot(*(b - a))
                if L > 1:
                    dist = np.abs((p[1:3, 0] - a[0]) * (b[1] - a[1]) - (p[1:3, 1] - a[1]) * (b[0] - a[0])) / L
                    pr = ((p[1:3] - a) @ (b - a)) / L
                    if dist.max() < TOL * 0.6 and pr.min() >= -1 and pr.max() <= L + 1:
                        best = [best[0], best[3]]
            out.append(best)
            i = j
    return out


def simplify(rec, scale):
    res = []
    segs = []
    start = cur = None

    def flush():
        if not segs:
            return
        if cur != start:
            segs.append([cur, start])
        o = contour(list(segs))
        f = lambda p: (round(p[0] * scale), round(p[1] * scale))
        pts = []
        first = f(o[0][0])
        res.append(("moveTo", (first,)))
        last = first
        for k, s in enumerate(o):
            q = [f(p) for p in s[1:]]
            if len(q) == 1:
                if q[0] == last:
                    continue
                if k == len(o) - 1 and q[0] == first:
                    continue
                res.append(("lineTo", (q[0],)))
            else:
                if q[-1] == last and q[0] == last:
                    continue
                res.append(("curveTo", tuple(q)))
            last = q[-1]
        res.append(("closePath", ()))

    for op, a in rec:
        if op == "moveTo":
            segs = []
            start = cur = a[0]
        elif op == "lineTo":
            if a[0] != cur:
                segs.append([cur, a[0]])
                cur = a[0]
        elif op == "curveTo":
            segs.append([cur, *a])
            cur = a[-1]
        elif op in ("closePath", "endPath"):
            flush()
            segs = []
    return res


def main(source, target):
    f = TTFont(source)
    glyphs = f.getGlyphSet()
    thin = {}
    for name in f.getGlyphOrder():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        thin[name] = simplify(pen.value, 1)
    cff = f["CFF "].cff
    top = cff.topDictIndex[0]
    cff.desubroutinize()
    private = top.Private
    nominal, usual = getattr(private, "nominalWidthX", 0), getattr(private, "defaultWidthX", 0)
    for name in f.getGlyphOrder():
        width = f["hmtx"][name][0]
        pen = T2CharStringPen(None if width == usual else width - nominal, None)
        for step, points in thin[name]:
            getattr(pen, step)(*points)
        top.CharStrings[name] = pen.getCharString(private=private, globalSubrs=cff.GlobalSubrs, optimize=True)
    if hasattr(private, "Subrs"):
        del private.Subrs
    f.save(target)


main(sys.argv[1], sys.argv[2])
