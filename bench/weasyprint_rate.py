"""The certificate of bench/certificate.html as PDF by WeasyPrint, each with other names: papers a second.

usage: weasyprint_rate.py ROUNDS EACH FIRST [FACES]: with the faces of a folder in place of those of our press."""

import io
import pathlib
import sys
import time

import segno
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

here = pathlib.Path(__file__).resolve().parent
ours = here.parent / "crates/documents/fonts"
fonts = pathlib.Path(sys.argv[4]).resolve() if len(sys.argv) > 4 else ours
page = (here / "certificate.html").read_text("utf-8")
for face in ("ZhuqueFangsong-Regular", "NotoSerifCJKsc-Bold", "NotoSansSC-Regular"):
    file = next(file for end in ("otf", "ttf") if (file := fonts / f"{face}.{end}").exists())
    page = page.replace(f"FONTS/{face}", file.as_uri())

# The same names as crates/documents/examples/press_rate.rs.
names = "东西南北山川湖海金银铜铁松柏梅兰春夏秋冬安宁和顺永久长远光明正大天地云雨星月江河"


def named(at):
    return "".join(names[of % len(names)] for of in (at, at * 7 + at // len(names)))


def certificate(at):
    code = f"PZB-{at // 10000:04}-{at % 10000:04}"
    svg = io.BytesIO()
    segno.make(f"https://pzb.example/v/{code}", error="m", micro=False).save(svg, kind="svg", xmldecl=False)
    html = page.replace("FIRM", f"浙江{named(at)}第{at}纺织股份有限公司").replace("NUMBER", str(at))
    html = html.replace("PRODUCT", f"{named(at + 17)}牌高支纯棉床上用品四件套")
    html = html.replace("QRCODE", svg.getvalue().decode()).replace("CODE", code)
    return HTML(string=html, base_url=str(here)).write_pdf(
        font_config=FontConfiguration(), pdf_variant="pdf/ua-1"
    )


rounds, each, first = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
certificate(0)
for at in range(rounds):
    start = time.perf_counter()
    size = sum(len(certificate(first + at * each + n)) for n in range(each)) / each
    print(f"{each / (time.perf_counter() - start):.2f} {size:.0f}")
