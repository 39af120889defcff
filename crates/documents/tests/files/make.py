"""Makes the workbooks of openpyxl, and one laid out the way WPS and some office systems lay theirs out."""

import datetime
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Font


def openpyxl_types():
    book = Workbook()
    first = book.active
    first.title = "旧数据"
    first.append(["不应读取"])
    first.sheet_state = "hidden"
    page = book.create_sheet("证书")
    page.append([])
    page.append(["证书编号", "发证日期", "数量", "指标值", "有效", "登记时间"])
    page.append(["913302120583001234", datetime.date(2024, 2, 29), 12, 0.1 + 0.2, True, datetime.datetime(2024, 2, 29, 13, 5)])
    page.append([913302120583001234, datetime.date(1900, 1, 1), -3, 1.1, False, None])
    page.append([])
    page.append(["第三行", datetime.datetime(2019, 3, 21), 0, 1e-5, None, None])
    page["B6"].number_format = 'yyyy"年"m"月"d"日"'
    page["A2"].font = Font(bold=True)
    page.row_dimensions[4].hidden = True
    book.create_sheet("说明")
    book.active = 1
    book.save("openpyxl-types.xlsx")


def openpyxl_formula():
    book = Workbook()
    page = book.active
    page.append(["编号", "数量"])
    page.append(["A1", "=1+1"])
    book.save("openpyxl-formula.xlsx")


def openpyxl_merged():
    book = Workbook()
    page = book.active
    page.append(["编号", "数量"])
    page.append(["A1", 1])
    page.append([None, 2])
    page.merge_cells("A2:A3")
    book.save("openpyxl-merged.xlsx")


def openpyxl_1904():
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    page.append(["日期"])
    page.append([datetime.date(2024, 2, 29)])
    book.save("openpyxl-1904.xlsx")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"


def wps_like():
    """Inline texts, `t="str"`, absolute targets, no dimension, no cell addresses, a prefix on every tag."""
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACK}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACK}/relationships"><Relationship Id="rId1" Type="{RELS}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{RELS}"><x:sheets><x:sheet name="Sheet1" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACK}/relationships"><Relationship Id="rId7" Type="{RELS}/worksheet" Target="/xl/Worksheets/Sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        '<x:row><x:c t="inlineStr"><x:is><x:t>编号</x:t></x:is></x:c><x:c t="str"><x:v>名称</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>数</x:t></x:r><x:r><x:t xml:space="preserve">量 </x:t></x:r><x:rPh sb="0" eb="1"><x:t>shu</x:t></x:rPh></x:is></x:c></x:row>'
        '<x:row r="3"><x:c t="inlineStr"><x:is><x:t>00123</x:t></x:is></x:c><x:c t="str"><x:v>甲&amp;乙&#20013;_x000D_</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
    }
    with zipfile.ZipFile("wps-like.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


openpyxl_types()
openpyxl_formula()
openpyxl_merged()
openpyxl_1904()
wps_like()
