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


def openpyxl_table():
    """A comparison table as drafters keep it: a title, two lines of head, an indicator merged over its classes, numbers
    and per cents typed as such, a note below."""
    book = Workbook()
    page = book.active
    page.title = "表1"
    page.append(["表1 主要关键性能指标对比表"])
    page.append(["序号", "关键性能指标", "规格", "单位", "本标准要求", "对比标准", None, None, "试验方法", "备注"])
    page.append([None, None, None, None, None, "GB 18401-2010", "GB/T 31888-2015", "ISO 14184-1:2011", None, None])
    page.append([1, "甲醛含量", "A类", "mg/kg", "≤20", "≤20", "—", "≤16", "GB/T 2912.1-2009", None])
    page.append([None, None, "B类", "mg/kg", "≤50（优等品）", "≤75", "≤75", None, "GB/T 2912.1-2009", "示例"])
    page.append([2, "棉纤维含量", None, None, 0.4, "无要求", 0.35, "无", "GB/T 2910", None])
    page.append([3, "耐摩擦色牢度", None, "级", "≥4", "≥3", "3-4", None, "GB/T 3920-2008", None])
    page.append(["注：以上数值均为示例。"])
    for place in ["A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:H2", "I2:I3", "J2:J3", "A4:A5", "B4:B5", "A8:J8"]:
        page.merge_cells(place)
    for place in ["E6", "G6"]:
        page[place].number_format = "0%"
    book.create_sheet("表2")
    book.save("table-openpyxl.xlsx")


def wps_table():
    """The same kind of table with shared strings, a prefix on every tag, and merged cells in the head, as WPS and some
    office systems lay theirs out."""
    texts = ["指标", "方向", "本标准", "GB 18401-2010", "限值", "试验方法", "甲醛", "越低越好", "＜＝２０", "≤75", "GB/T 2912.1"]
    shared = "".join(f"<x:si><x:t>{text.replace('<', '&lt;')}</x:t></x:si>" for text in texts)
    cells = lambda line, pairs: f'<x:row r="{line}">' + "".join(f'<x:c r="{col}{line}" t="s"><x:v>{at}</x:v></x:c>' for col, at in pairs) + "</x:row>"
    rows = cells(1, [("A", 0), ("B", 1), ("C", 2), ("D", 3)]) + cells(2, [("D", 4), ("E", 5)]) + cells(3, [("A", 6), ("B", 7), ("C", 8), ("D", 9), ("E", 10)])
    merges = "".join(f'<x:mergeCell ref="{at}"/>' for at in ["A1:A2", "B1:B2", "C1:C2", "D1:E1"])
    relation = lambda at, kind, target: f'<Relationship Id="rId{at}" Type="{RELS}/{kind}" Target="{target}"/>'
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACK}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACK}/relationships">{relation(1, "officeDocument", "/xl/workbook.xml")}</Relationships>',
        "xl/workbook.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{RELS}"><x:sheets><x:sheet name="对比表" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACK}/relationships">{relation(7, "worksheet", "worksheets/sheet1.xml")}{relation(8, "sharedStrings", "sharedStrings.xml")}</Relationships>',
        "xl/sharedStrings.xml": f'<x:sst xmlns:x="{MAIN}">{shared}</x:sst>',
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData><x:mergeCells>{merges}</x:mergeCells></x:worksheet>',
    }
    with zipfile.ZipFile("table-wps.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(zipfile.ZipInfo(path, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


openpyxl_types()
openpyxl_formula()
openpyxl_merged()
openpyxl_1904()
wps_like()
openpyxl_table()
wps_table()
